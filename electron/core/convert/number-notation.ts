/**
 * The ways in which a file may write numbers: a decimal separator and a separator of thousands. One value often fits
 * several (`1.234` is 1234 or 1.234), so a value is answered with the set of notations that fit it, and a column keeps
 * the notations that fit all of its values. `lakh` is the Indian way of grouping, `12,34,567.00`.
 */
const decimals = ['.', ','] as const;
const groups = ['none', '.', ',', ' ', '\u00a0', '\u202f', "'", '\u2019', 'lakh'] as const;

export type DecimalSeparator = (typeof decimals)[number];
export type ThousandsSeparator = (typeof groups)[number];
export interface NumberNotation {
  readonly decimal: DecimalSeparator;
  readonly thousands: ThousandsSeparator;
}

/** A set of notations, one bit each. */
export type NotationSet = number;
const bit = (decimal: number, group: number): NotationSet => 1 << (decimal * groups.length + group);

/** The sign that stands between the groups. */
export const signOf = (thousands: string): string => (thousands === 'lakh' ? ',' : thousands);

export const allNotations: NotationSet = decimals.reduce(
  (set, separator, decimal) =>
    groups.reduce(
      (inner, group, index) => (signOf(group) === separator ? inner : inner | bit(decimal, index)),
      set,
    ),
  0,
);
const withDecimal = (decimal: number): NotationSet =>
  allNotations & (((1 << groups.length) - 1) << (decimal * groups.length));
const withGroup = (group: number): NotationSet => allNotations & (bit(0, group) | bit(1, group));

/** Numbers in the Indian way: read only where a person says so. */
export const lakh: NotationSet = withGroup(groups.indexOf('lakh'));

/** The notations of a set, in no particular order; the Indian one only where the usual groups do not fit. */
export const notationsIn = (set: NotationSet): NumberNotation[] => {
  const usual = set & bit(0, groups.indexOf(',')) ? set & ~lakh : set;
  return decimals.flatMap((decimal, d) =>
    groups.flatMap((thousands, g) => ((usual & bit(d, g)) === 0 ? [] : [{ decimal, thousands }])),
  );
};

/** The notations that a person's choice leaves. */
export const notationsFor = (decimal: string | undefined, thousands: string | undefined): NotationSet => {
  const d = decimals.findIndex((separator) => separator === decimal);
  const g = groups.findIndex((separator) => separator === thousands);
  return (d < 0 ? allNotations : withDecimal(d)) & (g < 0 ? allNotations : withGroup(g));
};

/** What one text is as a number. */
export interface NumberShape {
  /** The notations in which it is a number; 0: in none. */
  fits: NotationSet;
  /** Those in which it has a fraction. */
  fractional: NotationSet;
  /** Those in which it has thousands separators. */
  grouped: NotationSet;
  trailingMinus: boolean;
  /** Digits that count: without leading zeros, and without closing zeros of a fraction. */
  significant: number;
  /** What else a whole number with separators may be: a network address, or a code such as `732 829 320`. */
  code?: 'address' | 'code' | undefined;
}

const none: NumberShape = { fits: 0, fractional: 0, grouped: 0, trailingMinus: false, significant: 0 };
const ZERO = 48;
const NINE = 57;
const MINUS = 45;
const POINT = 46;
const COMMA = 44;
/** Beyond this, a text is no number that anybody meant, and a double may overflow. */
const LONGEST = 40;

/**
 * Numbers as exports write them: `-12`, `1.234,56`, `155,22-`, `.5`. Not numbers, so that nothing is altered: leading
 * zeros (`007` is a code), a plus sign, exponents (`1E10` is a code), `5.` and blanks around.
 */
export const numberShape = (text: string): NumberShape => {
  let start = 0;
  let end = text.length;
  if (end === 0 || end > LONGEST) return none;
  let trailingMinus = false;
  if (text.charCodeAt(0) === MINUS) start = 1;
  else if (text.charCodeAt(end - 1) === MINUS) {
    end -= 1;
    trailingMinus = true;
  }
  if (start >= end) return none;
  let count = 0;
  let first = -1;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) continue;
    if (code !== POINT && code !== COMMA && groups.indexOf(text[at] as ThousandsSeparator) < 1) return none;
    if (first < 0) first = at;
    count += 1;
  }
  if (count === 0) {
    if (leadsWithZero(text, start, end)) return none;
    // whole numbers are by far the most: their shapes are not made anew each time
    return (trailingMinus ? wholeWithMinus : whole)[end - start] ?? none;
  }
  const code = text.charCodeAt(first);
  if (count === 1 && (code === POINT || code === COMMA) && end - first !== 4) {
    return oneDecimal(text, start, first, end, trailingMinus);
  }
  return separated(text, start, end, trailingMinus);
};

