import { cellLook, isTyped, type CellLook } from './cell-look.ts';

const MOST_HEADER_ROWS = 3;
const noValue = /^(?:n\/?a|nan|null|none|nil|-+|\?+|unknown|\\N)$/i;

/**
 * How many of the first rows of a table are its header, from 0 to 3. A header names: its cells are texts where the column
 * below holds numbers or dates. Where everything is text, the first row is taken for a header unless its cells stand
 * among the values again.
 */
export const headerHeight = (rows: readonly (readonly string[])[]): number => {
  const [first] = rows;
  if (first === undefined) return 0;
  const looks = first.map(cellLook);
  const named = looks.filter((look) => look === 'text').length;
  if (named === 0) return 0;
  const body = rows.slice(1);
  const typed = typedColumns(body.filter((row) => !isNearly(row, first)));
  const overTyped = looks.filter((look, column) => look === 'text' && typed.has(column)).length;
  const strict = looks.filter((look) => look === 'number' || look === 'date' || look === 'boolean').length;
  if (strict > 0 && !areYears(first, looks, body)) return 0;
  if (looks.some(isTyped) && strict === 0 && overTyped === 0 && typed.size > 0) return 0;
  if (overTyped === 0 && body.length > 0 && standsAgain(first, body) && !isOverMostly(looks, body)) return 0;
  return 1 + furtherRows(rows);
};

/**
 * Whether a header shows as one: in some column it looks otherwise than all that stands below, as a text above numbers or
 * `code` above `A1`, `A2`.
 */
export const isTellingHeader = (header: readonly string[], body: readonly (readonly string[])[]): boolean =>
  body.length === 0 ||
  header.some((name, column) => {
    const below = body.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '');
    if (name.trim() === '' || below.length < 2) return false;
    const shapes = new Set(below.map(shapeOf));
    return !shapes.has(shapeOf(name.trim())) && (shapes.size === 1 || below.every((cell) => /\d/.test(cell)));
  });

/** `Aa9` for a capital, small letters and digits. */
const shapeOf = (cell: string): string =>
  cell
    .replaceAll(/\p{Ll}+/gu, 'a')
    .replaceAll(/\p{Lu}+/gu, 'A')
    .replaceAll(/\d+/g, '9');

/** Whether a text stands above a column that holds values but for a damaged cell here and there. */
const isOverMostly = (looks: readonly CellLook[], body: readonly (readonly string[])[]): boolean =>
  looks.some((look, column) => {
    const below = body.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '');
    return look === 'text' && below.filter((cell) => isTyped(cellLook(cell))).length > below.length * 0.75;
  });

/** A damaged copy of the header says nothing of the values. */
const isNearly = (row: readonly string[], header: readonly string[]): boolean => {
  const same = row.filter((cell, column) => isPartOf(cell.trim(), (header[column] ?? '').trim())).length;
  return same >= 2 && same * 2 >= header.filter((cell) => cell.trim() !== '').length;
};

/** The header again, whole or damaged, is no second line of names. */
const isCopy = (row: readonly string[], header: readonly string[]): boolean =>
  isSameHeader(row, header) ||
  (row.length > 3 &&
    isNearly(row, header) &&
    row.every((cell, column) => (cell === '') === (header[column] === '')));

const isPartOf = (one: string, other: string): boolean =>
  one !== '' &&
  (one === other || (one.length > 2 && other.includes(one)) || (other.length > 2 && one.includes(other)));

/** Units, a second line of names: texts over at least two columns of numbers or dates. */
const furtherRows = (rows: readonly (readonly string[])[]): number => {
  for (let height = 1; height < MOST_HEADER_ROWS; height += 1) {
    const row = rows[height];
    const body = rows.slice(height + 1);
    if (row === undefined || body.length < 2 || isCopy(row, rows[0] ?? [])) return height - 1;
    if (isBelowGroups(row, rows[0] ?? []) && lacksValues(row, body)) continue;
    const typed = typedColumns(body);
    const above = [...typed].map((column) => row[column] ?? '');
    const texts = above.filter((cell) => cellLook(cell) === 'text' && !noValue.test(cell.trim())).length;
    const others = above.filter((cell) => cellLook(cell) !== 'text' && cell.trim() !== '').length;
    if (
      texts < 1 ||
      others > 0 ||
      (texts < 2 && !isUnits(row, typed, body)) ||
      above.some((cell) => noValue.test(cell.trim()))
    )
      return height - 1;
  }
  return MOST_HEADER_ROWS - 1;
};

