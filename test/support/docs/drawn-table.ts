import type { Cell, FoundTable } from '../conversion/cell.ts';

/** A table as the pages draw it: `name TYPE | name TYPE`, then a line a row; `null` is no value, quotes show blanks. */
export const drawnTable = ({ columns, rows }: FoundTable): string => {
  const lines = [
    columns.map(({ name, type }) => `${name} ${type}`),
    ...rows.map((row) => columns.map((_, index) => drawnCell(row[index] ?? null))),
  ];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => (line[index] ?? '').length)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, index) => cell.padEnd(widths[index] ?? 0))
          .join(' | ')
          .trimEnd()}\n`,
    )
    .join('');
};

const drawnCell = (cell: Cell): string => {
  if (typeof cell !== 'string')
    return typeof cell === 'object' && cell !== null ? jsonOf(cell) : String(cell);
  const plain = /^[^\s"|\\](?:[^\n\r\t|]*[^\s])?$/.test(cell) && cell !== 'null';
  return plain ? cell : JSON.stringify(cell);
};

const jsonOf = (cell: Cell): string =>
  JSON.stringify(cell, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));

/** A drawing without what only aligns it. */
export const undressed = (drawing: string): string =>
  drawing
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .split(' | ')
        .map((cell) => cell.trim())
        .join(' | '),
    )
    .join('\n');
