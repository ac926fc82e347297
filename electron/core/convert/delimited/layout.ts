import type { ReadOptions } from '../../../contract/configuration.ts';
import type { Warning } from '../../../contract/converter.ts';
import { Fault } from '../../../contract/fault.ts';
import { cellLook, isTyped } from './cell-look.ts';
import { headerHeight, joinedHeader } from './header.ts';
import type { CutRow } from './row-tokenizer.ts';
import type { DelimitedSurvey, Run } from './survey.ts';

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
  /** A report list: `| a | b |`, whose blanks only fill the boxes. */
  readonly framed: boolean;
  /** Cells of the header's rows, to find it again further below. */
  readonly repeated: readonly (readonly string[])[];
  readonly warnings: readonly Warning[];
  readonly evidence: readonly string[];
}

const totalWord =
  /^(?:grand\s+|sub)?(?:total|sum|summe|gesamt(?:summe|betrag)?|zwischensumme|endsumme|somme|totale|totaal|suma|итого|合計)\b[\s:]*/i;
const footerWord =
  /^(?:\(?\d[\d.,]* (?:rows?|records?|lines?|zeilen|datens[äa]tze|entries)|end of|ende|eof\b|records?\b|rows?\b|anzahl|number of|source|quelle|note|hinweis|generated|created|erstellt|report|page|seite|stand\b|©|\*|#|--)/i;

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
  repeated: [],
  warnings: [],
  evidence: ['the file is empty'],
};

/** Without the rows that a person says stand above. */
const skipped = (runs: readonly Run[], { skipRowsAbove = 0, headerRow = 0 }: ReadOptions): Run[] => {
  const from = Math.max(skipRowsAbove + 1, headerRow);
  return runs.flatMap((run) => {
    if (run.lastLine < from) return [];
    if (run.firstLine >= from) return [run];
    const first = run.first.filter(({ line }) => line >= from);
    return [
      {
        ...run,
        firstLine: first[0]?.line ?? from,
        first,
        rows: Math.max(1, run.rows - (run.first.length - first.length)),
      },
    ];
  });
};

const mainWidth = (runs: readonly Run[]): number => {
  const weights = new Map<number, number>();
  // one cell a row is what preambles and notes look like
  for (const { width, rows } of runs)
    weights.set(width, (weights.get(width) ?? 0) + rows * (width === 1 ? 0.3 : 1));
  return [...weights].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a))[0];
};

interface Table {
  readonly width: number;
  readonly runs: readonly Run[];
  /** Rows before and behind that are no part of it. */
  readonly before: readonly Run[];
  readonly behind: readonly Run[];
}

const chooseTable = (runs: readonly Run[], width: number, options: ReadOptions): Table => {
  const tables = separateTables(runs, width);
  const pick = (index: number): Table => {
    const chosen = tables[index];
    if (chosen === undefined) {
      throw new Fault('option.invalid', {
        key: 'tableNumber',
        value: String(index + 1),
        reason: `the file holds ${tables.length} tables`,
      });
    }
    const first = runs.findIndex((run) => run === chosen[0]);
    return {
      width: chosen[0]?.width ?? width,
      runs: chosen,
      before: index === 0 ? runs.slice(0, first) : [],
      behind: [],
    };
  };
  if (options.tableNumber !== undefined) return pick(options.tableNumber - 1);
  if (tables.length > 1) {
    const ranges = tables.map(
      (table) =>
        `lines ${table[0]?.firstLine} to ${table[table.length - 1]?.lastLine} (${table[0]?.width} columns)`,
    );
    throw new Fault('delimited.severalTables', {
      count: tables.length,
      reason: ranges.join('; '),
      places: tables
        .slice(0, 10)
        .map((table, index) => ({ line: table[0]?.firstLine ?? 0, reason: ranges[index] ?? '' })),
    });
  }
  const first = runs.findIndex((run) => run.width === width);
  const last = runs.findLastIndex((run) => run.width === width);
  return {
    width,
    runs: runs.slice(first, last + 1),
    before: runs.slice(0, first),
    behind: runs.slice(last + 1),
  };
};

