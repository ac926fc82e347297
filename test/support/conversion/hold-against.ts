import type { ConvertResult } from '../../../electron/contract/converter.ts';
import type { Cell, FoundTable } from './cell.ts';
import { columnComplaint, type StatedText } from './stated-values.ts';
import {
  Malformed,
  strictRows,
  type KnownDialect,
  type RowEnds,
  type StrictRow,
} from './strict-delimited.ts';

/** What its maker knows of a delimited file before it was damaged. */
export interface KnownFile {
  readonly dialect: KnownDialect;
  readonly encoding: string;
  readonly header: readonly string[];
}

/**
 * Says what is wrong with a conversion of a (damaged) delimited file; undefined where it states what the file does. The
 * file is read by the letter of the dialect that its maker used.
 */
export const delimitedComplaint = (
  bytes: Buffer,
  known: KnownFile,
  found: FoundTable,
  result: ConvertResult,
): string | undefined => {
  // signs alone hold no value that could be lost, in whatever encoding
  if (result.rows === 0 && (bytes.length < 4 || !bytes.some((byte) => isLetterOrDigit(byte))))
    return undefined;
  const complaints: string[] = [];
  for (const text of textsOf(bytes, known.encoding)) {
    for (const ends of ['any', 'feeds', 'pairs'] satisfies RowEnds[]) {
      const complaint = readingComplaint(text, ends, known, found, result);
      if (complaint === undefined) return undefined;
      complaints.push(`${ends}: ${complaint}`);
      // a quote behind a backslash may be meant as one inside the cell
      if (!text.includes('\\"') || known.dialect.quote !== '"') continue;
      const escaping: KnownFile = { ...known, dialect: { ...known.dialect, escape: 'backslash' } };
      if (readingComplaint(text, ends, escaping, found, result) === undefined) return undefined;
    }
  }
  return complaints[0] ?? `the file is not ${known.encoding}`;
};

const isLetterOrDigit = (byte: number): boolean => byte > 127 || /[a-z0-9]/i.test(String.fromCharCode(byte));

/** The file's text in its own encoding; and in Windows-1252 where nothing in it speaks for UTF-8. */
const textsOf = (bytes: Buffer, encoding: string): string[] => {
  const decoded = (label: string) => {
    try {
      return [new TextDecoder(label, { fatal: true }).decode(bytes)];
    } catch {
      return [];
    }
  };
  const own = decoded(encoding);
  // with a damaged mark, either order of bytes may be right
  if (encoding.startsWith('utf-16'))
    return [...own, ...decoded(encoding === 'utf-16le' ? 'utf-16be' : 'utf-16le')];
  // what is valid as UTF-8 to its last byte may be read so
  if (encoding === 'windows-1252') return [...own, ...decoded('utf-8')];
  if (encoding !== 'utf-8' || own.length > 0) return own;
  const holdsPairs = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}/.test(bytes.toString('latin1'));
  return holdsPairs ? [] : decoded('windows-1252');
};

/** Tabs and line breaks in a name may become blanks. */
const evened = (name: string): string => name.replaceAll(/\s+/g, ' ').trim();

const isBlank = ({ cells, quoted }: StrictRow): boolean =>
  cells.length === 1 && cells[0]?.trim() === '' && quoted[0] === false;
