import fc from 'fast-check';
import { expect, test } from 'vitest';
import { objectKey, stemOf } from '../../../electron/core/upload/object-key.ts';

const input = {
  connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
  table: 'order',
  sourceName: 'orders.csv',
  arrivedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 67),
  sha256: 'ABCDEF0123456789'.repeat(4),
  keyNaming: 'unique',
} as const;

test('a unique key carries stem, arrival in UTC to the millisecond, and eight digits of the hash', () => {
  expect(objectKey(input)).toBe(
    'connection/9c92424b-829d-4beb-a65c-411873b268f8/order/orders_20260102030405067_abcdef01.parquet',
  );
});

test('a plain key is the file name with its ending replaced, in the spelling of the connection id', () => {
  const connectionId = '9c92424b829d4beba65c411873b268f8';
  expect(objectKey({ ...input, connectionId, keyNaming: 'plain' })).toBe(
    'connection/9c92424b829d4beba65c411873b268f8/order/orders.parquet',
  );
});

test.each([
  ['orders.csv', 'orders'],
  ['orders.csv.gz', 'orders'],
  ['ORDERS.CSV.GZ', 'ORDERS'],
  ['orders.gz', 'orders'],
  ['report.2024.01.xlsx', 'report.2024.01'],
  ['report.2024', 'report.2024'],
  ['no ending', 'no_ending'],
  ['Müller & Söhne – Größe.csv', 'Mueller_Soehne_Groesse'],
  ['u\u0308ber.csv', 'ueber'],
  ['Łódź café naïve.csv', 'Lodz_cafe_naive'],
  ['受注.csv', 'file'],
  ['..', 'file'],
  ['', 'file'],
  ['.hidden.csv', 'hidden'],
  ['.csv', 'csv'],
  ['a/../../b\\c.csv', 'c'],
  ['tab\tand\nline.csv', 'tab_and_line'],
  ['trailing...csv', 'trailing'],
])('the stem of %j is %j', (name, stem) => {
  expect(stemOf(name, 165)).toBe(stem);
});

test('whatever the file is called, the object has a legal name of at most 200 characters', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.constantFrom('unique', 'plain'),
      (sourceName, keyNaming) => {
        const key = objectKey({ ...input, sourceName, keyNaming });
        const name = key.slice(key.lastIndexOf('/') + 1);
        expect(key.split('/')).toHaveLength(4);
        expect(name).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]*\.parquet$/);
        expect(name.length).toBeLessThanOrEqual(200);
      },
    ),
  );
});
