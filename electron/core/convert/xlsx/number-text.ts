/** What one stored number is, and how it is spelled. */
export interface StoredNumber {
  readonly text: string;
  /** `exact`: an integer of more digits than a double holds, kept digit by digit as another program wrote it. */
  readonly kind: 'integer' | 'decimal' | 'exact';
}

/** Doubles above this no longer hold every integer. */
const greatestInteger = 2 ** 53;

/**
 * A number of a cell: the shortest decimal that is the same double, without an exponent. Programs write doubles with
 * 17 digits (`0.10000000000000001`); the shortest spelling is what the person typed. `undefined` where it is no number.
 */
export const storedNumber = (raw: string): StoredNumber | undefined => {
  const text = raw.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return undefined;
  if (/^-?[1-9]\d{15,}$/.test(text) && Math.abs(Number(text)) >= greatestInteger)
    return { text, kind: 'exact' };
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  const kind = Number.isInteger(value) && Math.abs(value) < greatestInteger ? 'integer' : 'decimal';
  return { text: plainDecimal(value), kind };
};

/** A finite double without an exponent: `1e21` → `1000000000000000000000`; minus zero is zero. */
export const plainDecimal = (value: number): string => {
  const short = String(value);
  if (!short.includes('e')) return short;
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(short);
  if (match === null) return short;
  const [, sign = '', first = '', rest = '', exponent = '0'] = match;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? sign + digits.padEnd(point, '0')
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
};
