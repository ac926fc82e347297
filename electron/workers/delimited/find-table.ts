import { Fault } from '../../contract/fault.ts';
import { flawFault } from '../../core/convert/delimited/flaw-fault.ts';
import { guessDialects } from '../../core/convert/delimited/guess-dialect.ts';
import { findLayout, type Layout } from '../../core/convert/delimited/layout.ts';
import { rivalOf } from '../../core/convert/delimited/rival.ts';
import type { CutRow } from '../../core/convert/delimited/cut-row.ts';
import { RowTokenizer, type Cutting, type LineEnds } from '../../core/convert/delimited/row-tokenizer.ts';
import { DelimitedSurvey } from '../../core/convert/delimited/survey.ts';
import type { ReadRequest } from '../reading.ts';
import { decodedText, type DecodeRequest } from './decoded-text.ts';

const SAMPLE = 512 * 1024;
/** So many ways of cutting are tried on the whole file before it is given up. */
const MOST_TRIES = 4;

/** A way to cut the file that gives a table. */
export interface Found {
  readonly cutting: Cutting;
  readonly survey: DelimitedSurvey;
  readonly layout: Layout;
  readonly ends: LineEnds;
}

/**
 * Tries the likeliest ways of cutting on the whole file; the first that gives a table without a doubt is taken. Where none
 * does and damaged rows may be set aside, the way that keeps the most rows is.
 */
export const findTable = async (request: ReadRequest, decode: DecodeRequest): Promise<Found> => {
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
  const attempting: Attempting = {
    request,
    decode,
    marked: marked !== null,
    told: wish.delimiter !== undefined,
    tolerant: false,
  };
  const outcome = await firstWhole(attempting, cuttings);
  if (!(outcome instanceof Fault)) return outcome;
  if (request.badRows !== 'skip' || !isSalvageable(outcome)) throw outcome;
  return await mostSalvaged({ ...attempting, tolerant: true }, cuttings, outcome);
};

const plain: Cutting = { delimiter: ',', quote: '"', escape: 'doubled', ends: 'any' };

/** What was tried and how. */
interface Attempting {
  readonly request: ReadRequest;
  readonly decode: DecodeRequest;
  /** The first line is `sep=;` or the like. */
  readonly marked: boolean;
  /** The delimiter is not a guess. */
  readonly told: boolean;
  readonly tolerant: boolean;
}

const firstWhole = async (attempting: Attempting, cuttings: readonly Cutting[]): Promise<Found | Fault> => {
  let first: Fault | undefined;
  for (const cutting of cuttings) {
    for (const ends of ['any', 'pairs', 'feeds'] as const) {
      const outcome = await attempt(attempting, { ...cutting, ends });
      if (!(outcome instanceof Fault)) {
        // one column is no proof against a fault of the likelier way
        if (first === undefined || outcome.layout.width > 1) return outcome;
        break;
      }
      first ??= outcome;
      if (!mayBeEnds(outcome)) break;
    }
  }
  return first ?? new Fault('delimited.undecided');
};

/** Faults of single rows, that leave the others whole. */
const isSalvageable = ({ code }: Fault): boolean =>
  code === 'delimited.raggedRow' || code === 'delimited.unclosedQuote' || code === 'delimited.undecided';

/** A file of which no more than this is left is not salvaged but lost. */
const LEAST_SHARE = 0.5;

const mostSalvaged = async (
  attempting: Attempting,
  cuttings: readonly Cutting[],
  strict: Fault,
): Promise<Found> => {
  let best: { readonly found: Found; readonly share: number } | undefined;
  let first: Fault | undefined;
  for (const [index, cutting] of cuttings.entries()) {
    const found = await attempt(attempting, cutting);
    if (found instanceof Fault) {
      first ??= found;
      continue;
    }
    const { survey, layout } = found;
    // one column is no proof against the likelier way, and a row with a flaw is cut into one cell
    if (layout.width === 1 && index > 0) continue;
    const whole = (survey.widths.get(layout.width) ?? 0) - (layout.width === 1 ? survey.flaws : 0);
    const share = whole / Math.max(1, survey.rows);
    if (share > LEAST_SHARE && share > (best?.share ?? 0)) best = { found, share };
    if (share === 1) break;
  }
  if (best === undefined) throw first?.code === 'delimited.severalTables' ? first : strict;
  return best.found;
};

/** Rows of the wrong width may have been cut at a line end that is part of a cell. */
const mayBeEnds = (fault: Fault): boolean => fault.code === 'delimited.raggedRow';

const attempt = async (
  { request, decode, marked, told, tolerant }: Attempting,
  cutting: Cutting,
): Promise<Found | Fault> => {
  const tokenizer = new RowTokenizer(cutting, tolerant);
  const survey = new DelimitedSurvey();
  let beginsWithEnd = false;
  const see = (rows: readonly CutRow[]) => {
    for (const row of rows) {
      if (!(marked && row.line === 1)) survey.see(row);
      beginsWithEnd ||= row.raw.startsWith('\n') || row.raw.startsWith('\r');
    }
  };
  for await (const piece of decodedText(decode)) {
    see(tokenizer.push(piece));
    // what comes behind a quote that does not fit cannot be told
    if (survey.firstFlaw !== undefined && !tolerant) return flawFault(survey.firstFlaw);
  }
  for (const rows of tokenizer.rest()) see(rows);
  // a lone line end before a row is a blank line, whatever those inside the cells are
  if (cutting.ends !== 'any' && (beginsWithEnd || !isMixed(tokenizer.ends, cutting.ends)))
    return new Fault('delimited.undecided');
  const { firstFlaw } = survey;
  if (firstFlaw !== undefined && !tolerant) return flawFault(firstFlaw);
  if (survey.shapeless && !tolerant)
    return new Fault('delimited.undecided', { reason: 'its rows have no common number of fields' });
  try {
    const layout = findLayout(survey, request.options, tolerant);
    const rows = survey.runs.flatMap(({ width, first }) => (width === layout.width ? first : []));
    const rival = told ? undefined : rivalOf(rows, cutting, layout.width);
    if (rival === undefined) return { cutting, survey, layout, ends: tokenizer.ends };
    const reason = `both ${JSON.stringify(cutting.delimiter)} and ${JSON.stringify(rival)} may be its delimiter`;
    return new Fault('delimited.undecided', { reason });
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
};

/** Other line ends are worth a try only where there are several. */
const isMixed = (ends: LineEnds, rule: Cutting['ends']): boolean =>
  rule === 'pairs' ? ends.CRLF > 1 : ends.LF + ends.CRLF > 1;

const head = async (decode: DecodeRequest): Promise<{ text: string; complete: boolean }> => {
  let text = '';
  for await (const piece of decodedText(decode)) {
    text += piece;
    if (text.length > SAMPLE) return { text: text.slice(0, SAMPLE), complete: false };
  }
  return { text, complete: true };
};