/** Names below `Travel;;;Other`: texts that stand under groups and the empty cells beside them, and nowhere else. */
const isBelowGroups = (row: readonly string[], first: readonly string[]): boolean => {
  const isGap = (column: number) => column < first.length && (first[column] ?? '').trim() === '';
  const named = row.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]));
  return (
    named.length > 1 &&
    named.some(isGap) &&
    named.every((column) => isGap(column) || isGap(column + 1)) &&
    named.every(
      (column) => cellLook(row[column] ?? '') === 'text' && !noValue.test((row[column] ?? '').trim()),
    )
  );
};

/** One unit alone: beside it the row is empty, and the rows below are not. */
const isUnits = (
  row: readonly string[],
  typed: ReadonlySet<number>,
  body: readonly (readonly string[])[],
): boolean =>
  row.length > 1 &&
  row.every((cell, column) => cell.trim() === '' || typed.has(column)) &&
  lacksValues(row, body);

/** Whether a cell is empty where all rows below have a value. */
const lacksValues = (row: readonly string[], body: readonly (readonly string[])[]): boolean =>
  row.some(
    (cell, column) => cell.trim() === '' && body.every((below) => (below[column] ?? '').trim() !== ''),
  );

/** Columns that hold nothing but numbers, dates and the like. */
const typedColumns = (rows: readonly (readonly string[])[]): Set<number> => {
  const width = rows[0]?.length ?? 0;
  const typed = new Set<number>();
  for (let column = 0; column < width; column += 1) {
    const looks = rows
      .map((row) => row[column] ?? '')
      .filter((cell) => cell.trim() !== '' && !noValue.test(cell.trim()))
      .map(cellLook);
    if (looks.length > 0 && looks.every(isTyped)) typed.add(column);
  }
  return typed;
};

/** `Region;2022;2023`: years may be names, where the values below are not years themselves. */
const areYears = (
  first: readonly string[],
  looks: readonly CellLook[],
  body: readonly (readonly string[])[],
): boolean => {
  const isYear = (cell: string) => /^(?:19|20)\d\d$/.test(cell.trim());
  const columns = looks.flatMap((look, column) =>
    look === 'number' || look === 'date' || look === 'boolean' ? [column] : [],
  );
  const cells = columns.map((column) => first[column] ?? '');
  if (!cells.every(isYear) || new Set(cells).size !== cells.length) return false;
  return body.length > 0 && !columns.some((column) => body.every((row) => isYear(row[column] ?? '')));
};

/** Whether cells of the first row are found among the values of their columns. */
const standsAgain = (first: readonly string[], body: readonly (readonly string[])[]): boolean => {
  const again = first.filter(
    (cell, column) => cell.trim() !== '' && body.some((row) => row[column] === cell),
  );
  // a row that repeats as a whole is a header that a report prints on each page
  const wholly = body.some((row) => isSameHeader(row, first));
  return !wholly && again.length * 3 >= first.length && again.length > 0;
};

/**
 * Whether a row is a header once more: on each page of a report, where a form feed may stand before it, or at the joint
 * of files that were put together, where a byte order mark does.
 */
export const isSameHeader = (row: readonly string[], header: readonly string[]): boolean =>
  row.length === header.length &&
  row.every((cell, column) => cell === header[column] || (column === 0 && withoutMark(cell) === header[0]));

const withoutMark = (cell: string): string =>
  /^[\ufeff\f]/.test(cell) ? cell.slice(1).replace(/^(["'])(.*)\1$/, '$2') : cell;

/** One name a column from several header rows: joined by a blank, the groups of an upper row reaching to the right. */
export const joinedHeader = (rows: readonly (readonly string[])[]): string[] => {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const spread = rows.map((row, index) => {
    if (index === rows.length - 1) return row;
    let group = '';
    return row.map((cell) => (group = cell.trim() === '' ? group : cell));
  });
  return Array.from({ length: width }, (_, column) =>
    spread
      .map((row) => (row[column] ?? '').trim())
      .filter((cell, index, cells) => cell !== '' && cells.indexOf(cell) === index)
      .join(' '),
  );
};
