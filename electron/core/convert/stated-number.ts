import { sameDecimal } from './decimal-text.ts';
import { notationsFor, numberShape, type NumberShape } from './number-notation.ts';

/** More digits than these a double does not hold for certain. */
export const EXACT_DIGITS = 15;

/** The grammar of JSON numbers. */
const grammar = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
/** What a text in the grammar of JSON can be. */
export const pointNotations = notationsFor('.', undefined);
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
  if (whole && text.length <= SURE_WIDTH)
    return { ...no, fits: pointNotations, significant: exact ? 1 : text.length };
  return exact ? { ...no, fits: pointNotations, fractional: pointNotations, significant: 1 } : no;
};

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
export const isInt64 = (value: bigint): boolean => value >= INT64_MIN && value <= INT64_MAX;

/**
 * A text of a column of which a person says that it holds numbers: beside the notations of exports, exponents and many
 * digits count, if the number is held exactly. `significant` is as in `statedShape`.
 */
export const toldShape = (text: string): NumberShape => {
  const shape = numberShape(text);
  if (shape.fits !== 0 && shape.significant <= EXACT_DIGITS) return shape;
  const stated = statedShape(text);
  if (stated.fits !== 0 || !/^-?\d+$/.test(text)) return stated;
  return shape.fits !== 0 && isInt64(BigInt(text)) ? shape : no;
};
