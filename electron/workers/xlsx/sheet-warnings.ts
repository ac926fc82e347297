import type { Warning } from '../../contract/converter.ts';
import { columnLetters } from '../../core/convert/xlsx/cell-reference.ts';
import type { CellKind, Occurrence } from '../../core/convert/xlsx/column-evidence.ts';
import type { SheetListener } from './sheet-listener.ts';
import type { SheetTable, TableColumn } from './sheet-table.ts';

const cells = (count: number): string => (count === 1 ? '1 cell' : `${count} cells`);

/** What a person should know of the cells of one column, named `header` in the table. */
export const columnWarnings = (column: TableColumn, header: string): Warning[] => {
  const { evidence, place } = column;
  const warnings: Warning[] = [];
  const at = (seen: Occurrence) => `${columnLetters(place)}${seen.row}`;
  const warn = (code: string, kind: CellKind, says: (seen: Occurrence) => string) => {
    const seen = evidence.of(kind);
    if (seen === undefined) return;
    const { count, value } = seen;
    warnings.push({ code, column: header, count, value, message: `Column ${header}: ${says(seen)}` });
  };
  if (column.header === null && !evidence.isEmpty)
    warnings.push({
      code: 'xlsx.unnamedColumn',
      column: header,
      message: `The sheet's column ${columnLetters(place)} has values and no header; it is called ${header}.`,
    });
  warn(
    'xlsx.errorCells',
    'error',
    (seen) => `${cells(seen.count)} with an error (first ${at(seen)}: ${seen.value}), read as empty.`,
  );
  warn(
    'xlsx.formulaWithoutResult',
    'missing',
    (seen) =>
      `${cells(seen.count)} with a formula whose result is not stored (first ${at(seen)}), read as empty. Open and save the file in Excel.`,
  );
  warn(
    'xlsx.noDate',
    'noDate',
    (seen) =>
      `${cells(seen.count)} formatted as a date on a number that is none (first ${at(seen)}: ${seen.value}); zero is read as empty.`,
  );
  warn(
    'xlsx.paddedNumbers',
    'padded',
    (seen) =>
      `${cells(seen.count)} whose leading zeros come from the format alone (first ${at(seen)}); the number ${seen.value} is what is stored.`,
  );
  warn(
    'xlsx.longNumbers',
    'exact',
    (seen) =>
      `${cells(seen.count)} with more digits than a number holds exactly (first ${at(seen)}: ${seen.value}); they are kept as text.`,
  );
  const dates = evidence.count('date', 'datetime');
  const numbers = evidence.count('integer', 'decimal', 'padded');
  if (dates > 0 && numbers > 0)
    warnings.push({
      code: 'xlsx.datesAndNumbers',
      column: header,
      count: numbers,
      message: `Column ${header}: ${cells(dates)} formatted as dates and ${numbers} as plain numbers. Set its type to DATE or DATETIME to read the numbers as dates.`,
    });
  return warnings;
};

/** What a person should know of the sheet as a whole. */
export const sheetWarnings = (table: SheetTable, listener: SheetListener): Warning[] => {
  const warnings: Warning[] = [];
  const merged = listener.merged.filter(
    (block) => block.lastRow >= table.firstDataRow && block.firstRow <= table.lastDataRow,
  );
  if (merged.length > 0 && table.rows > 0)
    warnings.push({
      code: 'xlsx.mergedCells',
      count: merged.length,
      message: `${merged.length === 1 ? '1 merged block' : `${merged.length} merged blocks`} in the rows (first at ${columnLetters(merged[0]?.firstColumn ?? 0)}${merged[0]?.firstRow}): only the first cell of a block has its value.`,
    });
  if (table.hiddenRows > 0)
    warnings.push({
      code: 'xlsx.hiddenRows',
      count: table.hiddenRows,
      message: `${table.hiddenRows === 1 ? '1 hidden row was' : `${table.hiddenRows} hidden rows were`} read like the others.`,
    });
  if (listener.hiddenColumns > 0)
    warnings.push({
      code: 'xlsx.hiddenColumns',
      count: listener.hiddenColumns,
      message: 'Hidden columns were read like the others.',
    });
  if (table.headerRow === 0 && table.rows > 0)
    warnings.push({
      code: 'xlsx.noHeader',
      message:
        'No header was found in the sheet; the columns are numbered. Set options.headerRow if there is one.',
    });
  return warnings;
};
