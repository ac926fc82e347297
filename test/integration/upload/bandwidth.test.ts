import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemClock } from '../../../electron/adapters/clock.ts';
import { BandwidthLimit } from '../../../electron/contract/bandwidth.ts';
import { Credentials } from '../../../electron/core/credentials/credentials.ts';
import { BandwidthThrottle } from '../../../electron/core/upload/throttle.ts';
import { setStage, states } from '../../support/engine.ts';
import { accessKeyId } from './open-store.ts';
import { MiB, Sending } from './sending.ts';

const limit = (rate: string) => [BandwidthLimit.parse({ limit: rate })];
const throttled = (rate: string) => new BandwidthThrottle(limit(rate), systemClock);
const sha256 = (bytes: Buffer | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
/** 120,000 rows of which nothing repeats: some 1.5 MB of Parquet. */
const csv = `id;amount\n${Array.from({ length: 120_000 }, (_, row) => `${row};${(row * 7919) % 1_000_003},25`).join('\n')}\n`;

test('a file takes the time that the limit gives it, and a lifted limit holds for what is under way', async () => {
  await using stage = await setStage([{ name: 'order' }], { bandwidth: [{ limit: '100 kB/s' }] });
  const engine = await stage.start();
  expect(engine.status().bandwidth).toEqual({ bytesPerSecond: 100_000, until: null });
  stage.drop('order', 'a.csv', csv);
  const begun = await stage.seen((event) => event.type === 'state' && event.state === 'uploading');
  const size = begun.type === 'state' ? (begun.bytes ?? 0) : 0;
  expect(size).toBeGreaterThan(1_000_000);
  const since = performance.now();
  const progress = (bytes: number) =>
    stage.seen(
      (event) => event.type === 'progress' && event.stage === 'uploading' && event.bytesDone >= bytes,
    );
  await progress(100_000);
  // four pieces of a quarter of a second, the first at once; the whole would take more than ten seconds
  expect(performance.now() - since).toBeGreaterThan(600);
  engine.limitBandwidth([]);
  await stage.untilIdle();
  expect(performance.now() - since).toBeLessThan(10_000);
  expect(engine.status().bandwidth).toBeNull();
  expect(states(stage.history())).toEqual([['a.csv', 'delivered']]);
  expect(stage.history()[0]?.attempts).toHaveLength(1);
  expect(await stage.loads()).toMatchObject([{ rows: 120_000 }]);
});

test('parts arrive whole, several at a time share the rate, and no quiet moment is taken for a dead line', async () => {
  // a socket without a byte for a second counts as dead here
  await using sending = await Sending.open({}, { throttle: throttled('12 MB/s'), socketTimeout: 1_000 });
  await sending.spool(20 * MiB);
  const since = performance.now();
  expect(await sending.attempt()).toMatchObject({ parts: 3 });
  expect(performance.now() - since).toBeGreaterThan(((20 * MiB) / 12_000_000) * 900);
  expect(sha256(sending.arrived)).toBe(sha256(sending.content));
  expect(sending.progress.at(-1)).toBe(20 * MiB);
});

test('one PUT below the size of a part is held back as well, and its checksums are right', async () => {
  await using sending = await Sending.open({}, { throttle: throttled('2 MB/s') });
  await sending.spool(MiB);
  const since = performance.now();
  expect(await sending.attempt()).toMatchObject({ parts: 0 });
  expect(performance.now() - since).toBeGreaterThan(400);
  expect(sha256(sending.arrived)).toBe(sha256(sending.content));
});

test('a service that refuses and hangs up is heard, in place of the broken line', async () => {
  const wrong = new Credentials(accessKeyId, 'not the secret');
  for (const rate of ['1 MB/s', '400 MB/s']) {
    await using sending = await Sending.open({}, { throttle: throttled(rate), credentials: wrong });
    await sending.spool(6 * MiB);
    await expect(sending.attempt()).rejects.toMatchObject({ code: 'credentials.signature' });
  }
});

test('a shutdown does not wait for the limit', async () => {
  await using sending = await Sending.open({}, { throttle: throttled('1 kB/s') });
  await sending.spool(MiB);
  const stop = new AbortController();
  const since = performance.now();
  const attempt = sending.attempt({}, { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(attempt).rejects.toThrow();
  expect(performance.now() - since).toBeLessThan(5_000);
});
