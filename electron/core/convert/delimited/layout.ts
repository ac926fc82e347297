import type { ReadOptions } from '../../../contract/configuration.ts';
import type { Warning } from '../../../contract/converter.ts';
import { chooseTable, mainWidth, skipped, type Table } from './choose-table.ts';
import { headerHeight, isTellingHeader, joinedHeader } from './header.ts';
import { shortHeaderOf } from './short-header.ts';
import { refuseLostTop, refuseRagged } from './refuse-ragged.ts';
import type { CutRow } from './cut-row.ts';
import type { DelimitedSurvey } from './survey.ts';
import { isFooter, tableEnd } from './table-end.ts';

/** Where the table stands in a delimited text. */
export interface Layout {
  /** Names as the file has them; absent where it has none. */
  readonly header: readonly string[] | undefined;
  /** 1-based line of the first header row; 0: none. */
  readonly headerLine: number;
  /** Rows that begin in these lines, both included, are data. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Cells of a row in the file, with those of a frame. */
  readonly width: number;
  /** Columns of the table: the file's without a frame or a closing delimiter. */
  readonly columns: readonly number[];
  /** A report list: `| a | b |`. */
  readonly framed: boolean;
  /** Blanks around values only fill the boxes of a report list. */
  readonly padded: boolean;
  /** Cells of the header's rows, to find it again further below. */
  readonly repeated: readonly (readonly string[])[];
  readonly warnings: readonly Warning[];
  readonly evidence: readonly string[];
}

/** Finds the table in a file from the shape of all its rows. Throws a `Fault` where the rows fit no table. */
export const findLayout = (survey: DelimitedSurvey, options: ReadOptions, tolerant: boolean): Layout => {
  const runs = skipped(survey.runs, options);
  if (runs.length === 0) return nothingThere;
  const width = mainWidth(runs);
  const table = chooseTable(runs, width, options);
  return layoutOf(survey, table, options, tolerant);
};

const nothingThere: Layout = {
  header: undefined,
  headerLine: 0,
  firstLine: 1,
  lastLine: 0,
  width: 0,
  columns: [],
  framed: false,
  padded: false,
  repeated: [],
  warnings: [],
  evidence: ['the file is empty'],
};

const layoutOf = (survey: DelimitedSurvey, table: Table, options: ReadOptions, tolerant: boolean): Layout => {
  const warnings: Warning[] = [];
  const evidence: string[] = [];
  const { width } = table;
  const rows = table.runs.flatMap((run) => (run.width === width ? run.first : [])).slice(0, 60);
  const edge = survey.edges.get(width);
  const { first: emptyFirst = 0, last: emptyLast = 0 } = edge ?? {};
  const titled = leadingTitles(rows, width - emptyLast);
  let head = rows.slice(titled);
  const shortHeader = shortHeaderOf(table, rows, width - emptyLast, options);
  const framed = width >= 3 && emptyFirst > 0 && emptyLast > 0;
  // what is empty in every row and in the header is no column
  const surplus = shortHeader === undefined ? Math.min(emptyLast, width - 1) : width - shortHeader.width;
  const closed = !framed && surplus > 0;
  const columns = Array.from({ length: width }, (_, index) => index).filter(
    (index) => !(framed && index === 0) && index < width - surplus,
  );
  const padded = framed || survey.crossed;
  if (padded) evidence.push('a report list in frames: blanks around cells are not part of the values');
  if (closed) evidence.push('every row closes with a delimiter');
  const pickCells = (row: CutRow) => columns.map((index) => row.cells[index] ?? '');
  const height = headerRowsOf(head.map(pickCells), options);
  const headerRows = shortHeader === undefined ? head.slice(0, height).map(pickCells) : [shortHeader.cells];
  const headerLine = shortHeader?.line ?? (height > 0 ? (head[0]?.line ?? 0) : 0);
  head = shortHeader === undefined ? head.slice(height) : head;
  if (headerLine === 0) {
    warnings.push({
      code: 'header.missing',
      message: 'the file has no header; the columns are called column_1, column_2 and so on.',
    });
  } else if (isDoubtful(headerRows, head.slice(0, MOST_JUDGED).map(pickCells), survey, options)) {
    const value = (headerRows[0] ?? []).join(' | ').slice(0, 100);
    warnings.push({
      code: 'header.assumed',
      row: headerLine,
      value,
      message: `nothing tells the first row from the others; it is taken for the header (“${value}”). Set options.headerRow: 0 if it is none.`,
    });
  }
  if (headerRows.length > 1) {
    evidence.push(`the header spans ${headerRows.length} rows from line ${headerLine}`);
  }
  const firstLine =
    headerLine === 0
      ? (head[0]?.line ?? rows[0]?.line ?? 1)
      : (shortHeader?.line ?? rows[titled + height - 1]?.line ?? 0) + 1;
  if (headerLine > 1 && options.headerRow === undefined)
    evidence.push(`the header is in line ${headerLine}; what stands above is passed over`);
  const passed = [...table.before.flatMap((run) => run.first), ...rows.slice(0, titled)].filter(
    (row) => row !== shortHeader,
  );
  if (passed.length > 0 && options.headerRow === undefined) {
    const text = passed
      .map(({ raw }) => raw.trim())
      .join(' / ')
      .slice(0, 100);
    warnings.push({
      code: 'rows.preamble',
      row: passed[0]?.line ?? 1,
      value: text,
      message: `lines above the header in line ${headerLine} are passed over (“${text}”).`,
    });
  }
  refuseLostTop(table, rows, titled, headerLine, shortHeader !== undefined, options);
  const footers = tolerant
    ? []
    : table.behind.filter((run, index) => index > 0 || isFooter(run, survey, table));
  const misplaced = tolerant || footers.length === table.behind.length ? [] : table.behind;
  if (!tolerant) refuseRagged(table, misplaced, firstLine, closed ? surplus : 0);
  const lastLine = tableEnd(survey, table, firstLine, options, tolerant, warnings);
  return {
    header: headerLine === 0 ? undefined : joinedHeader(headerRows),
    headerLine,
    firstLine,
    lastLine,
    width,
    columns,
    framed,
    padded,
    repeated: headerRows,
    warnings,
    evidence,
  };
};

const MOST_JUDGED = 60;

/** A first row that may as well be one of the rows. */
const isDoubtful = (
  headerRows: readonly (readonly string[])[],
  body: readonly (readonly string[])[],
  survey: DelimitedSurvey,
  options: ReadOptions,
): boolean =>
  options.headerRow === undefined &&
  headerRows.length === 1 &&
  survey.rules === 0 &&
  !isTellingHeader(headerRows[0] ?? [], body);

const headerRowsOf = (rows: readonly (readonly string[])[], options: ReadOptions): number => {
  if (options.headerRow === 0) return 0;
  if (options.headerRows !== undefined) return Math.min(options.headerRows, rows.length);
  const height = headerHeight(rows);
  return options.headerRow === undefined ? height : Math.max(1, height);
};

/** Titles that a spreadsheet filled up with empty cells: one text alone in a wide row, above fuller ones. */
const leadingTitles = (rows: readonly CutRow[], width: number): number => {
  let count = 0;
  const filled = (row: CutRow) => row.cells.filter((cell) => cell.trim() !== '').length;
  while (count + 2 < rows.length) {
    const row = rows[count];
    const next = rows.slice(count + 1, count + 4);
    if (row === undefined || width < 3 || filled(row) > 1) break;
    if (!next.some((other) => filled(other) >= Math.max(3, width / 2))) break;
    count += 1;
  }
  return count;
};
