import type { Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import { guessDialects } from '../../core/convert/delimited/guess-dialect.ts';
import { RowTokenizer, type CutRow, type Cutting } from '../../core/convert/delimited/row-tokenizer.ts';
import type { Reading, ReadRequest, TextRow } from '../reading.ts';
import { decodedText, type DecodeRequest } from './decoded-text.ts';
import { findEncoding } from './encoding.ts';

const SAMPLE = 512 * 1024;

/** Opens CSV, TSV and any other delimited text. */
export const openDelimited = async (request: ReadRequest): Promise<Reading> => {
  const { path, name, signal, options } = request;
  const found = await findEncoding({ path, name, signal, told: options.encoding });
  const decode: DecodeRequest = { path, name, signal, encoding: found.encoding };
  const sample = await head(decode);
  const [best] = guessDialects(sample.text, options, sample.complete);
  const cutting: Cutting = best?.cutting ?? { delimiter: ',', quote: '"', escape: 'doubled', ends: 'any' };
  const tokenizer = new RowTokenizer(cutting);
  const rows = cutRows(decode, tokenizer);
  const nullWords = new Set(options.nullWords ?? ['', 'NULL', '\\N']);
  let header: CutRow | undefined;
  const first = await rows.next();
  if (first.done !== true) header = first.value[0];
  const rest = async function* (): AsyncGenerator<TextRow[]> {
    if (first.done === true) return;
    yield first.value.slice(1).flatMap((row) => toRow(row));
    for await (const batch of rows) yield batch.flatMap((row) => toRow(row));
  };
  const width = header?.cells.length ?? 0;
  const warnings: Warning[] = [];
  const toRow = (row: CutRow): TextRow[] => {
    if (row.raw === '') return [];
    if (row.flaw !== undefined) throw new Fault('delimited.unclosedQuote', { line: row.flaw.line });
    if (row.cells.length !== width) throw new Fault('delimited.raggedRow', { line: row.line, found: String(row.cells.length), expected: String(width) });
    const cells = row.cells.map((cell, index) =>
      cell === '' || (row.quoted?.[index] !== true && cell.length < 8 && nullWords.has(cell)) ? null : cell,
    );
    return [{ line: row.line, cells }];
  };
  return {
    kind: 'table',
    format: 'delimited',
    encoding: found.encoding,
    dialect: { delimiter: cutting.delimiter, quote: cutting.quote, escape: cutting.escape, headerRow: 1 },
    warnings,
    evidence: [found.evidence],
    columns: (header?.cells ?? []).map((text) => ({ header: text })),
    rows: rest(),
  };
};

const head = async (decode: DecodeRequest): Promise<{ text: string; complete: boolean }> => {
  let text = '';
  for await (const piece of decodedText(decode)) {
    text += piece;
    if (text.length > SAMPLE) return { text: text.slice(0, SAMPLE), complete: false };
  }
  return { text, complete: true };
};

async function* cutRows(decode: DecodeRequest, tokenizer: RowTokenizer): AsyncGenerator<CutRow[]> {
  for await (const piece of decodedText(decode)) yield tokenizer.push(piece);
  yield tokenizer.end();
}