/** One point or comma that cannot be a separator of thousands. */
const oneDecimal = (
  text: string,
  start: number,
  at: number,
  end: number,
  trailingMinus: boolean,
): NumberShape => {
  if (at === end - 1 || leadsWithZero(text, start, at)) return none;
  const fits = text.charCodeAt(at) === POINT ? withPoint : withComma;
  return {
    fits,
    fractional: fits,
    grouped: 0,
    trailingMinus,
    significant: significantDigits(text, start, at, end),
  };
};

const separated = (text: string, start: number, end: number, trailingMinus: boolean): NumberShape => {
  const separators: number[] = [];
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) separators.push(at);
  }
  const first = separators[0] ?? 0;
  const last = separators[separators.length - 1] ?? 0;
  const firstSign = text[first] as ThousandsSeparator;
  const lastSign = text[last] as ThousandsSeparator;
  let fits = 0;
  let fractional = 0;
  let grouped = 0;
  const decimal = decimals.indexOf(lastSign as DecimalSeparator);
  // the last separator as the decimal one
  const decimalOnce =
    separators.length === 1 ||
    (lastSign !== firstSign && separators.slice(0, -1).every((at) => text[at] === firstSign));
  if (decimal >= 0 && decimalOnce && last < end - 1) {
    const before = separators.slice(0, -1);
    if (before.length === 0) {
      if (!leadsWithZero(text, start, last)) fits = withDecimal(decimal);
    } else {
      fits = withDecimal(decimal) & groupingOf(text, start, before, last);
      grouped = fits;
    }
    fractional = fits;
  }
  // all separators as those of thousands
  if (separators.every((at) => text[at] === firstSign)) {
    const set = groupingOf(text, start, separators, end);
    fits |= set;
    grouped |= set;
  }
  if (fits === 0) return none;
  const significant = significantDigits(text, start, fractional === 0 ? end : last, end);
  const code = fractional === 0 ? codeIn(text.slice(0, end)) : undefined;
  return { fits, fractional, grouped, trailingMinus, significant, ...(code === undefined ? {} : { code }) };
};

const codeIn = (text: string): NumberShape['code'] => {
  const parts = text.split('.');
  if (parts.length === 4 && parts.every((part) => Number(part) < 256)) return 'address';
  return /^\d{3}(?:\D\d{3}){2,}$/.test(text) ? 'code' : undefined;
};

const withPoint = withDecimal(0);
const withComma = withDecimal(1);
const wholeShapes = (trailingMinus: boolean): NumberShape[] =>
  Array.from({ length: LONGEST + 1 }, (_, significant) => ({
    fits: allNotations,
    fractional: 0,
    grouped: 0,
    trailingMinus,
    significant,
  }));
/** Shapes of whole numbers by their number of digits. */
const whole = wholeShapes(false);
const wholeWithMinus = wholeShapes(true);

const leadsWithZero = (text: string, start: number, end: number): boolean =>
  end - start > 1 && text.charCodeAt(start) === ZERO;

/** The notations in which the separators group thousands; 0: in none. */
const groupingOf = (text: string, start: number, separators: readonly number[], end: number): NotationSet => {
  const sign = text[separators[0] ?? 0] as ThousandsSeparator;
  const usual = areGroups(text, start, separators, end, 3) ? withGroup(groups.indexOf(sign)) : 0;
  return sign === ',' && areGroups(text, start, separators, end, 2) ? usual | lakh : usual;
};

/** Up to `width` digits, not led by a zero, then groups of so many, and three at the end. */
const areGroups = (
  text: string,
  start: number,
  separators: readonly number[],
  end: number,
  width: number,
): boolean => {
  let from = start;
  for (const [index, at] of separators.entries()) {
    const digits = at - from;
    if (index === 0 ? digits < 1 || digits > width || text.charCodeAt(from) === ZERO : digits !== width)
      return false;
    from = at + 1;
  }
  return end - from === 3;
};

const significantDigits = (text: string, start: number, wholeEnd: number, end: number): number => {
  let last = end;
  while (last > wholeEnd && !(text.charCodeAt(last - 1) > ZERO && text.charCodeAt(last - 1) <= NINE))
    last -= 1;
  let count = 0;
  for (let at = start; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) continue;
    if (count > 0 || code > ZERO) count += 1;
  }
  return count;
};

/** A number in its notation as `-1234.50`: what every parser reads the same way. */
export const plainNumber = (
  text: string,
  notation: { decimal?: string | undefined; thousands?: string | undefined },
): string => {
  const negative = text.startsWith('-') || text.endsWith('-');
  let digits = text.startsWith('-') ? text.slice(1) : text.endsWith('-') ? text.slice(0, -1) : text;
  const { thousands, decimal } = notation;
  if (thousands !== undefined && thousands !== 'none') digits = digits.replaceAll(signOf(thousands), '');
  if (decimal === ',') digits = digits.replace(',', '.');
  return negative ? `-${digits}` : digits;
};
