import { sameDecimal } from './decimal-text.ts';
import { notationsFor, type NumberShape } from './number-notation.ts';

/** The grammar of JSON numbers. */
const grammar = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const point = notationsFor('.', undefined);
const no: NumberShape = { fits: 0, fractional: 0, grouped: 0, trailingMinus: false, significant: 0 };
/** Whole numbers of up to so many characters fit 64 bits whatever their digits. */
const SURE_WIDTH = 18;

/**
 * A text that its format says is a number (JSON, cells of a workbook): exponents and many digits are numbers too, if a
 * 64-bit whole number or a double holds exactly what stands there. `significant` is above 15 for a whole number that a
 * double does not hold.
 */
export const statedShape = (text: string): NumberShape => {
  const match = grammar.exec(text);
  if (match === null) return no;
  const whole = match[1] === undefined && match[2] === undefined && text !== '-0';
  const value = Number(text);
  const exact = Number.isFinite(value) && sameDecimal(String(value), text);
  if (whole && text.length <= SURE_WIDTH) return { ...no, fits: point, significant: exact ? 1 : text.length };
  return exact ? { ...no, fits: point, fractional: point, significant: 1 } : no;
};
