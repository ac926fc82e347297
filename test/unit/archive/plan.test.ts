import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { numbered, reasonName } from '../../../electron/core/archive/names.ts';
import { localDay, namesOf, planArchive } from '../../../electron/core/archive/plan.ts';
import type { ArchiveRequest } from '../../../electron/core/archive/port.ts';

const request = (given: Partial<ArchiveRequest> = {}): ArchiveRequest => ({
  kind: 'delivered',
  root: '/drop',
  name: 'order.csv',
  source: { path: '/drop/order.csv', size: 10, mtimeNs: 1n },
  day: '2026-11-23',
  ...given,
});

describe('where a file goes', () => {
  it('delivered: into the folder of the day', () => {
    expect(planArchive(request(), 1, posix.join).target).toBe('/drop/_delivered/2026-11-23/order.csv');
  });

  it('keeps its sub-folder', () => {
    const name = 'plant 1/may/order.csv';
    expect(planArchive(request({ name }), 1, posix.join).target).toBe(
      '/drop/_delivered/2026-11-23/plant 1/may/order.csv',
    );
    expect(planArchive(request({ name, kind: 'rejected' }), 1, posix.join).target).toBe(
      '/drop/_rejected/plant 1/may/order.csv',
    );
    expect(planArchive(request({ name, root: 'C:\\drop' }), 1, win32.join).target).toBe(
      'C:\\drop\\_delivered\\2026-11-23\\plant 1\\may\\order.csv',
    );
  });

  it('rejected: with its reason beside it', () => {
    const plan = planArchive(request({ kind: 'rejected', reason: 'why' }), 2, posix.join);
    expect(plan.target).toBe('/drop/_rejected/order (2).csv');
    expect(plan.notes).toEqual([{ path: '/drop/_rejected/order (2).csv.reason.txt', text: 'why' }]);
  });

  it('rejected again where it lies: stays, under the number that it has', () => {
    const source = { path: '/drop/_rejected/order (2).csv', size: 10, mtimeNs: 1n };
    const plan = planArchive(request({ kind: 'rejected', source, reason: 'why' }), 1, posix.join);
    expect(plan.target).toBe(source.path);
    expect(plan.notes[0]?.path).toBe('/drop/_rejected/order (2).csv.reason.txt');
  });

  it('kept: nowhere, but the rows that were skipped are set aside', () => {
    const plan = planArchive(request({ kind: 'kept', rejectedRows: '/spool/7.csv' }), 1, posix.join);
    expect(plan.target).toBeUndefined();
    expect(plan.copies).toEqual([
      { from: '/spool/7.csv', to: '/drop/_rejected/order.csv.rejected-rows.csv' },
    ]);
    expect(namesOf(plan)).toEqual(['/drop/_rejected/order.csv.rejected-rows.csv']);
  });

  it("takes its done marker along, so that it does not speak for tomorrow's file", () => {
    expect(planArchive(request({ doneMarker: 'suffix' }), 1, posix.join).companions).toEqual([
      { from: '/drop/order.csv.done', to: '/drop/_delivered/2026-11-23/order.csv.done' },
    ]);
    expect(planArchive(request({ doneMarker: 'success' }), 1, posix.join).companions).toEqual([]);
  });
});

describe('numbers', () => {
  it.each([
    ['order.csv', 'order (2).csv'],
    ['order.csv.gz', 'order (2).csv.gz'],
    ['order', 'order (2)'],
    ['v1.2 final.csv', 'v1.2 final (2).csv'],
    ['.csv', '.csv (2)'],
    ['a\nb.csv', 'a\nb (2).csv'],
  ])('%j becomes %j', (name, second) => {
    expect(numbered(name, 1)).toBe(name);
    expect(numbered(name, 2)).toBe(second);
  });

  it('and notes keep within the length of a file name, and cut no character in two', () => {
    const long = `${'🚚'.repeat(62)}abc.csv`;
    expect(Buffer.byteLength(long)).toBe(255);
    for (const name of [numbered(long, 12), reasonName(long)]) {
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(name).not.toMatch(/\p{Surrogate}/u);
    }
    expect(numbered(long, 12)).toMatch(/ \(12\)\.csv$/);
  });
});

it('the day is that of the clock on the wall', () => {
  expect(localDay(new Date(2026, 0, 5, 23, 59).getTime())).toBe('2026-01-05');
  expect(localDay(new Date(2026, 0, 6, 0, 0).getTime())).toBe('2026-01-06');
});
