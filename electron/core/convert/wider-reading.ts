import type { ColumnReading } from '../../contract/schema.ts';
import { dateTokens, type DateToken } from './date-tokens.ts';
import { lakh, notationsFor, notationsIn, numberShape } from './number-notation.ts';

const short: Partial<Record<Extract<DateToken, string>, string>> = {
  dd: 'd',
  MM: 'M',
  HH: 'H',
  hh: 'h',
};

/**
 * A more lenient reading of a pinned column that takes a text which the pinned one does not take, where it cannot mean
 * anything else; undefined where there is none. What the pinned reading takes, the wider one takes as the same value.
 */
export const widerReading = (reading: ColumnReading, text: string): ColumnReading | undefined => {
  const { type } = reading.column;
  if (type === 'DATE' || type === 'DATETIME') return widerDates(reading);
  return type === 'INTEGER' || type === 'FLOAT' ? widerNumbers(reading, text) : undefined;
};

/**
 * The first thousands of a column: `1 234,50` where all were below so far. In a column of whole numbers, a point or comma
 * may separate decimals as well.
 */
const widerNumbers = (reading: ColumnReading, text: string): ColumnReading | undefined => {
  const { thousandsSeparator, column } = reading;
  if (thousandsSeparator !== undefined) return undefined;
  const decimal = column.type === 'FLOAT' ? (reading.decimalSeparator ?? '.') : undefined;
  const { fits, grouped } = numberShape(text);
  const [only, ...others] = notationsIn(fits & grouped & ~lakh & notationsFor(decimal, undefined));
  if (only === undefined || others.some(({ thousands }) => thousands !== only.thousands)) return undefined;
  const isGuess = column.type === 'INTEGER' && (only.thousands === '.' || only.thousands === ',');
  return isGuess ? undefined : { ...reading, thousandsSeparator: only.thousands };
};

/**
 * Leading zeros may be missing (a file of December writes `12/31/2023` in either way, the one of January `1/5/2024`), and
 * seconds may have a fraction.
 */
const widerDates = (reading: ColumnReading): ColumnReading | undefined => {
  const { dateFormat } = reading;
  if (dateFormat === undefined) return undefined;
  const tokens = dateTokens(dateFormat);
  const hasFraction = tokens.some((token) => token === '[.S]' || token === '[,S]' || token === 'SSS');
  const wide = tokens
    .map((token, index) => {
      if (typeof token === 'object')
        return /[a-zA-Z[]/.test(token.literal) ? `'${token.literal}'` : token.literal;
      if (token === 'ss' && !hasFraction) return 'ss[.S]';
      const isApart = isBound(tokens[index - 1]) && isBound(tokens[index + 1]);
      return isApart ? (short[token] ?? token) : token;
    })
    .join('');
  return wide === dateFormat ? undefined : { ...reading, dateFormat: wide };
};

/** Digits cannot run on across a sign between them. */
const isBound = (neighbour: DateToken | undefined): boolean =>
  neighbour === undefined || (typeof neighbour === 'object' && !/\d/.test(neighbour.literal));
