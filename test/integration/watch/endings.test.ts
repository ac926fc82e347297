import { appendFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { until, Watching } from './watching.ts';

const gzip = gzipSync(Buffer.from('id;name\n'.repeat(5_000)));

/** Files whose writer pauses for longer than the quiet time. */
const halves: Record<string, readonly [Buffer | string, Buffer | string]> = {
  'a.parquet': ['PAR1 first row group ', 'and footer PAR1'],
  'list.json': ['[{"a":1},\n{"a":2}', ',\n{"a":3}]\n'],
  'wrapped.json': ['{"result":[{"a":1},{"a":2}', ',{"a":3}]}'],
  'lines.ndjson': ['{"a":1}\n{"a', '":2}\n'],
  'orders.xml': ['<orders><order/>', '<order/></orders>'],
  'a.csv.gz': [gzip.subarray(0, 40), gzip.subarray(40)],
};

describe.concurrent('a writer that pauses', () => {
  it.each(Object.entries(halves))('in the middle of %s is waited for', async (name, [first, second]) => {
    await using watching = new Watching({ table: { settleMs: 150 } });
    const path = watching.path(name);
    writeFileSync(path, first);
    writeFileSync(watching.path('other.csv'), 'x');
    // the other one settles in its time: an open end holds nobody up
    await until(() => watching.names.includes('other.csv'));
    await watching.watch.scanNow();
    expect(watching.names).toEqual(['other.csv']);
    expect(watching.watch.idle()).toBe(false);
    appendFileSync(path, second);
    await until(() => watching.names.includes(name));
    expect(watching.reported.at(-1)?.size).toBe(Buffer.from(first).length + Buffer.from(second).length);
  });

  it.each(Object.entries(halves))(
    'for ever in the middle of %s: it goes through as it is',
    async (name, [first]) => {
      await using watching = new Watching({ table: { settleMs: 50 } });
      writeFileSync(watching.path(name), first);
      await until(() => watching.names.includes(name));
      expect(watching.watch.idle()).toBe(true);
    },
  );
});

describe.concurrent('done markers', () => {
  it('a file is taken when its marker is there, and the marker is not', async () => {
    await using watching = new Watching({ table: { doneMarker: 'suffix', include: ['*.csv'] } });
    writeFileSync(watching.path('a.csv'), 'x');
    writeFileSync(watching.path('b.csv'), 'x');
    await until(() => watching.state.unmarked === 2 && watching.watch.idle());
    writeFileSync(watching.path('b.csv.done'), '');
    await until(() => watching.names.length > 0 && watching.watch.idle());
    expect(watching.names).toEqual(['b.csv']);
    expect(watching.state.unmarked).toBe(1);
  });

  it('_SUCCESS lets the whole folder through', async () => {
    await using watching = new Watching({ table: { doneMarker: 'success' } });
    for (const name of ['part-1.csv', 'part-2.csv']) writeFileSync(watching.path(name), 'x');
    await until(() => watching.state.unmarked === 2);
    writeFileSync(watching.path('_SUCCESS'), '');
    await until(() => watching.names.length === 2);
    expect(watching.names).toEqual(['part-1.csv', 'part-2.csv']);
  });
});
