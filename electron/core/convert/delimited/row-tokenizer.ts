import { cutEscaped, opensInCell, PlainRow, type CutRow } from './cut-row.ts';

/** How a text is cut into rows and cells. */
export interface Cutting {
  /** One character or several. */
  readonly delimiter: string;
  /** One character; the empty string: no quoting. */
  readonly quote: string;
  readonly escape: 'doubled' | 'backslash' | 'none';
  /**
   * What ends a row: LF, CRLF and CR (`any`); LF and CRLF, so that a lone CR is text (`feeds`); CRLF alone, so that both
   * lone ones are text (`pairs`).
   */
  readonly ends: 'any' | 'feeds' | 'pairs';
}

export interface LineEnds {
  LF: number;
  CRLF: number;
  CR: number;
}

/** A row beyond this many characters is a quote that was never closed: so much of a file is held at most. */
const LONGEST_ROW = 16 * 1024 ** 2;

/** So many rows are handed on at once: behind a quote that was not closed, many more are waiting. */
const MOST_AT_ONCE = 20_000;

/** Cuts a text that arrives in pieces into rows. Nothing is judged here but what the quotes say. */
export class RowTokenizer {
  readonly ends: LineEnds = { LF: 0, CRLF: 0, CR: 0 };
  readonly #cutting: Cutting;
  readonly #resync: boolean;
  readonly #fits: ((width: number) => boolean) | undefined;
  #buffer = '';
  #at = 0;
  #line = 1;
  /** An unfinished row is looked at again only when the buffer is this long: else a long one costs its square. */
  #worthFrom = 0;
  #nextReturn = -2;
  #nextQuote = -2;

  /**
   * `resync`: a row whose quotes are wrong ends with its first line, so that the lines below are not lost with it. Where
   * the table's width is known (`fits`), a row of several lines that has another is one of these: its quote was not closed.
   */
  constructor(cutting: Cutting, resync = false, fits?: (width: number) => boolean) {
    this.#cutting = cutting;
    this.#resync = resync;
    this.#fits = fits;
  }

  push(text: string): CutRow[] {
    this.#keep(text);
    if (this.#buffer.length < this.#worthFrom) return [];
    return this.#cut(false);
  }

  /** The rows that the end of the text completes. */
  end(): CutRow[] {
    return [...this.rest()].flat();
  }

  /** The same, some at a time. */
  *rest(): Generator<CutRow[]> {
    for (let rows = this.#cut(true); rows.length > 0; rows = this.#cut(true)) yield rows;
  }

  #keep(text: string): void {
    this.#buffer = this.#at === 0 ? this.#buffer + text : this.#buffer.slice(this.#at) + text;
    this.#at = 0;
    this.#nextReturn = -2;
    this.#nextQuote = -2;
  }

  #cut(last: boolean): CutRow[] {
    const rows: CutRow[] = [];
    this.#worthFrom = 0;
    while (this.#at < this.#buffer.length && rows.length < MOST_AT_ONCE) {
      const row = this.#next(last);
      if (row === undefined) {
        this.#worthFrom = (this.#buffer.length - this.#at) * 1.5;
        break;
      }
      rows.push(row);
    }
    return rows;
  }

  #next(last: boolean): CutRow | undefined {
    const start = this.#at;
    const end = this.#rowEnd(start, last);
    if (end === undefined && this.#buffer.length - start < LONGEST_ROW) {
      // a quote may still make this row longer, but no end is in sight either way
      return undefined;
    }
    const { quote, delimiter } = this.#cutting;
    if (end !== undefined && (quote === '' || this.#quoteFrom(start) >= end.at)) {
      const raw = this.#buffer.slice(start, end.at);
      const line = this.#line;
      this.#pass(end);
      if (this.#cutting.escape === 'backslash' && raw.includes('\\')) {
        const cells = cutEscaped(raw, delimiter);
        return { line, cells, raw, width: cells.length };
      }
      return new PlainRow(line, raw, delimiter);
    }
    const row = this.#quotedRow(start, last);
    return row !== undefined && this.#resync && this.#isWrong(row) ? this.#firstLineOf(row, start) : row;
  }

