import type { Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import { flawFault, flawReasons } from '../../core/convert/delimited/flaw-fault.ts';
import { isSameHeader } from '../../core/convert/delimited/header.ts';
import type { Layout } from '../../core/convert/delimited/layout.ts';
import { usualNullWords } from '../../core/convert/null-words.ts';
import type { CutRow } from '../../core/convert/delimited/cut-row.ts';
import { RowTokenizer, type Cutting } from '../../core/convert/delimited/row-tokenizer.ts';
import { isBlankLine, isEmpty, isRule, isWrapped, unwrapped } from '../../core/convert/delimited/survey.ts';
import type { ReadRequest, TextRow } from '../reading.ts';
import { decodedText, type DecodeRequest } from './decoded-text.ts';

export interface TableRowsRequest {
  readonly request: ReadRequest;
  readonly decode: DecodeRequest;
  readonly cutting: Cutting;
  readonly layout: Layout;
  readonly bytesTotal: number;
  /** Gets what is found out on the way. */
  readonly warnings: Warning[];
}

/** The data rows of a delimited text whose layout is known. */
export async function* tableRows({
  request,
  decode,
  cutting,
  layout,
  bytesTotal,
  warnings,
}: TableRowsRequest): AsyncGenerator<TextRow[]> {
  const tolerant = request.badRows === 'skip';
  const fits = (width: number) => width === layout.width || width === layout.columns.length;
  const tokenizer = new RowTokenizer(cutting, tolerant, fits);
  const maker = new RowMaker(request, layout, decode.lossy === true);
  let bytesDone = 0;
  const onBytes = (bytes: number) => (bytesDone += bytes);
  for await (const piece of decodedText({ ...decode, onBytes })) {
    yield maker.rows(tokenizer.push(piece));
    request.onProgress({ stage: 'reading', bytesDone, bytesTotal });
  }
  for (const rows of tokenizer.rest()) yield maker.rows(rows);
  warnings.push(...maker.warnings());
}

/** A byte order mark and a form feed, that may stand before a header further below. */
const marks = new Set([0xfeff, 0x0c]);

class RowMaker {
  readonly #request: ReadRequest;
  readonly #layout: Layout;
  readonly #nullWords: ReadonlySet<string>;
  readonly #longestWord: number;
  readonly #whole: boolean;
  readonly #isLossy: boolean;
  #repeated = 0;
  #blank = 0;
  #empty = 0;

  constructor(request: ReadRequest, layout: Layout, isLossy: boolean) {
    this.#isLossy = isLossy;
    this.#request = request;
    this.#layout = layout;
    this.#nullWords = new Set(request.options.nullWords ?? usualNullWords);
    this.#longestWord = Math.max(0, ...[...this.#nullWords].map((word) => word.length));
    this.#whole = layout.columns.length === layout.width;
  }

  rows(cut: readonly CutRow[]): TextRow[] {
    const rows: TextRow[] = [];
    const { firstLine, lastLine } = this.#layout;
    for (const row of cut) {
      if (row.line < firstLine || row.line > lastLine) continue;
      const made = this.#row(row);
      if (made !== undefined) rows.push(made);
    }
    return rows;
  }

  warnings(): Warning[] {
    const warnings: Warning[] = [];
    if (this.#repeated > 0) {
      warnings.push({
        code: 'rows.repeatedHeader',
        count: this.#repeated,
        message: `${this.#repeated} rows repeat the header and are passed over.`,
      });
    }
    if (this.#blank > 0) {
      warnings.push({
        code: 'rows.blank',
        count: this.#blank,
        message: `${this.#blank} blank lines are passed over.`,
      });
    }
    if (this.#empty > 0) {
      warnings.push({
        code: 'rows.empty',
        count: this.#empty,
        message: `${this.#empty} rows without a single value are passed over.`,
      });
    }
    return warnings;
  }

  #row(row: CutRow): TextRow | undefined {
    const { raw, cells, line } = row;
    if (isBlankLine(raw) && cells.length !== this.#layout.width) {
      this.#blank += 1;
      return undefined;
    }
    if (raw === '') {
      this.#blank += 1;
      return undefined;
    }
    if (isRule(raw)) return undefined;
    if (row.flaw === undefined && isEmpty(row)) {
      this.#empty += 1;
      return undefined;
    }
    const fault = this.#faultOf(row);
    if (fault !== undefined) {
      if (this.#request.badRows !== 'skip') throw fault.fault;
      this.#request.onRejectedRow?.({ line, reason: fault.reason, raw });
      return undefined;
    }
    if (this.#isHeader(cells)) {
      this.#repeated += 1;
      return undefined;
    }
    return { line, cells: this.#texts(row) };
  }

  #faultOf(row: CutRow): { fault: Fault; reason: string } | undefined {
    if (this.#isLossy && row.raw.includes('\ufffd')) {
      const reason = 'it holds bytes that are not of the encoding';
      return { reason, fault: new Fault('encoding.invalid', { line: row.line, reason }) };
    }
    if (row.flaw !== undefined) return { reason: flawReasons[row.flaw.kind], fault: flawFault(row.flaw) };
    const { width, columns } = this.#layout;
    const found = row.cells.length;
    if (found === width) return undefined;
    // not closed by a delimiter, as the others are; if its last cell is empty, another delimiter may be the missing one
    if (found === columns.length && !this.#layout.framed && row.cells[found - 1] !== '') return undefined;
    const reason = `${found} fields in place of ${width}`;
    const fault = new Fault('delimited.raggedRow', {
      line: row.line,
      found: String(found),
      expected: String(width),
      count: 1,
    });
    return { reason, fault };
  }

  #isHeader(cells: readonly string[]): boolean {
    const { columns, repeated } = this.#layout;
    const [first] = repeated;
    const cell = cells[columns[0] ?? 0];
    if (first === undefined || (cell !== first[0] && !marks.has(cell?.charCodeAt(0) ?? 0))) return false;
    const own = columns.map((place) => cells[place] ?? '');
    return repeated.some((header) => isSameHeader(own, header));
  }

  #texts({ cells, quoted }: CutRow): (string | null)[] {
    const { columns, padded } = this.#layout;
    const trim = padded || this.#request.options.trim === true;
    const texts =
      this.#whole && cells.length === columns.length
        ? (cells as (string | null)[])
        : columns.map((place) => cells[place] ?? '');
    for (let index = 0; index < texts.length; index += 1) {
      let text = texts[index] ?? '';
      if (trim) text = text.trim();
      if (
        text.length <= this.#longestWord &&
        this.#nullWords.has(text) &&
        (text === '' || quoted?.[columns[index] ?? index] !== true)
      ) {
        texts[index] = null;
      } else if (text.charCodeAt(0) === 61 && isWrapped(text)) texts[index] = unwrapped(text);
      else if (trim) texts[index] = text;
    }
    return texts;
  }
}
