/** A row of a sheet as the search for the header sees it. */
export interface SeenRow {
  /** 1-based row of the sheet. */
  readonly row: number;
  /** By column; `undefined` is an empty cell. */
  readonly cells: readonly (SeenCell | undefined)[];
}

export interface SeenCell {
  readonly text: string;
  readonly isText: boolean;
}

export interface FoundHeader {
  /** How many of the seen rows stand above the data, the header included. */
  readonly above: number;
  /** By column; `null` where the header is empty. Empty in all: the table has no header. */
  readonly names: readonly (string | null)[];
  /** 1-based rows of the sheet in which the header begins and ends; 0: none. */
  readonly first: number;
  readonly row: number;
}

const filled = (row: SeenRow): number =>
  row.cells.reduce((count, cell) => count + (cell === undefined ? 0 : 1), 0);

/**
 * The header among a sheet's first rows: the first row about as wide as the table that holds names only. Titles,
 * parameters and blank rows above it are narrower or are not followed at once by the table.
 */
export const findHeader = (rows: readonly SeenRow[]): FoundHeader => {
  const width = typicalWidth(rows);
  const wide = Math.floor(width / 2) + 1;
  const begin = rows.findIndex((row, index) => filled(row) >= wide && leadsOn(rows, index, wide));
  const isHeader = (row: SeenRow, index: number) =>
    index <= begin && filled(row) >= wide && holdsNames(row, rows[index + 1]);
  // where the table begins without names, they may stand above it, behind a blank row
  const first = rows.findLastIndex(isHeader);
  const row = rows[first];
  // without a header nothing says where the table begins: every row is one of it
  if (row === undefined) return { above: 0, names: [], first: 0, row: 0 };
  const names = namesOf(row);
  const group = rows[first - 1];
  // two rows of names: groups (`Plan`, empty, `Actual`, empty) above names that repeat under each of them
  if (hasRepeats(names) && group !== undefined && group.row === row.row - 1) {
    const joined = joinedNames([group, row]);
    if (!hasRepeats(joined)) return { above: first + 1, names: joined, first: group.row, row: row.row };
  }
  return { above: first + 1, names, first: row.row, row: row.row };
};

/** The header where a person says that it begins in the sheet's row `first` and spans `span` rows. */
export const headerAt = (rows: readonly SeenRow[], first: number, span: number): FoundHeader => {
  const last = first + span - 1;
  const header = rows.filter(({ row }) => row >= first && row <= last);
  return {
    above: rows.filter(({ row }) => row <= last).length,
    names: joinedNames(header),
    first,
    row: last,
  };
};

/**
 * The header where a person says that it spans `span` rows and not where: it is found, with the rows of names right above
 * it (groups of columns) that belong to so many rows.
 */
export const headerSpanning = (rows: readonly SeenRow[], span: number): FoundHeader => {
  const found = findHeader(rows);
  let index = rows.findIndex(({ row }) => row === found.first);
  if (index < 0) return found;
  const isGroup = (at: number): boolean => {
    const above = rows[at - 1];
    if (above === undefined || above.row !== (rows[at]?.row ?? 0) - 1 || filled(above) < 2) return false;
    return above.cells.every((cell) => cell === undefined || cell.isText);
  };
  while (found.row - (rows[index]?.row ?? 0) + 1 < span && isGroup(index)) index -= 1;
  return headerAt(rows, rows[index]?.row ?? found.first, span);
};

/** The width that most of the rows have, the later ones counting alone: titles stand above. */
const typicalWidth = (rows: readonly SeenRow[]): number => {
  const widths = rows
    .slice(Math.floor(rows.length / 2))
    .map(filled)
    .toSorted((left, right) => left - right);
  return widths[Math.floor(widths.length / 2)] ?? 0;
};

/** A header is followed by the table at once; what a blank row cuts off is a block of its own above it. */
const leadsOn = (rows: readonly SeenRow[], index: number, wide: number): boolean => {
  const here = rows[index];
  const next = rows[index + 1];
  if (here === undefined || next === undefined || next.row === here.row + 1) return true;
  return !rows
    .slice(index + 1)
    .some((row, at, rest) => filled(row) >= wide && rest[at + 1]?.row === row.row + 1);
};

/** Texts, or texts beside years and dates that head columns of figures. */
const holdsNames = (row: SeenRow, below: SeenRow | undefined): boolean => {
  const cells = row.cells.flatMap((cell, column) => (cell === undefined ? [] : [{ cell, column }]));
  const others = cells.filter(({ cell }) => !cell.isText);
  if (others.length === 0) return true;
  if (others.length === cells.length || new Set(others.map(({ cell }) => cell.text)).size < others.length)
    return false;
  return others.every(
    ({ cell, column }) => isPeriod(cell.text) && !isPeriod(below?.cells[column]?.text ?? ''),
  );
};

const isPeriod = (text: string): boolean => /^(?:19|20|21)\d\d(?:-\d\d-\d\d(?:T00:00:00)?)?$/.test(text);

const namesOf = (row: SeenRow): (string | null)[] =>
  Array.from(row.cells, (cell) => (cell === undefined || cell.text.trim() === '' ? null : cell.text));

/** Names of several rows joined by a blank; a name that stands for several columns counts for each of them. */
const joinedNames = (rows: readonly SeenRow[]): (string | null)[] => {
  const last = rows.at(-1);
  if (last === undefined) return [];
  const width = Math.max(...rows.map((row) => row.cells.length));
  const levels = rows.map((row) => {
    let carried: string | null = null;
    const names = namesOf(row);
    return Array.from({ length: width }, (_, column) => {
      carried = names[column] ?? (row === last ? null : carried);
      return carried;
    });
  });
  return Array.from({ length: width }, (_, column) => {
    const parts = levels.flatMap((level) => level[column] ?? []);
    return levels.at(-1)?.[column] === null && parts.length < 2
      ? (parts[0] ?? null)
      : parts.join(' ') || null;
  });
};

const hasRepeats = (names: readonly (string | null)[]): boolean => {
  const given = names.filter((name) => name !== null).map((name) => name.toLowerCase());
  return new Set(given).size < given.length;
};
