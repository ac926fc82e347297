import { dateTokens, type DateToken } from './date-tokens.ts';
import { dayByName, monthByName } from './month-names.ts';

/** A date or a point in time as a column of a file writes it. */
export interface DateFormat {
  /** E.g. `dd.MM.yyyy`, `yyyy-MM-ddTHH:mm:ss[.S]X`. */
  readonly pattern: string;
  readonly tokens: readonly DateToken[];
  readonly hasTime: boolean;
  readonly hasZone: boolean;
  /** Milliseconds since 1970 in UTC; NaN where the text does not match or is no date that Celonis holds. */
  read(text: string): number;
}

/** Celonis holds the years 1400 to 9999; others would become NULL there. */
const FIRST_YEAR = 1400;
const LAST_YEAR = 9999;

export const dateFormat = (pattern: string): DateFormat => {
  const epoch = epochs[pattern];
  if (epoch !== undefined)
    return { pattern, tokens: [], hasTime: true, hasZone: true, read: (text) => readEpoch(text, epoch) };
  const tokens = dateTokens(pattern);
  const has = (...wanted: readonly DateToken[]) => tokens.some((token) => wanted.includes(token));
  const width = fixedWidth(tokens);
  return {
    pattern,
    tokens,
    hasTime: has('HH', 'H', 'hh', 'h', 'mm'),
    hasZone: has('X'),
    read: (text) => (width === undefined || width === text.length ? readDate(tokens, text) : NaN),
  };
};

/** Times counted from 1970: never recognised, only told. What one unit is in milliseconds. */
const epochs: Readonly<Record<string, number>> = { epochSeconds: 1_000, epochMillis: 1 };
export const isEpoch = (pattern: string): boolean => epochs[pattern] !== undefined;

const readEpoch = (text: string, unit: number): number => {
  if (!/^-?\d{1,14}$/.test(text)) return NaN;
  const stamp = Number(text) * unit;
  return stamp < EARLIEST || stamp > LATEST ? NaN : stamp;
};

/** How long every text of a format is; undefined where they differ. */
const fixedWidth = (tokens: readonly DateToken[]): number | undefined => {
  let width = 0;
  for (const token of tokens) {
    if (typeof token === 'object') width += token.literal.length;
    else if (/^(?:yyyy|yy|MM|dd|HH|hh|mm|ss|SSS)$/.test(token)) width += token.length;
    else return undefined;
  }
  return width;
};

const digit = (text: string, at: number): number => {
  const code = text.charCodeAt(at) - 48;
  return code >= 0 && code <= 9 ? code : -1;
};

/** Exactly `width` digits; -1 otherwise. */
const digits = (text: string, at: number, width: number): number => {
  let value = 0;
  for (let index = at; index < at + width; index += 1) {
    const next = digit(text, index);
    if (next < 0) return -1;
    value = value * 10 + next;
  }
  return value;
};

/** Blanks that do not break, as newer systems put them before am and pm. */
const isBlank = (sign: string | undefined): boolean => sign === '\u00a0' || sign === '\u202f';

