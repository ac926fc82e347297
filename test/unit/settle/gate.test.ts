import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SettleGate } from '../../../electron/core/settle/gate.ts';
import { markerKey } from '../../../electron/core/settle/marker.ts';
import { settleRules, type SettleRules } from '../../../electron/core/settle/rules.ts';
import { compareArrival } from '../../../electron/core/watch/order.ts';
import type { EndReading, SeenFile } from '../../../electron/core/watch/port.ts';

const rules: SettleRules = { quietMs: 2_000, openEndMs: 30_000, emptyMs: 10_000, doneMarker: 'none' };

const file = (name: string, given: Partial<SeenFile> = {}): SeenFile => ({
  path: `/drop/${name}`,
  name,
  size: 10,
  mtimeNs: 1_000n,
  inode: 1n,
  ...given,
});

/** One scan at `at`, in which every quiet file's end reads as `end`; what it releases is handed over. */
const scan = (
  gate: SettleGate,
  at: number,
  files: readonly SeenFile[],
  {
    end = () => 'whole',
    markers = [],
    took = 0,
  }: { end?: (file: SeenFile) => EndReading; markers?: string[]; took?: number } = {},
): string[] => {
  gate.begin();
  files.forEach((seen) => gate.see(seen));
  markers.forEach((marker) => gate.seeMarker(markerKey(marker)));
  gate.finish(at + took);
  gate.quiet(at).forEach((quiet) => gate.examined(quiet, end(quiet), at));
  const released = gate.released().sort(compareArrival);
  released.forEach((settled) => gate.forget(settled.name));
  return released.map((settled) => settled.name);
};

describe('steadiness', () => {
  it('a file that holds still for the quiet time is complete, exactly when it is due', () => {
    const gate = new SettleGate(rules);
    expect(scan(gate, 0, [file('a.csv')])).toEqual([]);
    expect(gate.nextDueAt()).toBe(2_000);
    expect(scan(gate, 1_999, [file('a.csv')])).toEqual([]);
    expect(scan(gate, 2_000, [file('a.csv')])).toEqual(['a.csv']);
    expect(gate.nextDueAt()).toBeUndefined();
  });

  it('counts from the end of the scan that found it, however long that took', () => {
    const gate = new SettleGate(rules);
    scan(gate, 0, [file('a.csv')], { took: 5_000 });
    expect(gate.nextDueAt()).toBe(7_000);
    expect(scan(gate, 6_000, [file('a.csv')])).toEqual([]);
    expect(scan(gate, 7_000, [file('a.csv')])).toEqual(['a.csv']);
  });

  it.each([
    ['size', { size: 11 }],
    ['modification time by one nanosecond', { mtimeNs: 1_001n }],
    ['inode', { inode: 2n }],
  ])('a file whose %s changed is waited for anew', (_what, change) => {
    const gate = new SettleGate(rules);
    scan(gate, 0, [file('a.csv')]);
    expect(scan(gate, 2_000, [file('a.csv', change)])).toEqual([]);
    expect(scan(gate, 3_999, [file('a.csv', change)])).toEqual([]);
    expect(scan(gate, 4_000, [file('a.csv', change)])).toEqual(['a.csv']);
  });

  it('a file that is still growing is not complete, for as long as it grows', () => {
    const gate = new SettleGate(rules);
    for (let second = 0; second < 600; second += 1) {
      expect(scan(gate, second * 1_000, [file('log.csv', { size: second })])).toEqual([]);
    }
  });

  it('old and future modification times change nothing', () => {
    const gate = new SettleGate(rules);
    const files = [file('old.csv', { mtimeNs: 0n }), file('future.csv', { mtimeNs: 10n ** 19n })];
    expect(scan(gate, 0, files)).toEqual([]);
    expect(scan(gate, 2_000, files)).toEqual(['old.csv', 'future.csv']);
  });

  it('a file that vanished is forgotten, and waited for anew when it comes back', () => {
    const gate = new SettleGate(rules);
    scan(gate, 0, [file('a.csv')]);
    scan(gate, 1_000, []);
    expect(gate.counts().settling).toBe(0);
    expect(scan(gate, 2_000, [file('a.csv')])).toEqual([]);
  });

  it('what a scan found before it broke off counts from the next whole one', () => {
    const gate = new SettleGate(rules);
    gate.begin();
    gate.see(file('a.csv'));
    expect(gate.nextDueAt()).toBeUndefined();
    expect(scan(gate, 5_000, [file('a.csv')])).toEqual([]);
    expect(gate.nextDueAt()).toBe(7_000);
  });

  it('with a quiet time of 0 two looks are needed all the same', () => {
    const gate = new SettleGate({ ...rules, quietMs: 0 });
    expect(scan(gate, 0, [file('a.csv')], { took: 1 })).toEqual([]);
    expect(scan(gate, 1, [file('a.csv')])).toEqual(['a.csv']);
  });

  it('an empty file is given more time, then let through', () => {
    const gate = new SettleGate(rules);
    scan(gate, 0, [file('a.csv', { size: 0 })]);
    expect(scan(gate, 9_999, [file('a.csv', { size: 0 })])).toEqual([]);
    expect(scan(gate, 10_000, [file('a.csv', { size: 0 })])).toEqual(['a.csv']);
  });
});

