import { cellLook } from './cell-look.ts';
import type { CutRow } from './cut-row.ts';
import { signs } from './guess-dialect.ts';
import { RowTokenizer, type Cutting } from './row-tokenizer.ts';

const usual = [';', '\t', '|', ','];
const rivals = [...usual, ...signs];

/**
 * Another delimiter that stands in nearly all rows and in the header of a file, so that it may be the true one;
 * undefined where none does. Decimal commas and commas with a blank behind them say nothing.
 */
export const rivalOf = (rows: readonly CutRow[], cutting: Cutting, width: number): string | undefined => {
  const { delimiter } = cutting;
  return rivals.find((rival) => {
    // `~|` is cut out of `|~|`
    if (rival.includes(delimiter)) return rival !== delimiter && isWhole(rival, delimiter, rows);
    if (delimiter.includes(rival)) return false;
    const holding = rows.filter((row) => holds(row, rival));
    if (holding.length < rows.length * 0.75 || !holds(rows[0], rival)) return false;
    const widths = new Map<number, number>();
    for (const { raw } of holding) {
      const found = widthCutBy(raw, { ...cutting, delimiter: rival });
      widths.set(found, (widths.get(found) ?? 0) + 1);
    }
    const [most] = [...widths].toSorted((a, b) => b[1] - a[1]);
    if (most === undefined || most[1] < holding.length / 2) return false;
    return !usual.includes(delimiter) || most[0] > width;
  });
};

/** Whether a longer sign of several characters stands in nearly all rows wherever the shorter one does. */
const isWhole = (longer: string, shorter: string, rows: readonly CutRow[]): boolean =>
  new Set(longer).size > 1 &&
  rows[0]?.raw.includes(longer) === true &&
  rows.filter(({ raw }) => raw.includes(longer)).length >= rows.length * 0.75 &&
  shorter.length < longer.length;

const widthCutBy = (raw: string, cutting: Cutting): number => {
  const tokenizer = new RowTokenizer(cutting, true);
  const [row] = [...tokenizer.push(raw), ...tokenizer.end()];
  return row?.flaw === undefined ? (row?.width ?? 0) : raw.split(cutting.delimiter).length;
};

/** Whether a cell that is no value of its own holds the sign. */
const holds = (row: CutRow | undefined, sign: string): boolean =>
  row !== undefined &&
  row.cells.some(
    (cell, index) =>
      row.quoted?.[index] !== true &&
      cell.includes(sign) &&
      (sign !== ',' || (/,\S/.test(cell) && !['number', 'date', 'boolean'].includes(cellLook(cell)))),
  );
