import { stat } from 'node:fs/promises';
import type { Dialect, Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import { guessDialects } from '../../core/convert/delimited/guess-dialect.ts';
import { findLayout, type Layout } from '../../core/convert/delimited/layout.ts';
import {
  RowTokenizer,
  type CutRow,
  type Cutting,
  type LineEnds,
} from '../../core/convert/delimited/row-tokenizer.ts';
import { DelimitedSurvey } from '../../core/convert/delimited/survey.ts';
import type { Reading, ReadRequest } from '../reading.ts';
import { decodedText, type DecodeRequest } from './decoded-text.ts';
import { findEncoding } from './encoding.ts';
import { tableRows } from './table-rows.ts';

const SAMPLE = 512 * 1024;
/** So many ways of cutting are tried on the whole file before it is given up. */
const MOST_TRIES = 4;

/** A way to cut the file that gives a table. */
interface Found {
  readonly cutting: Cutting;
  readonly survey: DelimitedSurvey;
  readonly layout: Layout;
  readonly ends: LineEnds;
}

/** Opens CSV, TSV and any other delimited text: the whole file is looked at before its first row is handed on. */
export const openDelimited = async (request: ReadRequest): Promise<Reading> => {
  const { path, name, signal, options } = request;
  const encoding = await findEncoding({ path, name, signal, told: options.encoding });
  const decode: DecodeRequest = { path, name, signal, encoding: encoding.encoding };
  const found = await findTable(request, decode);
  const { cutting, layout, survey, ends } = found;
  const warnings: Warning[] = [...layout.warnings];
  if (survey.nulCells > 0) {
    warnings.push({
      code: 'text.nul',
      count: survey.nulCells,
      message: `${survey.nulCells} cells hold NUL characters, which are kept.`,
    });
  }
  const header = layout.header ?? layout.columns.map((_, index) => `column_${index + 1}`);
  const { size: bytesTotal } = await stat(path);
  const rows = tableRows({ request, decode, cutting, layout, bytesTotal, warnings });
  return {
    kind: 'table',
    format: 'delimited',
    encoding: encoding.encoding,
    dialect: dialectOf(cutting, layout, ends),
    warnings,
    evidence: [
      encoding.evidence,
      `delimiter ${JSON.stringify(cutting.delimiter)}: ${layout.columns.length} columns in every row`,
      ...layout.evidence,
    ],
    columns: layout.columns.map((place, index) => ({
      header: header[index] ?? '',
      // whoever wraps a value like ="0001" says that it is text
      ...(survey.wrapped.has(place) ? { hint: 'STRING' as const } : {}),
    })),
    rows,
  };
};

const dialectOf = ({ delimiter, quote, escape }: Cutting, layout: Layout, ends: LineEnds): Dialect => {
  const used = (['LF', 'CRLF', 'CR'] as const).filter((end) => ends[end] > 0);
  return {
    delimiter,
    quote,
    escape,
    headerRow: layout.headerLine,
    ...(used.length === 0 ? {} : { lineEnd: used.length > 1 ? 'mixed' : used[0] }),
  };
};

/** Tries the likeliest ways of cutting on the whole file; the first that gives a table is taken. */
const findTable = async (request: ReadRequest, decode: DecodeRequest): Promise<Found> => {
  const { options } = request;
  const sample = await head(decode);
  const marked = /^"?sep=([^\r\n]{1,4}?)"?[\r\n]/i.exec(sample.text);
  const wish = { ...options, delimiter: options.delimiter ?? marked?.[1] };
  const body = marked === null ? sample.text : sample.text.slice(marked[0].length);
  const guesses = guessDialects(body, wish, sample.complete);
  const best = guesses[0];
  const tries = guesses
    .filter(({ score }) => best !== undefined && score >= best.score * 0.6)
    .slice(0, MOST_TRIES);
  const cuttings = tries.length === 0 ? [plain] : tries.map(({ cutting }) => cutting);
  let first: Fault | undefined;
  for (const cutting of cuttings) {
    for (const ends of ['any', 'pairs', 'feeds'] as const) {
      const outcome = await attempt(request, decode, { ...cutting, ends }, marked !== null);
      if (!(outcome instanceof Fault)) {
        // one column is no proof against a fault of the likelier way
        if (first === undefined || outcome.layout.width > 1) return outcome;
        break;
      }
      first ??= outcome;
      if (!mayBeEnds(outcome)) break;
    }
  }
  throw first ?? new Fault('delimited.undecided');
};

const plain: Cutting = { delimiter: ',', quote: '"', escape: 'doubled', ends: 'any' };

/** Rows of the wrong width may have been cut at a line end that is part of a cell. */
const mayBeEnds = (fault: Fault): boolean => fault.code === 'delimited.raggedRow';

const attempt = async (
  request: ReadRequest,
  decode: DecodeRequest,
  cutting: Cutting,
  marked: boolean,
): Promise<Found | Fault> => {
  const tolerant = request.badRows === 'skip';
  const tokenizer = new RowTokenizer(cutting, tolerant);
  const survey = new DelimitedSurvey();
  const see = (rows: readonly CutRow[]) => {
    for (const row of rows) if (!(marked && row.line === 1)) survey.see(row);
  };
  for await (const piece of decodedText(decode)) see(tokenizer.push(piece));
  see(tokenizer.end());
  if (cutting.ends !== 'any' && !isMixed(tokenizer.ends, cutting.ends))
    return new Fault('delimited.undecided');
  const { firstFlaw } = survey;
  if (firstFlaw !== undefined && !tolerant) return flawFault(firstFlaw);
  if (survey.shapeless && !tolerant)
    return new Fault('delimited.undecided', { reason: 'its rows have no common number of fields' });
  try {
    return { cutting, survey, layout: findLayout(survey, request.options, tolerant), ends: tokenizer.ends };
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
};

/** Other line ends are worth a try only where there are several. */
const isMixed = (ends: LineEnds, rule: Cutting['ends']): boolean =>
  rule === 'pairs' ? ends.CRLF > 1 : ends.LF + ends.CRLF > 1;

const flawFault = ({ kind, line }: NonNullable<CutRow['flaw']>): Fault =>
  new Fault('delimited.unclosedQuote', {
    line,
    reason:
      kind === 'textAfterQuote'
        ? 'text stands behind the closing quote'
        : 'the quote is not closed before the end of the file',
  });

const head = async (decode: DecodeRequest): Promise<{ text: string; complete: boolean }> => {
  let text = '';
  for await (const piece of decodedText(decode)) {
    text += piece;
    if (text.length > SAMPLE) return { text: text.slice(0, SAMPLE), complete: false };
  }
  return { text, complete: true };
};
