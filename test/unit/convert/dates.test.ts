import { describe, expect, test } from 'vitest';
import { ColumnObserver, everything } from '../../../electron/core/convert/column-observer.ts';
import { dateFormat } from '../../../electron/core/convert/date-format.ts';
import { decideColumn } from '../../../electron/core/convert/decide-column.ts';

const decide = (...texts: readonly string[]) => {
  const seen = new ColumnObserver(everything);
  for (const [index, text] of texts.entries()) seen.see(text, index + 1, index + 2);
  const { reading, warnings } = decideColumn('day', 'day', seen);
  return { type: reading.column.type, format: reading.dateFormat, codes: warnings.map(({ code }) => code) };
};

describe('dates', () => {
  test.each([
    [['2023-12-31'], 'DATE', 'yyyy-MM-dd'],
    [['31.12.2023', '1.2.2024'], 'DATE', 'd.M.yyyy'],
    [['12/31/2023', '01/02/2024'], 'DATE', 'MM/dd/yyyy'],
    [['31/12/2023', '01/02/2024'], 'DATE', 'dd/MM/yyyy'],
    [['20041231'], 'DATE', 'yyyyMMdd'],
    [['2023-12-31T10:00:00Z', '2023-12-31T10:00:00.5+02:00'], 'DATETIME', 'yyyy-MM-ddTHH:mm:ss[.S]X'],
    [['31.12.2023 23:59'], 'DATETIME', 'dd.MM.yyyy HH:mm'],
    [['31-Dec-2023'], 'DATE', 'dd-MMM-yyyy'],
    [['9999-12-31'], 'DATE', 'yyyy-MM-dd'],
  ])('%j are %s as %s', (texts, type, format) => {
    expect(decide(...texts)).toMatchObject({ type, format });
  });

  test('whose day and month cannot be told apart stay text with a warning', () => {
    expect(decide('03/04/2024', '05/06/2024')).toMatchObject({ type: 'STRING', codes: ['date.ambiguous'] });
  });

  test('outside what Celonis holds, impossible ones, and those with short years stay text', () => {
    for (const text of [
      '1399-12-31',
      '2023-02-29',
      '2023-13-01',
      '31.12.23',
      '2023-12-31 24:00:00',
      '10000-01-01',
    ]) {
      expect([text, decide(text).type]).toEqual([text, 'STRING']);
    }
  });

  test('of zeros become null with a warning, and are text where the column holds no dates', () => {
    expect(decide('00000000', '20231231')).toMatchObject({ type: 'DATE', codes: ['date.zero'] });
    expect(decide('00000000', 'abc').type).toBe('STRING');
    expect(decide('00000000').type).toBe('STRING');
  });

  test('of eight digits outside 1900 to 2100 are numbers', () => {
    expect(decide('18991231', '12345678').type).toBe('INTEGER');
  });

  test('with an offset are told in UTC', () => {
    expect(dateFormat('yyyy-MM-ddTHH:mm:ssX').read('2024-01-01T00:30:00+01:00')).toBe(
      Date.UTC(2023, 11, 31, 23, 30),
    );
  });
});
