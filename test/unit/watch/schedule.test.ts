import { describe, expect, it } from 'vitest';
import { nextScanAt, pollEveryMs } from '../../../electron/core/watch/schedule.ts';

const calm = { lastEnd: 10_000, lastDuration: 5, asked: false, everyMs: 60_000, polling: false };

describe('the next scan', () => {
  it('comes at once at the start and when asked for', () => {
    expect(nextScanAt({ ...calm, lastEnd: undefined })).toBe(-Infinity);
    expect(nextScanAt({ ...calm, lastDuration: 30_000, asked: true })).toBe(-Infinity);
  });

  it('comes every minute when nothing happens', () => {
    expect(nextScanAt(calm)).toBe(70_000);
  });

  it('comes exactly when a file is due', () => {
    expect(nextScanAt({ ...calm, dueAt: 12_000 })).toBe(12_000);
  });

  it('comes shortly after a hint, which waits for its neighbours', () => {
    expect(nextScanAt({ ...calm, hintAt: 20_000 })).toBe(20_100);
  });

  it('comes at most twice a second however many hints there are', () => {
    expect(nextScanAt({ ...calm, hintAt: 10_001 })).toBe(10_500);
  });

  it('leaves a rest as long as the last scan took', () => {
    expect(nextScanAt({ ...calm, lastDuration: 300, hintAt: 10_001 })).toBe(11_200);
    expect(nextScanAt({ ...calm, lastDuration: 8_000, hintAt: 10_001 })).toBe(20_000);
    expect(nextScanAt({ ...calm, lastDuration: 8_000, dueAt: 11_000 })).toBe(18_000);
    expect(nextScanAt({ ...calm, lastDuration: 600_000 })).toBe(70_000);
  });

  it('comes every 2 to 10 s when the folder is polled', () => {
    expect(nextScanAt({ ...calm, polling: true })).toBe(12_000);
    expect([1, 1_000, 60_000].map(pollEveryMs)).toEqual([2_000, 5_000, 10_000]);
    expect(nextScanAt({ ...calm, polling: true, everyMs: 500 })).toBe(10_500);
  });
});
