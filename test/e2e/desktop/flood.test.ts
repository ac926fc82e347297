import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { electronBinary } from '../../electron/backend.ts';
import { ensureBuilt } from '../../electron/built.ts';
import { freshUserData, launchStandIn, type Launched } from '../../electron/launch.ts';
import { connectionId } from '../../support/sluice.ts';
import { inPage } from './window.ts';

let app: Launched | undefined;
beforeAll(ensureBuilt);
afterEach(async () => app?.remove());

const rate = 500;
const seconds = 5;

interface Watched {
  /** Milliseconds from the moment at which an event was told to the frame after the window had heard of it. */
  readonly lags: readonly number[];
  readonly numbers: readonly number[];
  readonly pushes: number;
  readonly gaps: number;
}

/** In the page: how late each push is shown, by the oldest event in it. */
const watch = `(() => {
  window.watched = { lags: [], numbers: [], pushes: 0, gaps: 0 };
  window.sluice.subscribe((push) => {
    if (push.kind === 'gap') window.watched.gaps += 1;
    if (push.kind !== 'events') return;
    window.watched.pushes += 1;
    window.watched.numbers.push(...push.events.map((one) => one.sequence));
    const told = Date.parse(push.events[0].at);
    requestAnimationFrame(() => setTimeout(() => window.watched.lags.push(Date.now() - told)));
  });
})()`;

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;

test('with 500 events a second the window does not fall behind, and its numbers are right', async (context) => {
  context.skip(electronBinary() !== undefined, 'the flood is told to a main process of plain Node');
  const userData = freshUserData();
  const folder = path.join(userData, 'drop');
  mkdirSync(folder);
  const table = { name: 'order', folder };
  const connection = { name: 'dev', team: 'dev', cluster: 'eu-1', connectionId, tables: [table] };
  writeFileSync(
    path.join(userData, 'settings.json'),
    JSON.stringify({ version: 1, configuration: { connections: [connection] } }),
  );
  app = await launchStandIn(userData, {
    main: path.join(import.meta.dirname, 'flood-main.ts'),
    environment: { SLUICE_FLOOD: `${rate}/${seconds}` },
  });
  const page = await app.page();
  const row = page.locator('[data-table=order]');
  await row.waitFor();
  await inPage(page, watch);

  const delivered = await app.evaluate(() =>
    (globalThis as unknown as { flood: () => Promise<number> }).flood(),
  );
  expect(delivered).toBe((rate * seconds) / 5);
  const cell = (number: number) => row.locator(`td:nth-of-type(${number})`);
  await cell(3)
    .filter({ hasText: new RegExp(`^${delivered}$`) })
    .waitFor({ timeout: 5_000 });
  expect([await cell(1).innerText(), await cell(2).innerText()]).toEqual(['Up to date', '0']);

  const { lags, numbers, pushes, gaps } = await inPage<Watched>(page, 'window.watched');
  const [first = 0] = numbers;
  expect(gaps).toBe(0);
  expect(numbers).toEqual(numbers.map((_, index) => first + index));
  expect(numbers.length).toBeGreaterThanOrEqual(rate * seconds);
  // ten a second at most; each read of the whole, once a second, hands over what is pending besides
  expect(pushes).toBeLessThanOrEqual(12 * (seconds + 5));
  // the lag is bounded, and does not grow: the last third of the flood is as quick as the first
  const third = Math.floor(lags.length / 3);
  const [early, late] = [median(lags.slice(0, third)), median(lags.slice(-third))];
  expect(median(lags)).toBeLessThan(1_000);
  expect(late).toBeLessThan(Math.max(500, 3 * early));
  process.stdout.write(
    `the window at ${rate} events a second: shown after ${Math.round(median(lags))} ms (median), ${Math.max(...lags)} ms at most\n`,
  );
});