describe('the end of a format', () => {
  it('a file whose end is missing waits on, then goes through as it is', () => {
    const gate = new SettleGate(rules);
    const open = { end: () => 'open' as const };
    scan(gate, 0, [file('a.parquet')]);
    expect(scan(gate, 2_000, [file('a.parquet')], open)).toEqual([]);
    expect(gate.nextDueAt()).toBe(30_000);
    expect(scan(gate, 29_999, [file('a.parquet')], open)).toEqual([]);
    expect(scan(gate, 30_000, [file('a.parquet')], open)).toEqual(['a.parquet']);
  });

  it('a writer that pauses and goes on is not taken half', () => {
    const gate = new SettleGate(rules);
    scan(gate, 0, [file('a.json')]);
    scan(gate, 2_000, [file('a.json')], { end: () => 'open' });
    expect(scan(gate, 25_000, [file('a.json', { size: 20 })])).toEqual([]);
    expect(scan(gate, 27_000, [file('a.json', { size: 20 })])).toEqual(['a.json']);
  });

  it('a file that another program holds is asked for again, and holds up no other', () => {
    const gate = new SettleGate(rules);
    const files = [file('held.csv', { mtimeNs: 1n }), file('free.csv', { mtimeNs: 2n })];
    const end = (seen: SeenFile): EndReading => (seen.name === 'held.csv' ? 'inUse' : 'whole');
    scan(gate, 0, files);
    expect(scan(gate, 2_000, files, { end })).toEqual(['free.csv']);
    expect(gate.nextDueAt()).toBe(4_000);
    expect(scan(gate, 400_000, [files[0]!], { end })).toEqual([]);
    expect(scan(gate, 402_000, [files[0]!])).toEqual(['held.csv']);
  });

  it('a file that vanished when it was looked at is forgotten', () => {
    const gate = new SettleGate(rules);
    scan(gate, 0, [file('a.csv')]);
    expect(scan(gate, 2_000, [file('a.csv')], { end: () => 'gone' })).toEqual([]);
    expect(gate.counts()).toEqual({ settling: 0, unmarked: 0 });
  });
});

describe('done markers', () => {
  it('with `suffix` a file waits for its own marker, in any case of letters', () => {
    const gate = new SettleGate({ ...rules, doneMarker: 'suffix' });
    const files = [file('a.csv'), file('b.csv')];
    scan(gate, 0, files);
    expect(gate.counts()).toEqual({ settling: 0, unmarked: 2 });
    expect(gate.nextDueAt()).toBeUndefined();
    expect(scan(gate, 60_000, files, { markers: ['A.CSV.DONE'] })).toEqual(['a.csv']);
    expect(gate.counts()).toEqual({ settling: 0, unmarked: 1 });
  });

  it('a file whose marker is there has to hold still as well', () => {
    const gate = new SettleGate({ ...rules, doneMarker: 'suffix' });
    expect(scan(gate, 0, [file('a.csv')], { markers: ['a.csv.done'] })).toEqual([]);
    expect(scan(gate, 2_000, [file('a.csv')], { markers: ['a.csv.done'] })).toEqual(['a.csv']);
  });

  it('with `success` the marker speaks for the files of its own folder', () => {
    const gate = new SettleGate({ ...rules, doneMarker: 'success' });
    const files = [file('a.csv'), file('day1/b.csv'), file('day2/c.csv')];
    scan(gate, 0, files);
    expect(scan(gate, 2_000, files, { markers: ['day1/_SUCCESS'] })).toEqual(['day1/b.csv']);
  });
});

