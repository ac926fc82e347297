import { describe, expect, test } from 'vitest';
import type { ColumnReading } from '../../../electron/contract/schema.ts';
import { cellReader, misfit } from '../../../electron/core/convert/read-cell.ts';
import { widerDates } from '../../../electron/core/convert/widen-date.ts';

const pinned = (dateFormat: string): ColumnReading => ({
  column: { name: 'day', type: /[Hh]/.test(dateFormat) ? 'DATETIME' : 'DATE' },
  header: 'day',
  dateFormat,
});
const readWider = (dateFormat: string, text: string) => {
  const wider = widerDates(pinned(dateFormat));
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
