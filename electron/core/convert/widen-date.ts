import type { ColumnReading } from '../../contract/schema.ts';
import { dateTokens, type DateToken } from './date-tokens.ts';

const short: Partial<Record<Extract<DateToken, string>, string>> = {
  dd: 'd',
  MM: 'M',
  HH: 'H',
  hh: 'h',
};

/**
 * The same format, more lenient where that cannot be another date: leading zeros may be missing (a file of December
 * writes `12/31/2023` in either way, the one of January `1/5/2024`), and seconds may have a fraction. Undefined where it
 * is as lenient as can be.
 */
export const widerDates = (reading: ColumnReading): ColumnReading | undefined => {
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