const readDate = (tokens: readonly DateToken[], text: string): number => {
  let at = 0;
  let year = 1970;
  let month = 1;
  let day = 1;
  let hour = 0;
  let halfDay: 'am' | 'pm' | undefined;
  let twelve = false;
  let minute = 0;
  let second = 0;
  let millis = 0;
  let offset = 0;
  let weekday: number | undefined;
  for (const token of tokens) {
    if (typeof token === 'object') {
      if (text[at] !== token.literal && !(token.literal === ' ' && isBlank(text[at]))) return NaN;
      at += 1;
      continue;
    }
    switch (token) {
      case 'yyyy':
        year = digits(text, at, 4);
        at += 4;
        break;
      case 'yy': {
        const short = digits(text, at, 2);
        // POSIX: 69 to 99 are the 1900s
        year = short < 0 ? -1 : short + (short < 69 ? 2000 : 1900);
        at += 2;
        break;
      }
      case 'MMMM':
      case 'MMM': {
        const name = /^\p{L}+\.?/u.exec(text.slice(at, at + 14))?.[0] ?? '';
        month = monthByName.get(name.toLowerCase().replace('.', '')) ?? -1;
        at += name.length;
        break;
      }
      case 'MM':
        month = digits(text, at, 2);
        at += 2;
        break;
      case 'dd':
        day = digits(text, at, 2);
        at += 2;
        break;
      case 'HH':
      case 'hh':
        hour = digits(text, at, 2);
        twelve = token === 'hh';
        at += 2;
        break;
      case 'mm':
        minute = digits(text, at, 2);
        at += 2;
        break;
      case 'ss':
        second = digits(text, at, 2);
        at += 2;
        break;
      case 'SSS':
        millis = digits(text, at, 3);
        at += 3;
        break;
      case 'M':
      case 'd':
      case 'H':
      case 'h': {
        const width = digit(text, at + 1) < 0 ? 1 : 2;
        const value = digits(text, at, width);
        if (token === 'M') month = value;
        else if (token === 'd') day = value;
        else hour = value;
        twelve ||= token === 'h';
        at += width;
        break;
      }
      case 'a': {
        // also as Spanish writes it: `a. m.`
        const half = /^([ap])(?:m|\.[ \u00a0\u202f]?m\.)/i.exec(text.slice(at, at + 5));
        if (half === null) return NaN;
        halfDay = half[1]?.toLowerCase() === 'p' ? 'pm' : 'am';
        at += half[0].length;
        break;
      }
      case 'EEE': {
        const name = /^[\p{L}-]+\.?/u.exec(text.slice(at, at + 16))?.[0] ?? '';
        weekday = dayByName.get(name.toLowerCase().replace('.', '')) ?? -1;
        at += name.length;
        break;
      }
      case '[.S]':
      case '[,S]': {
        if (text[at] !== token[1]) break;
        let width = 0;
        while (digit(text, at + 1 + width) >= 0) width += 1;
        if (width === 0 || width > 9) return NaN;
        millis = Math.trunc(
          Number(
            text
              .slice(at + 1, at + 1 + width)
              .padEnd(3, '0')
              .slice(0, 3),
          ),
        );
        at += 1 + width;
        break;
      }
      case 'X': {
        const match = /^(?:Z|UTC|GMT|([+-])(\d\d)(?::?(\d\d))?)/i.exec(text.slice(at, at + 6));
        if (match === null) return NaN;
        offset = (match[1] === '-' ? -1 : 1) * (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0));
        if (Math.abs(offset) > 15 * 60 || Number(match[3] ?? 0) > 59) return NaN;
        at += match[0].length;
        break;
      }
    }
  }
  if (at !== text.length) return NaN;
  if (twelve) {
    if (hour < 1 || hour > 12) return NaN;
    hour = (hour % 12) + (halfDay === 'pm' ? 12 : 0);
  }
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31) return NaN;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || millis < 0)
    return NaN;
  if (day > 28 && day > daysIn(year, month)) return NaN;
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millis);
  if (weekday !== undefined && new Date(local).getUTCDay() !== weekday) return NaN;
  const stamp = local - offset * 60_000;
  // an offset may lead out of the years that Celonis holds
  return offset !== 0 && (stamp < EARLIEST || stamp > LATEST) ? NaN : stamp;
};

const EARLIEST = Date.UTC(FIRST_YEAR, 0, 1);
const LATEST = Date.UTC(LAST_YEAR, 11, 31, 23, 59, 59, 999);

const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

/** Whether a text of a format with a fraction states more than milliseconds. */
export const isFinerThanMillis = (text: string): boolean => /[:.]\d\d[:.]\d\d[.,]\d{3}\d*[1-9]/.test(text);

/** Whether every text of one format is also one of another, more lenient one: `d.M.yyyy` covers `dd.MM.yyyy`. */
export const covers = (lenient: DateFormat, strict: DateFormat): boolean => {
  let at = 0;
  for (const token of lenient.tokens) {
    const other = strict.tokens[at];
    if (sameToken(token, other) || (typeof token === 'string' && `${token}${token}` === other)) at += 1;
    else if (token !== '[.S]' && token !== '[,S]') return false;
  }
  return at === strict.tokens.length && !strict.pattern.startsWith('yyyyMMdd');
};

const sameToken = (one: DateToken, other: DateToken | undefined): boolean =>
  typeof one === 'object' ? typeof other === 'object' && one.literal === other.literal : one === other;
