import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../electron/built.ts';
import { freshUserData, type Launched } from '../../electron/launch.ts';
import { keys } from '../../support/sluice.ts';
import { connectionNow, csv, type Rig, rigWith, stateNow, tableNow } from './rig.ts';
import { valueOf } from './window.ts';

let rig: Rig;
let app: Launched | undefined;
const userData = freshUserData();
const soon = { timeout: 60_000 };

beforeAll(async () => {
  await ensureBuilt();
  rig = await rigWith(['order']);
});
afterAll(async () => {
  await app?.remove();
  await rig.remove();
});

const trayIcon = () =>
  app?.evaluate(({ standIn }) => standIn?.Tray.shown[0]?.image.path.split('/').at(-1)) ??
  Promise.resolve(undefined);

test('a wrong secret stops the connection, keeps the file and says so; with the right one it is delivered', async () => {
  app = await rig.launch(userData, { ...keys, SLUICE_TEST_SECRET: 'notthesecretofthetests' });
  const page = await app.page();
  await rig.setUp(app, page);
  writeFileSync(path.join(rig.folderOf('order'), 'one.csv'), csv(1));
  await expect.poll(() => stateNow(page), soon).toBe('stopped');
  expect((await connectionNow(page))?.state).toBe('held');
  expect((await valueOf(page, 'window.snapshot', {})).status.sentence).toContain('dev');
  if (app.backend === 'stand-in') {
    await expect.poll(trayIcon).toMatch(/^tray-stopped/);
    await expect
      .poll(() =>
        app?.evaluate(({ standIn }) => (standIn?.Notification.shown ?? []).map(({ title }) => title)),
      )
      .toEqual(['Connection dev is stopped']);
  }
  expect(await app.quit()).toBe(0);

  app = await rig.launch(userData);
  const again = await app.page();
  await valueOf(again, 'queue.resume', {});
  await expect.poll(async () => (await tableNow(again, 'order'))?.delivered, soon).toBe(1);
});

test('a folder that is gone is waited for, and heals', async () => {
  const page = await app?.page();
  if (page === undefined) throw new Error('the app is gone');
  const folder = rig.folderOf('order');
  renameSync(folder, `${folder}-away`);
  await valueOf(page, 'queue.scan', {});
  await expect.poll(() => stateNow(page), soon).toBe('waiting');
  if (app?.backend === 'stand-in') await expect.poll(trayIcon).toMatch(/^tray-waiting/);
  renameSync(`${folder}-away`, folder);
  await valueOf(page, 'queue.scan', {});
  await expect.poll(() => stateNow(page), soon).toBe('idle');
});
