import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../electron/built.ts';
import { freshUserData, type Launched } from '../../electron/launch.ts';
import { logText } from './window.ts';
import { csv, type Rig, rigWith, stemOf, tableNow } from './rig.ts';

let rig: Rig;
let app: Launched | undefined;
const soon = { timeout: 90_000 };
const userData = freshUserData();

beforeAll(async () => {
  await ensureBuilt();
  rig = await rigWith(['order']);
});
afterAll(async () => {
  await app?.remove();
  await rig.remove();
});

/** Lets a few files be delivered, then ends the app in the middle of the others. */
const interrupted = async (delivered: number, end: (app: Launched) => Promise<unknown>): Promise<void> => {
  app = await rig.launch(userData);
  const page = await app.page();
  if ((await tableNow(page, 'order')) === undefined) await rig.setUp(app, page);
  await expect
    .poll(async () => (await tableNow(page, 'order'))?.delivered, { ...soon, interval: 20 })
    .toBeGreaterThanOrEqual(delivered);
  await end(app);
};

test('what was under way when the app was quit, or killed, goes on at the next start, in order and once', async () => {
  const names = Array.from({ length: 9 }, (_, index) => `part${index + 1}`);
  names.forEach((name, index) =>
    writeFileSync(path.join(rig.folderOf('order'), `${name}.csv`), csv(index + 1, 15_000)),
  );
  await interrupted(2, async (running) => {
    expect(await running.quit()).toBe(0);
    // the engine ended by itself, within the five seconds that it has
    expect(logText(running)).not.toContain('took too long');
  });
  await interrupted(5, (running) => running.kill());
  await interrupted(9, (running) => running.quit());
  const loads = await rig.loads('order');
  expect(loads.map(stemOf)).toEqual(names);
  expect(loads.map((load) => load.rows)).toEqual(names.map(() => 15_000));
});
