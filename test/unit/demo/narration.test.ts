import { describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../../electron/contract/events.ts';
import { Narration } from '../../../electron/headless/demo/narration.ts';
import { inkFor, plainInk, wrapped } from '../../../electron/headless/demo/paper.ts';

const place = { connection: 'demo', table: 'order_header', id: 7, file: 'Auftragsköpfe.csv' };
const told = (...events: readonly EngineEvent[]) => {
  let now = 0;
  const narration = new Narration(plainInk, () => (now += 700));
  return events.flatMap((event) => narration.tell(event));
};
const key =
  'connection/00000000-0000-4000-8000-000000004711/order_header/Auftragskoepfe_Korrektur_20261123204543123_1a2b3c4d.parquet';

describe('the way of a file', () => {
  test('is told as it happens, from its arrival to its delivery', () => {
    const lines = told(
      { type: 'arrived', ...place, bytes: 2_413_530 },
      { type: 'state', ...place, state: 'converting', bytes: 2_413_530 },
      { type: 'progress', ...place, stage: 'converting', bytesDone: 1, bytesTotal: 2 },
      { type: 'state', ...place, state: 'spooled', rows: 20_000, bytes: 1_200_000, key },
      { type: 'state', ...place, state: 'uploading', bytes: 1_200_000, key },
      { type: 'state', ...place, state: 'delivered', rows: 20_000, bytes: 1_200_000, key },
    );
    expect(lines).toEqual([
      '   order_header  arrived    Auftragsköpfe.csv, 2.4 MB',
      '   order_header  converted  20,000 rows, 1.2 MB of Parquet',
      '   order_header  uploading  Auftragskoepfe_Korrektur_20261123204543123_1a2b3c4d.parquet',
      '   order_header  delivered  Auftragsköpfe.csv, 0.7 s after it arrived',
    ]);
  });

  test('of a rejected file ends with its reason, the next step and where it lies', () => {
    const fault = {
      code: 'key.null' as const,
      facts: { file: place.file, row: 1_234, line: 1_235, column: 'order_id' },
    };
    const lines = told({ type: 'state', ...place, state: 'rejected', fault, message: '' });
    const text = lines.map((line) => line.trim()).join(' ');
    expect(text).toContain('rejected   Auftragsköpfe.csv: The primary key');
    expect(text).toContain('row 1234');
    expect(text).toContain('next step  Fill the key in every row');
    expect(text).toContain('set aside  _rejected/Auftragsköpfe.csv');
  });

  test('stays within the paper, however long a name is', () => {
    const file = `${'very_long_name_'.repeat(20)}.csv`;
    const lines = told({ type: 'arrived', ...place, table: 'a_table_with_a_long_name', file, bytes: 1 });
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });
});

describe('wrapped text', () => {
  test('loses no word and no letter', () => {
    const text = 'one two three fourteen fifteen sixteen';
    expect(wrapped(text, 9).join(' ')).toBe(text);
    expect(wrapped('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(wrapped('', 4)).toEqual([]);
  });
});

describe('colour', () => {
  test.each([
    ['on a terminal', { isTTY: true }, {}, true],
    ['on a terminal that says NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['on a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
    ['in a pipe', {}, {}, false],
  ])('%s', (_, stream, environment, coloured) => {
    expect(inkFor(stream, environment)('good', 'ok') !== 'ok').toBe(coloured);
  });
});
