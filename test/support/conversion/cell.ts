/**
 * A value as the tests speak of it: texts, INTEGER as bigint, FLOAT as number, BOOLEAN, DATE as `yyyy-MM-dd`, DATETIME
 * as `yyyy-MM-ddTHH:mm:ss.SSSZ`, lists as arrays and structures as objects.
 */
export type Cell =
  string | bigint | number | boolean | null | readonly Cell[] | { readonly [member: string]: Cell };

export interface FoundColumn {
  readonly name: string;
  readonly type: string;
}

export interface FoundTable {
  readonly columns: readonly FoundColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One spelling for every value, so that two may be compared as texts. */
export const spelled = (cell: Cell | undefined): string => {
  if (cell === undefined) return 'absent';
  if (cell === null) return 'null';
  if (typeof cell === 'bigint') return `${cell}n`;
  if (typeof cell === 'number') return Object.is(cell, -0) ? '-0.0' : String(cell);
  if (typeof cell === 'string') return JSON.stringify(cell);
  if (typeof cell === 'boolean') return String(cell);
  if (Array.isArray(cell)) return `[${cell.map((element: Cell) => spelled(element)).join(',')}]`;
  return `{${Object.entries(cell)
    .map(([name, member]) => `${name}:${spelled(member)}`)
    .join(',')}}`;
};

/** Where two tables differ first; undefined where they do not. */
export const firstDifference = (one: FoundTable, other: FoundTable): string | undefined => {
  const names = (table: FoundTable) => table.columns.map(({ name, type }) => `${name}:${type}`).join(', ');
  if (names(one) !== names(other)) return `columns ${names(one)} and ${names(other)}`;
  if (one.rows.length !== other.rows.length) return `${one.rows.length} and ${other.rows.length} rows`;
  for (const [row, cells] of one.rows.entries()) {
    for (const [index, { name }] of one.columns.entries()) {
      const left = spelled(cells[index]);
      const right = spelled(other.rows[row]?.[index]);
      if (left !== right) return `row ${row + 1}, column ${name}: ${left} and ${right}`;
    }
  }
  return undefined;
};