/** Blocks that are tables of their own: set apart by a blank line, with a header of their own. */
const separateTables = (runs: readonly Run[], width: number): Run[][] => {
  const main = runs.filter((run) => run.width === width).reduce((sum, { rows }) => sum + rows, 0);
  const isTable = (run: Run, index: number): boolean => {
    if (run.width < 2 || run.rows < 2) return false;
    const rows = run.first.map(({ cells }) => cells);
    if (run.width === width && index > 0 && headerHeight(rows) === 0) return false;
    // names and values above a table
    if (run.width === 2 && width > 2 && run.rows <= 8 && run.rows < main) return false;
    return headerHeight(rows) > 0 && (hasTypedBody(rows) || (run.apart && rows.length > 2));
  };
  const tables: Run[][] = [];
  let sinceTable = true;
  for (const [index, run] of runs.entries()) {
    sinceTable ||= run.apart || run.width === 1;
    const start = sinceTable && isTable(run, index) && !repeatsHeader(tables, run);
    if (start) tables.push([run]);
    else tables[tables.length - 1]?.push(run);
    if (run.width > 1) sinceTable = false;
  }
  if (tables.length < 2) return [[...runs]];
  return tables.map((table) => {
    const own = table[0]?.width;
    return table.slice(0, table.findLastIndex((run) => run.width === own) + 1);
  });
};

/** A page of the same report: the header of the table above stands there again. */
const repeatsHeader = (tables: readonly (readonly Run[])[], run: Run): boolean => {
  const header = tables[tables.length - 1]?.[0]?.first[0]?.cells;
  const again = run.first[0]?.cells;
  return (
    header !== undefined &&
    again !== undefined &&
    header.length === again.length &&
    header.every((cell, index) => cell === again[index])
  );
};

const hasTypedBody = (rows: readonly (readonly string[])[]): boolean =>
  rows.length > 3 ||
  rows
    .slice(1)
    .some((row) => row.some((cell) => ['number', 'date', 'boolean', 'code'].includes(cellLook(cell))));

const layoutOf = (survey: DelimitedSurvey, table: Table, options: ReadOptions, tolerant: boolean): Layout => {
  const warnings: Warning[] = [];
  const evidence: string[] = [];
  const { width } = table;
  const rows = table.runs.flatMap((run) => (run.width === width ? run.first : [])).slice(0, 60);
  const titled = leadingTitles(rows);
  let head = rows.slice(titled);
  // a header that is one shorter: the rows close with a delimiter and the header does not
  const above = table.before[table.before.length - 1];
  const edge = survey.edges.get(width);
  const { first: emptyFirst = 0, last: emptyLast = 0 } = edge ?? {};
  const shortHeader =
    above !== undefined &&
    above.width < width &&
    above.width >= width - emptyLast &&
    !(table.runs[0]?.apart ?? false)
      ? above.first[above.first.length - 1]
      : undefined;
  const framed = width >= 3 && emptyFirst > 0 && emptyLast > 0;
  // what is empty in every row and in the header is no column
  const surplus = shortHeader === undefined ? Math.min(emptyLast, width - 1) : width - shortHeader.width;
  const closed = !framed && surplus > 0;
  const columns = Array.from({ length: width }, (_, index) => index).filter(
    (index) => !(framed && index === 0) && index < width - surplus,
  );
  if (framed) evidence.push('a report list in frames: blanks around cells are not part of the values');
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
  } else if (headerRows.length > 1) {
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
  refuseLostTop(table, rows, titled, headerLine, shortHeader !== undefined, options, tolerant);
  const footers = tolerant ? [] : table.behind.filter((run, index) => index > 0 || isFooter(run));
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
    repeated: headerRows,
    warnings,
    evidence,
  };
};

const headerRowsOf = (rows: readonly (readonly string[])[], options: ReadOptions): number => {
  if (options.headerRow === 0) return 0;
  if (options.headerRows !== undefined) return Math.min(options.headerRows, rows.length);
  const height = headerHeight(rows);
  return options.headerRow === undefined ? height : Math.max(1, height);
};

/** Titles that a spreadsheet filled up with empty cells: one text alone in a wide row, above fuller ones. */
const leadingTitles = (rows: readonly CutRow[]): number => {
  let count = 0;
  const filled = (row: CutRow) => row.cells.filter((cell) => cell.trim() !== '').length;
  while (count + 2 < rows.length) {
    const row = rows[count];
    const next = rows.slice(count + 1, count + 4);
    if (row === undefined || row.cells.length < 3 || filled(row) > 1) break;
    if (!next.some((other) => filled(other) >= Math.max(3, row.cells.length / 2))) break;
    count += 1;
  }
  return count;
};