  #isWrong(row: CutRow): boolean {
    if (row.flaw !== undefined) return true;
    return this.#fits !== undefined && this.#line > row.line + 1 && !this.#fits(row.width);
  }

  #firstLineOf(row: CutRow, start: number): CutRow {
    this.#nextReturn = -2;
    const end = this.#rowEnd(start, true) ?? { at: this.#buffer.length, width: 0 };
    this.#line = row.line;
    this.#pass(end);
    this.#nextReturn = -2;
    this.#nextQuote = -2;
    const raw = this.#buffer.slice(start, end.at);
    return {
      line: row.line,
      cells: row.cells.slice(0, 1),
      width: 1,
      raw,
      flaw: { kind: row.flaw?.kind ?? 'unclosedQuote', line: row.line },
    };
  }

  #quoteFrom(start: number): number {
    if (this.#nextQuote < start) {
      const at = this.#buffer.indexOf(this.#cutting.quote, start);
      this.#nextQuote = at < 0 ? Infinity : at;
    }
    return this.#nextQuote;
  }

  /** The first end of a row at or behind a place; quotes are not looked at. */
  #rowEnd(from: number, last: boolean): { at: number; width: number } | undefined {
    const buffer = this.#buffer;
    const feed = buffer.indexOf('\n', from);
    if (this.#cutting.ends === 'any') {
      if (this.#nextReturn < from) {
        const at = buffer.indexOf('\r', from);
        this.#nextReturn = at < 0 ? Infinity : at;
      }
      const back = this.#nextReturn;
      if (back < (feed < 0 ? Infinity : feed)) {
        // the text may go on with the LF of this CR
        if (back === buffer.length - 1 && !last) return undefined;
        return { at: back, width: buffer.charCodeAt(back + 1) === 10 ? 2 : 1 };
      }
    } else {
      let at = feed;
      if (this.#cutting.ends === 'pairs')
        while (at >= 0 && buffer.charCodeAt(at - 1) !== 13) at = buffer.indexOf('\n', at + 1);
      if (at > from && buffer.charCodeAt(at - 1) === 13) return { at: at - 1, width: 2 };
      if (at >= 0) return { at, width: 1 };
    }
    if (feed >= 0 && this.#cutting.ends === 'any') return { at: feed, width: 1 };
    return last ? { at: buffer.length, width: 0 } : undefined;
  }

  #pass(end: { at: number; width: number }): void {
    if (end.width === 2) this.ends.CRLF += 1;
    else if (end.width === 1) this.ends[this.#buffer.charCodeAt(end.at) === 10 ? 'LF' : 'CR'] += 1;
    if (end.width > 0) this.#line += 1;
    this.#at = end.at + end.width;
  }

  /** A row with quotes in it, cell by cell. Undefined when its end has not arrived. */
  #quotedRow(start: number, last: boolean): CutRow | undefined {
    const buffer = this.#buffer;
    const { quote, delimiter } = this.#cutting;
    const cells: string[] = [];
    const quoted: boolean[] = [];
    const firstLine = this.#line;
    let line = firstLine;
    let flaw: CutRow['flaw'];
    let at = start;
    let end = this.#rowEnd(at, last);
    for (;;) {
      if (buffer.startsWith(quote, at) && buffer.length > at) {
        const close = this.#closingQuote(at + 1);
        if (close === undefined) {
          if (!last && buffer.length - start < LONGEST_ROW) return undefined;
          flaw ??= { kind: last ? 'unclosedQuote' : 'tooLong', line };
          cells.push(buffer.slice(at));
          quoted.push(true);
          this.#line = line;
          this.#at = buffer.length;
          return { line: firstLine, cells, width: cells.length, quoted, raw: buffer.slice(start), flaw };
        }
        const content = buffer.slice(at + 1, close);
        const openedIn = line;
        line += feedsIn(content);
        end = this.#rowEnd(close + 1, last);
        let next = buffer.indexOf(delimiter, close + 1);
        if (end === undefined && (next < 0 || next > close + 1)) return undefined;
        const stop = end?.at ?? Infinity;
        if (next < 0 || next > stop) next = -1;
        const behind = next < 0 ? stop : next;
        quoted.push(true);
        if (behind === close + 1) cells.push(this.#unescaped(content));
        else {
          flaw ??= { kind: 'textAfterQuote', line: openedIn };
          cells.push(buffer.slice(at, behind));
        }
        if (next < 0) break;
        at = next + delimiter.length;
        continue;
      }
      if (end === undefined || end.at < at) end = this.#rowEnd(at, last);
      if (end === undefined) return undefined;
      const next = buffer.indexOf(delimiter, at);
      const stop = next < 0 || next > end.at ? end.at : next;
      cells.push(buffer.slice(at, stop));
      quoted.push(false);
      if (stop === end.at) break;
      at = next + delimiter.length;
    }
    if (end === undefined) return undefined;
    this.#line = line;
    const raw = buffer.slice(start, end.at);
    this.#pass(end);
    if (opensInCell(cells, quoted, quote)) flaw ??= { kind: 'quoteInCell', line: firstLine };
    return {
      line: firstLine,
      cells,
      width: cells.length,
      quoted,
      raw,
      ...(flaw === undefined ? {} : { flaw }),
    };
  }

  /** The place of the quote that closes; undefined when it is not in the buffer. */
  #closingQuote(from: number): number | undefined {
    const buffer = this.#buffer;
    const { quote, escape } = this.#cutting;
    let at = from;
    for (;;) {
      at = buffer.indexOf(quote, at);
      if (at < 0) return undefined;
      if (escape === 'doubled' && buffer.startsWith(quote, at + 1)) at += 2;
      else if (escape === 'backslash' && isEscaped(buffer, from, at)) at += 1;
      else return at;
    }
  }

  #unescaped(content: string): string {
    const { quote, escape } = this.#cutting;
    if (escape === 'doubled')
      return content.includes(quote) ? content.replaceAll(quote + quote, quote) : content;
    if (escape === 'backslash' && content.includes('\\')) {
      return content.replace(/\\([\s\S])/g, (pair, next: string) =>
        next === quote || next === '\\' ? next : pair,
      );
    }
    return content;
  }
}

/** Whether an odd number of backslashes stands before a place. */
const isEscaped = (text: string, from: number, at: number): boolean => {
  let before = at;
  while (before > from && text.charCodeAt(before - 1) === 92) before -= 1;
  return (at - before) % 2 === 1;
};

/** Line ends inside a quoted cell, however they are written. */
const feedsIn = (content: string): number => {
  if (!content.includes('\n') && !content.includes('\r')) return 0;
  return content.match(/\r\n|\r|\n/g)?.length ?? 0;
};
