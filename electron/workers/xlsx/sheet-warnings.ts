import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import type { WarningCode } from '../../contract/words/warnings.en.ts';
import { columnLetters } from '../../core/convert/xlsx/cell-reference.ts';
import type { CellKind } from '../../core/convert/xlsx/column-evidence.ts';
import type { SheetListener } from './sheet-listener.ts';
import type { SheetTable, TableColumn } from './sheet-table.ts';

/** Cells of a kind that a person should know of. */
const ofKind: readonly (readonly [CellKind, WarningCode])[] = [
  ['error', 'xlsx.errorCells'],
  ['missing', 'xlsx.formulaWithoutResult'],
  ['noDate', 'xlsx.noDate'],
  ['padded', 'xlsx.paddedNumbers'],
  ['exact', 'xlsx.longNumbers'],
];

/** What a person should know of the cells of one column, named `header` in the table. */
export const columnWarnings = (column: TableColumn, header: string): Warning[] => {
  const { evidence, place } = column;
  const letters = columnLetters(place);
  const warnings: Warning[] = [];
  if (column.header === null && !evidence.isEmpty)
    warnings.push(warning('xlsx.unnamedColumn', { column: header, letters }));
  for (const [kind, code] of ofKind) {
    const seen = evidence.of(kind);
    if (seen === undefined) continue;
    const { count, value, row } = seen;
    warnings.push(warning(code, { column: header, count, value, cell: `${letters}${row}` }));
  }
  const dates = evidence.count('date', 'datetime');
  const numbers = evidence.count('integer', 'decimal', 'padded');
  if (dates > 0 && numbers > 0)
    warnings.push(warning('xlsx.datesAndNumbers', { column: header, count: numbers, dates }));
  return warnings;
};

/** What a person should know of the sheet as a whole. */
export const sheetWarnings = (table: SheetTable, listener: SheetListener): Warning[] => {
  const warnings: Warning[] = [];
  const merged = listener.merged.filter(
    (block) => block.lastRow >= table.firstDataRow && block.firstRow <= table.lastDataRow,
  );
  const [first] = merged;
  if (first !== undefined && table.rows > 0) {
    const cell = `${columnLetters(first.firstColumn)}${first.firstRow}`;
    warnings.push(warning('xlsx.mergedCells', { count: merged.length, cell }));
  }
  if (table.hiddenRows > 0) warnings.push(warning('xlsx.hiddenRows', { count: table.hiddenRows }));
  if (listener.hiddenColumns > 0)
    warnings.push(warning('xlsx.hiddenColumns', { count: listener.hiddenColumns }));
  if (table.above !== undefined)
    warnings.push(
      warning('rows.preamble', { value: table.above.slice(0, 100), headerLine: table.header.first }),
    );
  if (table.header.last === 0 && table.rows > 0) warnings.push(warning('xlsx.noHeader'));
  return warnings;
};
