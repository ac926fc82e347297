import { describe, expect, test } from 'vitest';
import type { ColumnReading } from '../../../electron/contract/schema.ts';
import { cellReader, misfit } from '../../../electron/core/convert/read-cell.ts';
import { widerReading } from '../../../electron/core/convert/wider-reading.ts';

const pinned = (dateFormat: string): ColumnReading => ({
  column: { name: 'day', type: /[Hh]/.test(dateFormat) ? 'DATETIME' : 'DATE' },
  header: 'day',
  dateFormat,
});
const readWider = (dateFormat: string, text: string) => {
  const wider = widerReading(pinned(dateFormat), text);
  return wider === undefined ? undefined : cellReader(wider)(text);
};

describe('a pinned format of dates', () => {
  test.each([
    ['MM/dd/yyyy', '1/5/2024', Date.UTC(2024, 0, 5)],
    ['dd.MM.yyyy HH:mm', '5.1.2024 9:30', Date.UTC(2024, 0, 5, 9, 30)],
    ['yyyy-MM-ddTHH:mm:ssX', '2024-01-05T09:30:00.250Z', Date.UTC(2024, 0, 5, 9, 30, 0, 250)],
    ['dd-MMM-yyyy', '5-JAN-2024', Date.UTC(2024, 0, 5)],
    ["d 'de' MMMM 'de' yyyy HH:mm:ss", '5 de enero de 2024 9:30:00.5', Date.UTC(2024, 0, 5, 9, 30, 0, 500)],
  ])('%s also takes %s', (format, text, stamp) => {
    expect(readWider(format, text)).toBe(stamp);
  });

  test('never takes what could be another date', () => {
    expect(readWider('yyyyMMdd', '2024115')).toBeUndefined();
    expect(readWider('MM/dd/yyyy', '31/12/2023')).toBe(misfit);
    expect(readWider('yyyyMMddHHmmss', '20240105093000')).toBe(Date.UTC(2024, 0, 5, 9, 30));
    expect(readWider('yyyyMMddHHmmss', '2024015093000')).toBe(misfit);
  });
});

describe('a pinned notation of numbers without thousands', () => {
  const read = (
    reading: Pick<ColumnReading, 'decimalSeparator'> & { type: 'INTEGER' | 'FLOAT' },
    text: string,
  ) => {
    const { type, ...notation } = reading;
    const wider = widerReading({ column: { name: 'n', type }, header: 'n', ...notation }, text);
    return wider === undefined ? undefined : cellReader(wider)(text);
  };
  const comma = { type: 'FLOAT', decimalSeparator: ',' } as const;
  const point = { type: 'FLOAT', decimalSeparator: '.' } as const;
  const whole = { type: 'INTEGER' } as const;

  test.each([
    [comma, '1.234,50', 1234.5],
    [comma, '1.234', 1234],
    [comma, '1 234,50', 1234.5],
    [comma, '1\u202f234', 1234],
    [point, '1,234.50', 1234.5],
    [point, "1'234.50", 1234.5],
    [whole, '1 234', 1234n],
    [whole, "1'234'567", 1234567n],
  ])('%j takes %s too', (reading, text, value) => {
    expect(read(reading, text)).toBe(value);
  });

  test('takes nothing that may be another number', () => {
    expect(read(whole, '1.234')).toBeUndefined();
    expect(read(whole, '1,234')).toBeUndefined();
    expect(read(whole, '1,5')).toBeUndefined();
    expect(read(point, '1.234,50')).toBeUndefined();
    expect(read(comma, '1,234.50')).toBeUndefined();
    expect(read(point, '12,34,567.00')).toBeUndefined();
    expect(read(comma, 'n/a')).toBeUndefined();
  });
});
