import type { ColumnReading } from '../../../contract/schema.ts';
import type { CellValue } from '../../../core/convert/read-cell.ts';

const DAY = 86_400_000;

/** Whether a value as it stands in the file is the expected one. */
export const sameValue = (expected: CellValue, found: unknown, reading: ColumnReading): boolean => {
  if (expected === null || found === null || found === undefined) return expected === (found ?? null);
  if (typeof expected === 'bigint') return BigInt(found as bigint | number) === expected;
  if (typeof expected === 'boolean') return Boolean(found) === expected;
  if (typeof expected === 'string')
    return (Buffer.isBuffer(found) ? found.toString('utf8') : found) === expected;
  if (reading.column.type === 'DATE') return Number(found) * DAY === expected;
  if (reading.column.type === 'DATETIME') return Number(found) === expected;
  return Object.is(Number(found), expected);
};

/** A value as it is written: dates and times as texts where the connection wants them so. */
export const asWritten = (
  value: CellValue,
  type: ColumnReading['column']['type'],
  datesAs: 'native' | 'text',
): CellValue => {
  if (datesAs === 'native' || typeof value !== 'number') return value;
  if (type === 'DATE') return new Date(value).toISOString().slice(0, 10);
  return type === 'DATETIME' ? new Date(value).toISOString().slice(0, -1) : value;
};