/** What stands above a table without a header may be rows that belong to it. */
const refuseLostTop = (
  table: Table,
  rows: readonly CutRow[],
  titled: number,
  headerLine: number,
  shortHeader: boolean,
  options: ReadOptions,
  tolerant: boolean,
): void => {
  if (tolerant || shortHeader || options.headerRow !== undefined || options.skipRowsAbove !== undefined)
    return;
  const above = table.before[table.before.length - 1];
  // values do not stand above a header
  const values = table.before.find(
    (run) =>
      run.width > 2 &&
      run.first.some(({ cells }) => cells.filter((cell) => isTyped(cellLook(cell))).length > 1),
  );
  if (values !== undefined) {
    throw new Fault('delimited.raggedRow', {
      line: values.firstLine,
      found: String(values.width),
      expected: String(table.width),
      count: values.rows,
    });
  }
  if (above === undefined || headerLine > 0 || titled > 0) return;
  if (above.width === 1 && (table.runs[0]?.apart ?? false)) return;
  const line = above.lastLine;
  throw new Fault('delimited.raggedRow', {
    line,
    found: String(above.width),
    expected: String(table.width),
    count: 1,
    reason: `line ${line} has ${above.width} fields and the rows below have ${rows[0]?.cells.length ?? table.width}`,
  });
};

/** The last line of the data: what stands below is a footer, a total or blank. */
const tableEnd = (
  survey: DelimitedSurvey,
  table: Table,
  firstLine: number,
  options: ReadOptions,
  tolerant: boolean,
  warnings: Warning[],
): number => {
  const lastRun = table.runs[table.runs.length - 1];
  let lastLine = lastRun?.lastLine ?? 0;
  for (const run of table.behind) {
    if (!isFooter(run)) return Infinity;
    const text = (run.first[0]?.raw ?? '').trim();
    const message = `lines ${run.firstLine} to ${table.behind[table.behind.length - 1]?.lastLine ?? run.lastLine} stand below the table and are passed over (“${text.slice(0, 60)}”).`;
    warnings.push({ code: 'rows.footer', row: run.firstLine, value: text.slice(0, 200), message });
    break;
  }
  // a total has the shape of a row, but lacks what every row above it has
  const tail = survey.last.filter(
    (row) => row.cells.length === table.width && row.line >= firstLine && row.line <= lastLine,
  );
  for (let index = tail.length - 1; index > 0; index -= 1) {
    const row = tail[index];
    const above = tail.slice(Math.max(0, index - 6), index);
    if (row === undefined || (options.skipRowsBelow ?? 0) > 0) break;
    const empty = row.cells.every((cell) => cell.trim() === '');
    if (!empty && !isTotal(row, above)) break;
    lastLine = row.line - 1;
    const message = empty
      ? `line ${row.line} below the table is empty and is passed over.`
      : `line ${row.line} holds a total and is passed over (“${row.raw.slice(0, 60)}”).`;
    warnings.push({
      code: empty ? 'rows.empty' : 'rows.total',
      row: row.line,
      value: row.raw.slice(0, 200),
      message,
    });
  }
  const below = options.skipRowsBelow ?? 0;
  if (below > 0) lastLine = tail[tail.length - 1 - below]?.line ?? firstLine - 1;
  return lastLine;
};

const isFooter = (run: Run): boolean => {
  const text = (run.first[0]?.raw ?? '').trim();
  if (totalWord.test(text.replace(/^["'|;,\t ]+/, '')) && run.rows === 1) return true;
  if (footerWord.test(text)) return run.width === 1 || run.apart;
  // a row that was cut off stands alone, too
  return (
    run.apart && run.width === 1 && !isTyped(cellLook((run.first[0]?.cells[0] ?? '').replaceAll('\0', '')))
  );
};

const isTotal = (row: CutRow, above: readonly CutRow[]): boolean => {
  const first = firstText(row);
  const rows = above.filter((other) => !isTotalWord(firstText(other)));
  if (!isTotalWord(first) || rows.length === 0) return false;
  return row.cells.some(
    (cell, column) => cell.trim() === '' && rows.every((other) => (other.cells[column] ?? '').trim() !== ''),
  );
};

const firstText = (row: CutRow): string => row.cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
const isTotalWord = (text: string): boolean => totalWord.test(text) || /^\*+$/.test(text);

const MOST_PLACES = 10;

const refuseRagged = (table: Table, misplaced: readonly Run[], firstLine: number, surplus: number): void => {
  const bad = [...table.runs, ...misplaced].filter(
    (run) => run.width !== table.width && run.lastLine >= firstLine,
  );
  const wrong = bad.filter((run) => surplus === 0 || run.width !== table.width - surplus);
  const [first] = wrong;
  if (first === undefined) return;
  throw new Fault('delimited.raggedRow', {
    line: Math.max(first.firstLine, firstLine),
    found: String(first.width),
    expected: String(table.width),
    count: wrong.reduce((sum, { rows }) => sum + rows, 0),
    places: wrong.slice(0, MOST_PLACES).map(({ firstLine: line, width }) => ({
      line,
      expected: `${table.width} fields`,
      value: `${width} fields`,
    })),
  });
};
