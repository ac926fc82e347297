import { cellLook } from './cell-look.ts';
import { isRule } from './survey.ts';
import type { CutRow } from './cut-row.ts';
import { RowTokenizer, type Cutting } from './row-tokenizer.ts';

export interface DialectGuess {
  readonly cutting: Cutting;
  readonly score: number;
  /** The commonest number of cells. */
  readonly width: number;
  /** Every judged row has it. */
  readonly even: boolean;
}

export interface DialectWish {
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
  readonly escape?: Cutting['escape'] | undefined;
}

/** Used by most files. */
const usual = [';', ',', '\t', '|', '\u0001', '\u001f', '\u001e'];
/** Used by many, and hardly ever found in texts. */
export const signs = [
  '^',
  '~',
  '¦',
  '§',
  '||',
  '~|~',
  '|~|',
  '^|^',
  '|;|',
  '::',
  ';;',
  '\t\t',
  '@@',
  '$$',
  '##',
];
/** Texts, dates, times and prices are full of these. */
const common = ['#', ':', ', ', '; ', ' | ', ' '];
const odd = /[^\p{L}\p{N}\p{Cc}\ufeff\ufffd\s"'\\.,;|\-_()[\]{}<>]/gu;
const joined = /[^\p{L}\p{N}\p{Cc}\ufeff\ufffd\s"'`.,\-_+()]{2,4}/gu;
/** `1.234,50`: where all commas stand so, they are no delimiters. */
const decimals = /\d\.\d{3},\d/g;
const MOST_ROWS = 400;
/** Of a way that is tried for want of a better one. */
const LEAST_SCORE = 0.01;
/** Rows of the same width that follow each other: a table, where there are so many. */
const TABLE_ROWS = 3;

/** The possible ways to cut a file, the likeliest first, judged on a part of its text. */
export const guessDialects = (sample: string, wish: DialectWish, complete: boolean): DialectGuess[] => {
  const guesses: DialectGuess[] = [];
  for (const delimiter of delimitersToTry(sample, wish.delimiter)) {
    for (const quote of quotesToTry(sample, delimiter, wish.quote)) {
      for (const escape of escapesToTry(sample, quote, wish.escape)) {
        const cutting: Cutting = { delimiter, quote, escape, ends: 'any' };
        const guess = judge(sample, cutting, complete, wish);
        if (guess !== undefined) guesses.push(guess);
      }
    }
  }
  return guesses.filter((guess) => !isPart(guess, guesses, sample)).toSorted((a, b) => b.score - a.score);
};

/** Whether a delimiter stands only inside a longer one that cuts the file as evenly: `|` in `a||b||c`. */
const isPart = (
  { cutting: { delimiter } }: DialectGuess,
  guesses: readonly DialectGuess[],
  sample: string,
): boolean =>
  guesses.some(({ cutting: { delimiter: longer }, width, even }) => {
    if (longer.length <= delimiter.length || !longer.includes(delimiter) || width < 2 || !even) return false;
    if (longer === ',,') return false;
    if (!sample.replaceAll(longer, '').includes(delimiter)) return true;
    // in texts, a blank follows most commas
    if (longer.includes(' ')) return false;
    return sample.split(longer).join('').split(delimiter).length < sample.split(longer).length / 20;
  });

const delimitersToTry = (sample: string, told: string | undefined): string[] => {
  if (told !== undefined) return [told === '\\t' ? '\t' : told];
  const lines = sample.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const first = lines[0] ?? '';
  const isDecimal = sample.includes(',') && !sample.replaceAll(decimals, '').includes(',');
  const isClock = sample.replaceAll(/\d\d:\d\d(?::\d\d)?/g, '').includes(':') === false;
  const inFirst = [...common, ...joinedSigns(sample.slice(0, 20_000)), ...(first.match(odd) ?? [])].filter(
    (delimiter) => first.includes(delimiter) && !(delimiter === ':' && (isClock || first.includes('::'))),
  );
  const all = [...usual, ...signs, ...inFirst].filter(
    (delimiter) =>
      delimiter === (isDecimal ? ';' : ',') ||
      (sample.includes(delimiter) &&
        !(isDecimal && delimiter === ',') &&
        !isDoubledNowAndThen(delimiter, lines)),
  );
  return [...new Set(all)];
};

/** `;;` is an empty cell of a file cut by `;` where the header, which has none, is cut by a single one. */
const isDoubledNowAndThen = (delimiter: string, lines: readonly string[]): boolean => {
  const [sign = ''] = delimiter;
  if (delimiter.length === 1 || [...delimiter].some((other) => other !== sign)) return false;
  const first = lines.find((line) => line.includes(sign)) ?? '';
  return first.replaceAll(delimiter, '').includes(sign);
};

/** Several signs that stand together in line after line: delimiters of more than one character. */
const joinedSigns = (sample: string): string[] => {
  const counts = new Map<string, number>();
  for (const signs of sample.match(joined) ?? []) counts.set(signs, (counts.get(signs) ?? 0) + 1);
  const lines = sample.split('\n').length;
  return [...counts]
    .filter(([, count]) => count >= lines / 2)
    .map(([signs]) => signs)
    .slice(0, 5);
};

const quotesToTry = (sample: string, delimiter: string, told: string | undefined): string[] => {
  if (told !== undefined) return [told];
  const quotes = ['"'];
  // an apostrophe is a quote only where cells begin with it
  const single = ["'", '`'].filter(
    (sign) => sample.includes(`${delimiter}${sign}`) || sample.startsWith(sign),
  );
  // that quotes are ordinary characters is never guessed: it would hide one that was not closed
  return [...quotes, ...single];
};

const escapesToTry = (
  sample: string,
  quote: string,
  told: Cutting['escape'] | undefined,
): Cutting['escape'][] => {
  if (told !== undefined) return [told];
  const escapes: Cutting['escape'][] = ['doubled'];
  if (sample.includes(`\\${quote === '' ? '' : quote}`)) escapes.push('backslash');
  return escapes;
};

const judge = (
  sample: string,
  cutting: Cutting,
  complete: boolean,
  wish: DialectWish,
): DialectGuess | undefined => {
  const tokenizer = new RowTokenizer(cutting, true);
  const rows = tokenizer.push(sample);
  if (complete) rows.push(...tokenizer.end());
  else if (rows.length === 0) rows.push(...tokenizer.end());
  const judged = rows.filter(({ raw }) => raw.trim() !== '' && !isRule(raw)).slice(0, MOST_ROWS);
  if (judged.length === 0) return { cutting, score: 0, width: 1, even: true };
  const width = commonest(judged.map(({ cells }) => cells.length));
  const flawed = judged.filter(({ flaw }) => flaw !== undefined).length;
  if (width === 1 && wish.delimiter === undefined && looksDelimited(judged)) {
    const isInAll = judged.every(({ raw }) => raw.includes(cutting.delimiter));
    // quotes that do not fit leave one cell of a row
    return flawed > 0 && isInAll ? { cutting, score: LEAST_SCORE, width, even: false } : undefined;
  }
  const same = judged.filter(({ cells }) => cells.length === width);
  const evenness = Math.max(same.length, 0.9 * rowsOfTables(judged)) / judged.length;
  const score =
    evenness ** 2 *
    (1 - (0.6 * flawed) / judged.length) *
    (0.2 + 0.8 * cleanness(same, cutting)) *
    familiarity(cutting, wish) *
    richness(width);
  return { cutting, score, width, even: same.length === judged.length };
};

/** How many rows stand in blocks of one width: several tables, one below the other. */
const rowsOfTables = (rows: readonly CutRow[]): number => {
  let count = 0;
  let from = 0;
  for (let index = 1; index <= rows.length; index += 1) {
    const width = rows[from]?.width;
    if (rows[index]?.width === width) continue;
    if (index - from >= TABLE_ROWS && width !== 1) count += index - from;
    from = index;
  }
  return count;
};

/** Lines that hold delimiters are not the lines of a single column, even if they were cut unevenly. */
const looksDelimited = (rows: readonly CutRow[]): boolean => {
  const share = (sign: string) =>
    rows.filter(({ raw }) => raw.replaceAll(decimals, '').includes(sign)).length / rows.length;
  return [';', '\t', '|'].some((sign) => share(sign) > 0) || share(',') > 0.3;
};

/** More cells are more evidence, with less and less weight; one cell is hardly any. */
const richness = (width: number): number => (width === 1 ? 0.25 : 1 - 0.3 / width);

const familiarity = ({ delimiter, quote, escape }: Cutting, wish: DialectWish): number => {
  const byDelimiter =
    wish.delimiter !== undefined || usual.includes(delimiter)
      ? 1
      : signs.includes(delimiter)
        ? 0.9
        : delimiter === ' '
          ? 0.6
          : common.includes(delimiter)
            ? 0.8
            : 0.5;
  const byQuote = quote === '"' || wish.quote !== undefined ? 1 : 0.95;
  return byDelimiter * byQuote * (escape === 'doubled' ? 1 : 0.98);
};

/** The share of cells that are one value and nothing more. */
const cleanness = (rows: readonly CutRow[], { delimiter, quote }: Cutting): number => {
  let clean = 0;
  let all = 0;
  for (const { cells, quoted } of rows.slice(0, 100)) {
    for (const [index, cell] of cells.entries()) {
      all += 1;
      const look = quoted?.[index] === true ? 'empty' : cellLook(cell);
      if (look !== 'text') clean += 1;
      else if (isMess(cell, delimiter, quote)) clean += 0;
      else clean += 0.9;
    }
  }
  return all === 0 ? 0 : clean / all;
};

/** A cell with quotes or other delimiters in it was probably cut at the wrong places. */
const isMess = (cell: string, delimiter: string, quote: string): boolean =>
  (quote !== '' && cell.includes(quote)) ||
  (quote === '' && /^\s*"|"\s*$/.test(cell)) ||
  (quote === '"' && /^(['`]).*\1$/s.test(cell)) ||
  usual.some((other) => !delimiter.includes(other) && other !== ',' && cell.includes(other)) ||
  (!delimiter.includes(',') && /,\S/.test(cell) && !/\d,\d/.test(cell)) ||
  /^[^\p{L}\p{N}"'(<[{+\-–=/#*.\s]/u.test(cell);

const commonest = (numbers: readonly number[]): number => {
  const counts = new Map<number, number>();
  // rows of one cell are what stands above and below tables
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + (number === 1 ? 0.3 : 1));
  return [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a), [1, 0])[0];
};