describe('order', () => {
  it('files found together go by modification time, then by name as people count', () => {
    const gate = new SettleGate(rules);
    const files = [
      file('file10.csv', { mtimeNs: 5n }),
      file('z.csv', { mtimeNs: 4n }),
      file('file9.csv', { mtimeNs: 5n }),
      file('File1.csv', { mtimeNs: 5n }),
    ];
    scan(gate, 0, files);
    expect(scan(gate, 2_000, files)).toEqual(['z.csv', 'File1.csv', 'file9.csv', 'file10.csv']);
  });

  it('a file waits for an earlier one that the same burst showed one scan later', () => {
    const gate = new SettleGate(rules);
    const [first, second] = [file('1.csv', { mtimeNs: 1n }), file('2.csv', { mtimeNs: 2n })];
    scan(gate, 0, [second]);
    scan(gate, 500, [first, second]);
    expect(scan(gate, 2_000, [first, second])).toEqual([]);
    expect(scan(gate, 2_500, [first, second])).toEqual(['1.csv', '2.csv']);
  });

  it('a file is not held up by an earlier one that keeps changing', () => {
    const gate = new SettleGate(rules);
    const growing = (size: number): SeenFile => file('1.csv', { mtimeNs: 1n, size });
    scan(gate, 0, [growing(1), file('2.csv', { mtimeNs: 2n })]);
    scan(gate, 1_000, [growing(2), file('2.csv', { mtimeNs: 2n })]);
    scan(gate, 1_900, [growing(3), file('2.csv', { mtimeNs: 2n })]);
    expect(scan(gate, 2_000, [growing(4), file('2.csv', { mtimeNs: 2n })])).toEqual(['2.csv']);
  });

  it('older files that keep arriving do not hold a newer one for ever', () => {
    const gate = new SettleGate(rules);
    const files = [file('new.csv', { mtimeNs: 1_000n })];
    let releasedAt: number | undefined;
    for (let step = 0; step < 30 && releasedAt === undefined; step += 1) {
      if (scan(gate, step * 500, files).includes('new.csv')) releasedAt = step * 500;
      files.push(file(`old${step}.csv`, { mtimeNs: 900n - BigInt(step) }));
    }
    expect(releasedAt).toBeLessThanOrEqual(2_500);
  });

  it('whatever a burst looks like, no file is overtaken by a later one that was not seen before it', () => {
    const drop = fc.record({ scan: fc.nat(6), mtime: fc.integer({ min: 1, max: 9 }), changes: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(drop, { minLength: 1, maxLength: 12 }), (drops) => {
        const gate = new SettleGate(rules);
        const order: { name: string; scan: number }[] = [];
        const at = (step: number): SeenFile[] =>
          drops.flatMap((one, index) => {
            if (one.scan > step || order.some((done) => done.name === `${index}`)) return [];
            const size = 1 + Math.min(step - one.scan, one.changes);
            return [file(`${index}`, { mtimeNs: BigInt(one.mtime), size })];
          });
        for (let step = 0; step < 30; step += 1) {
          for (const name of scan(gate, step * 700, at(step))) order.push({ name, scan: step });
        }
        expect(order).toHaveLength(drops.length);
        for (const [place, { name }] of order.entries()) {
          const mine = drops[Number(name)]!;
          for (const later of order.slice(place + 1)) {
            const other = drops[Number(later.name)]!;
            // the other one came to its last version no later than this one did, and goes before it
            const steady = other.scan + other.changes <= mine.scan + mine.changes;
            const before = compareArrival(
              { mtimeNs: BigInt(other.mtime), name: later.name },
              { mtimeNs: BigInt(mine.mtime), name },
            );
            expect(steady && before < 0).toBe(false);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the times', () => {
  const table = { doneMarker: 'none' as const, settleMs: undefined };

  it('are 2 s on local disks, 10 s on network shares, and 30 s at least for a missing end', () => {
    expect(settleRules(table, false)).toMatchObject({ quietMs: 2_000, openEndMs: 30_000 });
    expect(settleRules(table, true)).toMatchObject({ quietMs: 10_000, openEndMs: 100_000 });
  });

  it("follow the table's own quiet time", () => {
    expect(settleRules({ ...table, settleMs: 300 }, true)).toMatchObject({ quietMs: 300, openEndMs: 3_000 });
    expect(settleRules({ ...table, settleMs: 0 }, false)).toMatchObject({ quietMs: 0, openEndMs: 1_000 });
  });
});
