import { ownRow, type CutRow } from './cut-row.ts';

/** Rows of one width that follow each other without a blank line between. */
export interface Run {
  readonly width: number;
  readonly firstLine: number;
  lastLine: number;
  rows: number;
  /** Whether a blank line or a rule stands before it. */
  readonly apart: boolean;
  /** Its first rows. */
  readonly first: CutRow[];
}

export interface Rejectable {
  readonly line: number;
  readonly width: number;
  readonly raw: string;
}

const MOST_RUNS = 20_000;
const RUNS_WITH_ROWS = 200;
const FIRST_ROWS = 30;
const LAST_ROWS = 16;

/** What a whole file looks like when it is cut in one way: the shape of every row, and the first and last rows themselves. */
export class DelimitedSurvey {
  readonly runs: Run[] = [];
  readonly widths = new Map<number, number>();
  /** Columns in which some cell is written as `="0001"`. */
  readonly wrapped = new Set<number>();
  readonly last: CutRow[] = [];
  rows = 0;
  blanks = 0;
  rules = 0;
  /** Some rule has crosses, as in `---+---`. */
  crossed = false;
  /** More runs than are kept: the file has no shape in this way of cutting. */
  shapeless = false;
  firstFlaw: CutRow['flaw'];
  flaws = 0;
  nulCells = 0;
  /** By width: how many cells at either end are empty in all of its rows. */
  readonly edges = new Map<number, { first: number; last: number }>();
  #apart = false;

  see(row: CutRow): void {
    if (isBlankLine(row.raw)) {
      this.blanks += 1;
      this.#apart = true;
      return;
    }
    if (isRule(row.raw)) {
      this.rules += 1;
      this.crossed ||= isCrossed(row.raw);
      return;
    }
    if (isEmpty(row)) {
      this.blanks += 1;
      this.#apart = true;
      return;
    }
    this.rows += 1;
    if (row.flaw !== undefined) {
      this.flaws += 1;
      this.firstFlaw ??= row.flaw;
    }
    const { width } = row;
    this.widths.set(width, (this.widths.get(width) ?? 0) + 1);
    this.#edges(row, width);
    if (row.raw.includes('="') || row.raw.includes('\0')) this.#marks(row.cells);
    this.#run(row, width);
    this.last.push(row);
    if (this.last.length > LAST_ROWS) this.last.shift();
    this.#apart = false;
  }

  #edges(row: CutRow, width: number): void {
    let edge = this.edges.get(width);
    if (edge === undefined) {
      edge = { first: width, last: width };
      this.edges.set(width, edge);
    }
    if (edge.first === 0 && edge.last === 0) return;
    const isFull = (cell: string) => cell.trim() !== '';
    const first = row.cells.findIndex(isFull);
    const last = row.cells.findLastIndex(isFull);
    if (first >= 0 && first < edge.first) edge.first = first;
    if (last >= 0 && width - 1 - last < edge.last) edge.last = width - 1 - last;
  }

  #marks(cells: readonly string[]): void {
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] ?? '';
      if (cell.charCodeAt(0) === 61 && isWrapped(cell)) this.wrapped.add(index);
      if (cell.includes('\0')) this.nulCells += 1;
    }
  }

  #run(row: CutRow, width: number): void {
    const run = this.runs[this.runs.length - 1];
    if (run !== undefined && run.width === width && !this.#apart) {
      run.rows += 1;
      run.lastLine = row.line;
      if (run.first.length < FIRST_ROWS && this.runs.length <= RUNS_WITH_ROWS) run.first.push(ownRow(row));
      return;
    }
    if (this.runs.length >= MOST_RUNS) {
      this.shapeless = true;
      return;
    }
    this.runs.push({
      width,
      firstLine: row.line,
      lastLine: row.line,
      rows: 1,
      apart: this.#apart,
      first: [ownRow(row)],
    });
  }
}

/** Whether a row of delimiters holds nothing. Blanks in quotes are something. */
export const isEmpty = (row: CutRow): boolean => {
  const { raw } = row;
  const code = raw.charCodeAt(0);
  // most rows begin with a letter or a digit, and are not cut for this
  if (code > 47 && code !== 58 && code !== 59 && code !== 124 && code !== 94 && code !== 126 && code < 0x2000)
    return false;
  return (
    row.width > 1 &&
    row.cells.every((cell, index) => cell.trim() === '' && (cell === '' || row.quoted?.[index] !== true))
  );
};

/** A line of dashes and the like that separates parts of a report. */
export const isRule = (raw: string): boolean => /^[\s|+\-=_*;,:\t]*$/.test(raw) && /[-=_*]{3}/.test(raw);

/** A rule with crosses where the bars of the rows stand: a list whose columns are filled up with blanks. */
const isCrossed = (raw: string): boolean => raw.includes('+') && /-\+-/.test(raw);

/** A line without a value: blanks, or the sign that older systems put at the end of a file. */
export const isBlankLine = (raw: string): boolean => raw.trim() === '' || raw === '\u001a';

/** `="0001"`: a text that a spreadsheet must not take for a number. */
export const isWrapped = (cell: string): boolean =>
  cell.length >= 3 && cell.startsWith('="') && cell.endsWith('"');

export const unwrapped = (cell: string): string => cell.slice(2, -1).replaceAll('""', '"');
