import type { ColumnReading } from '../../contract/schema.ts';
import { isBoolean } from './column-observer.ts';
import { isoCandidates, isZeroDate } from './date-candidates.ts';
import { dateFormat } from './date-format.ts';
import { sameDecimal } from './decimal-text.ts';
import { notationsFor, numberShape, plainNumber } from './number-notation.ts';
import { EXACT_DIGITS, isInt64, statedShape } from './stated-number.ts';

/** A cell's value as it must stand in Parquet; dates and times as milliseconds since 1970 in UTC. */
export type CellValue = string | bigint | number | boolean | null;
/** The text does not fit the column. */
export const misfit = Symbol('misfit');

export type ReadCell = (text: string | null) => CellValue | typeof misfit;

/**
 * How the texts of a column become values: the rule that the written file is held against, and that a later file of the
 * same table must fit.
 */
export const cellReader = (reading: ColumnReading): ReadCell => {
  const read = textReader(reading);
  return (text) => (text === null ? null : read(text));
};

/** As `cellReader`, for dates in any spelling of ISO 8601: the one that nested data has. */
export const isoCellReader = (reading: ColumnReading): ReadCell => {
  const { type } = reading.column;
  if (type !== 'DATE' && type !== 'DATETIME') return cellReader(reading);
  return (text) => {
    if (text === null || isZeroDate(text)) return null;
    for (const format of isoCandidates) {
      const stamp = format.read(text);
      if (!Number.isNaN(stamp)) return stamp;
    }
    return misfit;
  };
};

const textReader = (reading: ColumnReading): ((text: string) => CellValue | typeof misfit) => {
  switch (reading.column.type) {
    case 'INTEGER':
      return integerReader(reading);
    case 'FLOAT':
      return floatReader(reading);
    case 'BOOLEAN':
      return (text) => (isBoolean(text) ? text.length === 4 : misfit);
    case 'DATE':
    case 'DATETIME': {
      const format = dateFormat(
        reading.dateFormat ?? (reading.column.type === 'DATE' ? 'yyyy-MM-dd' : 'yyyy-MM-ddTHH:mm:ss[.S]'),
      );
      return (text) => {
        if (isZeroDate(text)) return null;
        const stamp = format.read(text);
        return Number.isNaN(stamp) ? misfit : stamp;
      };
    }
    default:
      return (text) => text;
  }
};

const integerReader = (reading: ColumnReading) => {
  // nobody wrote thousands so far: then a separator would be a guess
  const notations = notationsFor(reading.decimalSeparator, reading.thousandsSeparator ?? 'none');
  return (text: string): bigint | typeof misfit => {
    const shape = numberShape(text);
    if ((shape.fits & notations) === 0 || (shape.fits & notations & shape.fractional) !== 0) return misfit;
    const value = BigInt(plainNumber(text, { thousands: reading.thousandsSeparator }));
    return isInt64(value) ? value : misfit;
  };
};

const floatReader = (reading: ColumnReading) => {
  const decimal = reading.decimalSeparator ?? '.';
  const thousands = reading.thousandsSeparator ?? 'none';
  const notations = notationsFor(decimal, thousands);
  return (text: string): number | typeof misfit => {
    const shape = numberShape(text);
    if ((shape.fits & notations) === 0) {
      // what a JSON file or a workbook calls a number may have an exponent
      return decimal === '.' && statedShape(text).fits !== 0 ? Number(text) : misfit;
    }
    const plain = plainNumber(text, { decimal, thousands });
    const value = Number(plain);
    return shape.significant <= EXACT_DIGITS || sameDecimal(String(value), plain) ? value : misfit;
  };
};
