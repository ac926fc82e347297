import type { TableContent } from '../../compose/demo.ts';

/** The wanted cells of the row with this key, as text; undefined where there is no such row. */
export const cellsOf = (
  { columns, rows }: TableContent,
  keyColumn: string,
  key: string,
  wanted: readonly string[],
): readonly string[] | undefined => {
  const indexOf = (name: string) => columns.findIndex((column) => column.name === name);
  const row = rows.find((one) => one[indexOf(keyColumn)] === key);
  return row && wanted.map((name) => String(row[indexOf(name)] ?? ''));
};
