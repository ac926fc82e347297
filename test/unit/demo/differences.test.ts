import { describe, expect, test } from 'vitest';
import type { DemoOutcome } from '../../../electron/compose/demo.ts';
import { differences } from '../../../electron/headless/demo/differences.ts';
import { asExpected, expectation } from './outcomes.ts';

const found = (outcome: Partial<DemoOutcome>) => differences(expectation, { ...asExpected, ...outcome });
const { deliveries, loads, tables } = asExpected;
const [table] = tables;
const content = (rows: DemoOutcome['tables'][number]['content']['rows']) =>
  tables.map((one) => ({ ...one, content: { ...one.content, rows } }));

describe('the demo’s verdict', () => {
  test('finds nothing where all is as expected', () => {
    expect(found({})).toEqual([]);
  });

  test('names a file that never arrived', () => {
    const without = deliveries.filter(({ source }) => source !== 'copy.csv');
    expect(found({ deliveries: without })).toEqual(['order/copy.csv never arrived.']);
  });

  test('names a file that arrived twice', () => {
    const twice = [...deliveries, ...deliveries.filter(({ source }) => source === 'copy.csv')];
    expect(found({ deliveries: twice })).toEqual(['order/copy.csv arrived 2 times.']);
  });

  test('names a file that ended otherwise, with the reason', () => {
    const other = deliveries.map((one) =>
      one.source === 'copy.csv' ? { ...one, state: 'delivered' as const } : one,
    );
    expect(found({ deliveries: other })).toEqual([
      'order/copy.csv ended delivered and should have ended duplicate.',
    ]);
    const refused = deliveries.map((one) =>
      one.source === 'first.csv'
        ? { ...one, state: 'rejected' as const, error: { code: 'json.invalid', message: 'It is no JSON.' } }
        : one,
    );
    expect(found({ deliveries: refused })[0]).toBe(
      'order/first.csv ended rejected (It is no JSON.) and should have ended delivered.',
    );
  });

  test('names a rejection for another reason or another place', () => {
    const other = deliveries.map((one) =>
      one.source === 'bad.csv' ? { ...one, error: { code: 'key.null', message: '', row: 4 } } : one,
    );
    expect(found({ deliveries: other })).toEqual([
      'order/bad.csv was rejected for row 4 in place of 3.',
      'order/bad.csv was rejected for column nothing in place of id.',
    ]);
  });

  test('names what the age column decided otherwise', () => {
    const other = loads.map((load) => (load.stale === 0 ? load : { ...load, updated: 2, stale: 0 }));
    expect(found({ loads: other })).toEqual([
      'order/again.csv, rows updated: 2 in place of 1.',
      'order/again.csv, rows left out as older: 0 in place of 1.',
    ]);
  });

  test('names loads in another order than that of the drops', () => {
    expect(found({ loads: loads.toReversed() })).toEqual([
      'order, files in the order of their loads: again.csv, first.csv in place of first.csv, again.csv.',
    ]);
  });

  test('names a delivered file that was not loaded, and a load that failed', () => {
    expect(found({ loads: loads.slice(0, 1) })[0]).toBe('order/again.csv was delivered and not loaded.');
    const failed = loads.map((load, index) =>
      index === 0 ? { ...load, error: 'AGE COLUMN NOT FOUND' } : load,
    );
    expect(found({ loads: failed })).toEqual(['order/first.csv failed to load: AGE COLUMN NOT FOUND']);
  });

  test('names a table that is missing or that nobody expected', () => {
    expect(found({ tables: [] })).toContain('The table order did not result.');
    const more = table === undefined ? [] : [table, { ...table, table: 'other' }];
    expect(found({ tables: more })).toEqual(['The table other resulted, and nobody expected it.']);
  });

  test('names a lost leading zero by its type', () => {
    const other = tables.map((one) => ({
      ...one,
      columns: one.columns.map((column) =>
        column.name === 'id' ? { ...column, type: 'INTEGER' as const } : column,
      ),
    }));
    expect(found({ tables: other })).toEqual(['order.id, type: INTEGER in place of STRING.']);
  });

  test('names a single lost cent', () => {
    const rows = [
      ['0001', 'paid', 0.28, ''],
      ['0002', null, 10, ''],
    ];
    expect(found({ tables: content(rows) })).toEqual([
      'order.value, sum in hundredths: 1,028 in place of 1,029.',
    ]);
  });

  test('names a row that the re-delivery should have changed', () => {
    const rows = [
      ['0001', 'open', 0.29, ''],
      ['0002', null, 10, ''],
    ];
    expect(found({ tables: content(rows) })).toEqual(['order 0001, status: open in place of paid.']);
  });

  test('takes a name in another normal form for the same', () => {
    const rename = (form: string) => ({
      samples: expectation.samples.map((one) =>
        one.file === 'copy.csv' ? { ...one, file: 'Köpfe.csv'.normalize(form) } : one,
      ),
    });
    const delivered = deliveries.map((one) =>
      one.source === 'copy.csv' ? { ...one, source: 'Köpfe.csv'.normalize('NFD') } : one,
    );
    const outcome = { ...asExpected, deliveries: delivered };
    expect(differences({ ...expectation, ...rename('NFC') }, outcome)).toEqual([]);
  });
});