const isEmpty = ({ cells }: StrictRow): boolean => cells.every((cell) => cell === '');
const isRule = ({ cells }: StrictRow): boolean =>
  cells.every((cell) => /^[-=+_*#~ ]*$/.test(cell)) && cells.some((cell) => /[-=+_]{3}/.test(cell));
/** A copy of the header, with its byte order mark and its quotes where the mark hides that they are quotes. */
const equals = (row: StrictRow, names: readonly string[]): boolean =>
  row.cells.length >= names.length &&
  row.cells.every((cell, index) => bare(cell) === bare(names[index] ?? ''));
const bare = (name: string): string => name.replaceAll(/[\ufeff"]/g, '').trim();

/** Few cells, or words in other cells than the table's. */
const isTitle = ({ cells }: StrictRow, width: number): boolean =>
  cells.filter((cell) => cell !== '').length <= width / 2 ||
  (cells.length !== width && !cells.some((cell) => /^[-+]?\d/.test(cell)));

const readingComplaint = (
  text: string,
  ends: RowEnds,
  { dialect, header }: KnownFile,
  found: FoundTable,
  result: ConvertResult,
): string | undefined => {
  let rows: StrictRow[];
  try {
    rows = strictRows(text, dialect, ends).filter((row) => !isBlank(row));
  } catch (error) {
    if (error instanceof Malformed) return error.message;
    throw error;
  }
  if (/^sep=.{1,3}$/i.test(rows[0]?.cells.join('') ?? '') || /^sep=/i.test(rows[0]?.cells[0] ?? ''))
    rows = rows.slice(1);
  if (rows.length === 0 && result.rows === 0) return undefined;
  const top = tableTop(rows, header, result);
  if (typeof top === 'string') return top;
  const { names, body } = top;
  const width = names.length;
  if (result.rows === 0)
    return body.some((row) => !isEmpty(row) && !isRule(row)) ? 'rows are lost' : undefined;
  for (const row of body) {
    const extra = row.cells.slice(width).some((cell) => cell !== '');
    if ((row.cells.length < width || extra) && !isEmpty(row) && !isRule(row)) {
      return `a row of ${row.cells.length} cells in a table of ${width}: ${row.cells.join(dialect.delimiter).slice(0, 80)}`;
    }
  }
  return columnsComplaint(names, body, found);
};

/** The header's names and the rows below it. */
const tableTop = (
  rows: readonly StrictRow[],
  header: readonly string[],
  result: ConvertResult,
): { readonly names: readonly string[]; readonly body: readonly StrictRow[] } | string => {
  const first = rows[0];
  if (first === undefined) return 'the file is empty';
  const intact = rows.findIndex((row) => equals(row, header));
  if (result.dialect?.headerRow === 0) {
    if (intact === 0) return 'the header was taken for a row';
    return { names: first.cells.map(() => ''), body: rows };
  }
  // lines of another width above an intact header are a preamble
  const isPreamble = intact > 0 && rows.slice(0, intact).every((row) => isTitle(row, header.length));
  // where no header is intact, single cells of words above a row of several are a title
  const titles = intact < 0 ? rows.findIndex(({ cells }) => cells.length > 1) : 0;
  const isTitled = titles > 0 && rows.slice(0, titles).every((row) => isTitle(row, 2));
  const at = isPreamble ? intact : isTitled ? titles : 0;
  const names = rows[at]?.cells.map((cell) => cell.trim()) ?? [];
  return { names, body: rows.slice(at + 1) };
};

const columnsComplaint = (
  names: readonly string[],
  body: readonly StrictRow[],
  found: FoundTable,
): string | undefined => {
  // a column without a name and without values may be left out: trailing delimiters
  const places = names.map((_, place) => place);
  const kept = places.filter(
    (place) => names[place] !== '' || body.some(({ cells }) => (cells[place] ?? '') !== ''),
  );
  const used = [kept, places].find((candidate) => candidate.length === found.columns.length);
  if (used === undefined) return `${found.columns.length} columns in place of ${kept.length}`;
  for (const [index, place] of used.entries()) {
    const name = names[place] ?? '';
    if (name !== '' && evened(name) !== evened(found.columns[index]?.name ?? ''))
      return `column ${found.columns[index]?.name} in place of ${name}`;
  }
  const aligned = align(body, names, used, found);
  if (typeof aligned === 'string') return aligned;
  for (const [index, place] of used.entries()) {
    const texts: StatedText[] = aligned.map(({ cells, quoted }) => ({
      text: cells[place] ?? '',
      quoted: quoted[place] ?? false,
    }));
    const complaint = columnComplaint(
      found.columns[index]?.type ?? '',
      texts,
      found.rows.map((row) => row[index] ?? null),
    );
    if (complaint !== undefined)
      return `column ${found.columns[index]?.name} (${found.columns[index]?.type}): ${complaint}`;
  }
  return undefined;
};

/** The rows of the file that became rows of the table: all but blank ones, rules and repeated headers. */
const align = (
  body: readonly StrictRow[],
  names: readonly string[],
  used: readonly number[],
  found: FoundTable,
): readonly StrictRow[] | string => {
  const optional = body.filter((row) => isEmpty(row) || isRule(row) || equals(row, names));
  const certain = body.length - optional.length;
  const surplus = found.rows.length - certain;
  if (surplus < 0) return `${found.rows.length} rows in place of ${certain}`;
  if (surplus === 0) return body.filter((row) => !optional.includes(row));
  if (surplus === optional.length) return body;
  const taken: StrictRow[] = [];
  for (const row of body) {
    const next = found.rows[taken.length];
    if (optional.includes(row) && (next === undefined || !looksLike(row, used, next))) continue;
    taken.push(row);
  }
  return taken.length === found.rows.length
    ? taken
    : `${found.rows.length} rows in place of ${certain} to ${body.length}`;
};

const looksLike = ({ cells }: StrictRow, used: readonly number[], found: readonly Cell[]): boolean =>
  used.every((place, index) => (cells[place] ?? '') === (found[index] === null ? '' : String(found[index])));
