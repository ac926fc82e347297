import { expect, test } from 'vitest';
import { BandwidthLimit } from '../../../electron/contract/bandwidth.ts';
import { BandwidthThrottle } from '../../../electron/core/upload/throttle.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const limit = (bytesPerSecond: number) => [BandwidthLimit.parse({ limit: bytesPerSecond })];
const step = 256 * 1024;

/** Takes as an upload does, piece by piece, and adds up what left. */
const upload = (throttle: BandwidthThrottle, bytes: number, signal = new AbortController().signal) => {
  const sent = { bytes: 0, pieces: [] as number[], done: false, at: [] as number[] };
  const run = async (clock: FakeClock): Promise<void> => {
    while (sent.bytes < bytes) {
      const piece = await throttle.take(Math.min(step, bytes - sent.bytes), signal);
      sent.bytes += piece;
      sent.pieces.push(piece);
      sent.at.push(clock.monotonic());
    }
    sent.done = true;
  };
  return { sent, run };
};

/** In small steps, so that what follows a wait happens within it. */
const pass = async (clock: FakeClock, ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += 10) await clock.advance(10);
};

test.each([1_000, 50_000, 2_000_000, 40_000_000])(
  'at %i bytes a second, so many leave in ten seconds and no more',
  async (rate) => {
    const clock = new FakeClock();
    const throttle = new BandwidthThrottle(limit(rate), clock);
    const one = upload(throttle, Infinity);
    void one.run(clock);
    await pass(clock, 10_000);
    expect(one.sent.bytes / rate).toBeGreaterThan(9.5);
    expect(one.sent.bytes / rate).toBeLessThan(10.5);
  },
);

test('several uploads share the rate fairly, and none is left without a byte for long', async () => {
  const clock = new FakeClock();
  const throttle = new BandwidthThrottle(limit(10_000), clock);
  const all = Array.from({ length: 40 }, () => upload(throttle, Infinity));
  for (const one of all) void one.run(clock);
  await pass(clock, 5_000);
  const before = all.map(({ sent }) => sent.bytes);
  await pass(clock, 30_000);
  const bytes = all.map(({ sent }, index) => sent.bytes - (before[index] ?? 0));
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(10_000 * 31);
  expect(Math.max(...bytes) / Math.min(...bytes)).toBeLessThan(1.2);
  for (const { sent } of all) {
    const pauses = sent.at.slice(1).map((at, index) => at - (sent.at[index] ?? 0));
    expect(Math.max(...pauses)).toBeLessThan(5_000);
  }
});

test('an upload under way follows a change of the limit at once', async () => {
  const clock = new FakeClock();
  const throttle = new BandwidthThrottle(limit(1_000), clock);
  const one = upload(throttle, 50_000_000);
  const run = one.run(clock);
  await pass(clock, 2_000);
  expect(one.sent.bytes).toBeLessThan(2_500);
  throttle.follow([]);
  await clock.advance(300);
  await run;
  expect(one.sent.bytes).toBe(50_000_000);
});

test('an upload that began before the limit is held from its hour on', async () => {
  const start = new Date(2026, 10, 23, 7, 59, 59).getTime();
  const clock = new FakeClock(start);
  const throttle = new BandwidthThrottle(
    [BandwidthLimit.parse({ from: '08:00', to: '18:00', limit: '1MB/s' })],
    clock,
  );
  const { signal } = new AbortController();
  expect(await throttle.take(step, signal)).toBe(step);
  await clock.advance(1_000);
  expect(await throttle.take(step, signal)).toBeLessThan(step);
  clock.jump(10 * 3_600_000);
  expect(await throttle.take(step, signal)).toBe(step);
});

test('a wait ends with its signal, and takes nothing from the others', async () => {
  const clock = new FakeClock();
  const throttle = new BandwidthThrottle(limit(1_000), clock);
  const stop = new AbortController();
  const { signal } = new AbortController();
  while (clock.nextIn === Infinity) {
    void throttle.take(step, stop.signal).catch(() => undefined);
    await Promise.resolve();
  }
  const held = throttle.take(step, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(held).rejects.toThrow('stopped');
  await expect(throttle.take(1, stop.signal)).rejects.toThrow('stopped');
  const next = throttle.take(step, signal);
  await clock.advance(1_500);
  expect(await next).toBeGreaterThan(0);
});
