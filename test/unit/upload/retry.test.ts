import { expect, test } from 'vitest';
import { Fault } from '../../../electron/contract/fault.ts';
import { backoff, readRetryAfter } from '../../../electron/core/upload/backoff.ts';
import { RequestRate } from '../../../electron/core/upload/request-rate.ts';
import { retrying, type FailedAttempt, type Turn } from '../../../electron/core/upload/retry.ts';
import { UploadFault } from '../../../electron/core/upload/upload-fault.ts';

test('the wait is anything up to a ceiling that doubles from a second to five minutes', () => {
  const ceilings = Array.from({ length: 12 }, (_, index) => backoff({ failures: index + 1, random: 1 }));
  expect(ceilings).toEqual(
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((seconds) => seconds * 1000),
  );
  expect(backoff({ failures: 4, random: 0.5 })).toBe(4000);
  expect(backoff({ failures: 100_000, random: 0 })).toBe(0);
});

test('what the service asked for is the least that is waited, up to an hour', () => {
  expect(backoff({ failures: 1, random: 0.1, retryAfter: 30_000 })).toBe(30_000);
  expect(backoff({ failures: 9, random: 1, retryAfter: 30_000 })).toBe(256_000);
  expect(backoff({ failures: 1, random: 0, retryAfter: 9e12 })).toBe(3_600_000);
});

test('Retry-After is read as seconds or as a date', () => {
  const now = Date.UTC(2026, 0, 1);
  expect(readRetryAfter(' 120 ', now)).toBe(120_000);
  expect(readRetryAfter(new Date(now + 5000).toUTCString(), now)).toBe(5000);
  expect(readRetryAfter(new Date(now - 5000).toUTCString(), now)).toBe(0);
  expect(readRetryAfter('soon', now)).toBeUndefined();
  expect(readRetryAfter(undefined, now)).toBeUndefined();
});

/** A clock that waits in no time and keeps what was asked of it. */
const waits = () => {
  const asked: number[] = [];
  return { asked, wait: async (ms: number) => void asked.push(ms), monotonic: () => 0 };
};

test('a fault that asks for it is tried again until it succeeds; an unknown outcome is told to all later attempts', async () => {
  const clock = waits();
  const turns: Turn[] = [];
  const failed: FailedAttempt[] = [];
  const faults = [
    new UploadFault('network.unreachable', {}, false),
    new UploadFault('network.timeout', {}, true),
    new UploadFault('service.busy', { retryAfter: 9000 }, false),
  ];
  const result = await retrying(
    async (turn) => {
      turns.push(turn);
      const fault = faults[turn.number - 1];
      if (fault !== undefined) throw fault;
      return 'delivered';
    },
    {
      clock,
      random: () => 0.5,
      signal: new AbortController().signal,
      onFailed: (one) => void failed.push(one),
    },
  );
  expect(result).toBe('delivered');
  expect(turns.map(({ outcomeUnknown }) => outcomeUnknown)).toEqual([false, false, true, true]);
  expect(clock.asked).toEqual([500, 1000, 9000]);
  expect(failed.map(({ wait }) => wait)).toEqual([500, 1000, 9000]);
});

test.each(['credentials.refused', 'table.unknown', 'disk.full', 'internal'] as const)(
  '%s is thrown at once',
  async (code) => {
    const clock = waits();
    const attempt = retrying(() => Promise.reject(new Fault(code)), {
      clock,
      random: () => 0.5,
      signal: new AbortController().signal,
    });
    await expect(attempt).rejects.toMatchObject({ code });
    expect(clock.asked).toEqual([]);
  },
);

test('stopping ends the loop with the reason given, whatever the attempt threw', async () => {
  const stop = new AbortController();
  const attempt = retrying(
    async () => {
      stop.abort('stopped');
      throw new UploadFault('network.unreachable', {}, true);
    },
    { clock: waits(), random: () => 0, signal: stop.signal },
  );
  await expect(attempt).rejects.toBe('stopped');
});

test('requests begin evenly, at most so many a second', async () => {
  const clock = waits();
  const rate = new RequestRate(4, clock);
  const { signal } = new AbortController();
  for (let request = 0; request < 4; request++) await rate.turn(signal);
  expect(clock.asked).toEqual([250, 500, 750]);
});
