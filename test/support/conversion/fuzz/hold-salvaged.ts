import type { ConvertResult } from '../../../../electron/contract/converter.ts';
import type { Cell, FoundTable } from '../cell.ts';
import { delimitedComplaint, type KnownFile } from '../hold-against.ts';
import { columnComplaint } from '../stated-values.ts';
import { Malformed, strictRows, type StrictRow } from '../strict-delimited.ts';

/** A row that stands whole in a damaged file, by the letter of the dialect. */
interface WholeRow {
  readonly from: number;
  readonly to: number;
  readonly row: StrictRow;
}

const MOST_LINES = 40;

/**
 * Says what is wrong with what was salvaged of a damaged delimited file: a row that does not stand in the file as a whole,
 * a name that is not its header's, or a whole row that is neither there nor counted as set aside.
 */
export const salvagedComplaint = (
  bytes: Buffer,
  known: KnownFile,
  found: FoundTable,
  result: ConvertResult,
): string | undefined => {
  const strictly = delimitedComplaint(bytes, known, found, result);
  if (strictly === undefined) return undefined;
  const encodings = known.encoding.startsWith('utf-16')
    ? ['utf-16le', 'utf-16be']
    : [known.encoding, 'utf-8', 'windows-1252'];
  // a quote behind a backslash may be meant as one inside the cell
  const escaping: KnownFile = { ...known, dialect: { ...known.dialect, escape: 'backslash' } };
  const complaints = [known, escaping].flatMap((dialect) =>
    encodings.map((encoding) =>
      rowsComplaint(new TextDecoder(encoding).decode(bytes), dialect, found, result),
    ),
  );
  return complaints.includes(undefined) ? undefined : complaints[0];
};

const rowsComplaint = (
  text: string,
  known: KnownFile,
  found: FoundTable,
  result: ConvertResult,
): string | undefined => {
  const rows = wholeRows(text, known);
  const width = commonest(rows.map(({ row }) => row.cells.length));
  const ofTable = rows.filter(
    ({ row }) => row.cells.length === width && !row.cells.every((cell) => cell.trim() === ''),
  );
  // where no row is left, the first one may be the header or damaged itself
  if (result.rows === 0)
    return ofTable.length > result.rejectedRows + 1
      ? `none of ${ofTable.length} rows was salvaged`
      : undefined;
  const isNamed = result.dialect?.headerRow !== 0;
  const isHeader = ({ row }: WholeRow) =>
    found.columns.every(({ name }, index) => evened(row.cells[index] ?? '') === evened(name));
  const top = isNamed ? rows.findIndex(isHeader) : -1;
  if (isNamed && top < 0) return `no row has the names ${found.columns.map(({ name }) => name).join(', ')}`;
  if (!isNamed && known.header.every((name, index) => rows[0]?.row.cells[index] === name))
    return 'the header is whole and was not taken for one';
  let next = isNamed ? (rows[top]?.to ?? 0) + 1 : 0;
  for (const cells of found.rows) {
    const taken = rows.find(
      ({ from, row }) => from >= next && row.cells.length <= width && states(row, cells, found),
    );
    if (taken === undefined)
      return `no row states ${cells
        .map((cell) => String(cell))
        .join(' | ')
        .slice(0, 150)}`;
    next = taken.to + 1;
  }
  const certain = ofTable.filter((one) => one.from > (rows[top]?.to ?? -1) && !isHeader(one)).length;
  return found.rows.length + result.rejectedRows < certain
    ? `${found.rows.length} rows and ${result.rejectedRows} set aside, of ${certain} that are whole`
    : undefined;
};

/** Rows that begin at the beginning of a line; a line that is no row by itself goes on in the next ones. */
const wholeRows = (text: string, { dialect }: KnownFile): WholeRow[] => {
  const lines = text.replace(/^\ufeff/, '').split(/(?<=\r\n|\n|\r(?!\n))/);
  const rows: WholeRow[] = [];
  for (const from of lines.keys()) {
    for (let to = from; to < Math.min(lines.length, from + MOST_LINES); to += 1) {
      const row = singleRow(lines.slice(from, to + 1).join(''), dialect);
      if (row === undefined) continue;
      if (!row.cells.some((cell) => cell.includes('\ufffd'))) rows.push({ from, to, row });
      break;
    }
  }
  return rows;
};

const singleRow = (text: string, dialect: KnownFile['dialect']): StrictRow | undefined => {
  try {
    const rows = strictRows(text, dialect, 'any');
    return rows.length === 1 ? rows[0] : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
};

const states = ({ cells, quoted }: StrictRow, row: readonly Cell[], { columns }: FoundTable): boolean =>
  columns.every(({ type }, index) => {
    const text = { text: cells[index] ?? '', quoted: quoted[index] ?? false };
    const complaint = columnComplaint(type, [text], [row[index] ?? null]);
    // one value alone cannot decide how all of its column are written
    return complaint === undefined || /in two ways|told apart/.test(complaint);
  });

const evened = (name: string): string => name.replaceAll(/[\s\ufeff]+/g, ' ').trim();

const commonest = (numbers: readonly number[]): number => {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
};
