import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../electron/built.ts';
import type { Launched } from '../../electron/launch.ts';
import { connectionNow, csv, type Rig, rigWith, stateNow, stemOf, tableNow } from './rig.ts';
import { inPage, valueOf } from './window.ts';

let rig: Rig;
let app: Launched;
let page: Page;
const soon = { timeout: 60_000 };

beforeAll(async () => {
  await ensureBuilt();
  rig = await rigWith(['order']);
  app = await rig.launch();
  page = await app.page();
  await rig.setUp(app, page);
});
afterAll(async () => {
  await app.remove();
  await rig.remove();
});

const write = (name: string, text: string): void =>
  writeFileSync(path.join(rig.folderOf('order'), name), text);
const delivered = async (): Promise<number | undefined> => (await tableNow(page, 'order'))?.delivered;

/** What the tray shows now; the real tray cannot be read back. */
const tray = () =>
  app.evaluate(({ standIn }) => {
    const [shown] = standIn?.Tray.shown ?? [];
    const items = (shown?.menu?.items ?? []).flatMap((item) => [item, ...(item.submenu?.items ?? [])]);
    return {
      icon: shown?.image.path.split('/').at(-1),
      toolTip: shown?.toolTip,
      items: items.map((item) => ({ id: item.id, label: item.label, enabled: item.enabled })),
    };
  });
const clickTray = (id: string): Promise<void> =>
  app.evaluate(({ standIn }, wanted) => standIn?.Tray.shown[0]?.menu?.getMenuItemById(wanted)?.click(), id);
const notifications = () =>
  app.evaluate(({ standIn }) =>
    (standIn?.Notification.shown ?? []).map(({ title, body }) => ({ title, body })),
  );

test('twenty files that are dropped together arrive in their order', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `file${index + 1}.csv`);
  names.forEach((name, index) => write(name, csv(index + 1)));
  await expect.poll(delivered, soon).toBe(20);
  const loads = await rig.loads('order');
  expect(loads.map(stemOf)).toEqual(names.map((name) => path.parse(name).name));
  expect(loads.every((load) => load.rows === 3 && load.error === undefined)).toBe(true);
  await expect.poll(() => stateNow(page), soon).toBe('idle');
});

test('the tray says the same as the window', async (context) => {
  context.skip(app.backend === 'electron', 'the real tray cannot be read back');
  const { sentence } = (await valueOf(page, 'window.snapshot', {})).status;
  await expect.poll(async () => (await tray()).toolTip).toBe(`Sluice: ${sentence}`);
  const { icon, items } = await tray();
  expect(icon).toMatch(/^tray-idle/);
  expect(items[0]).toMatchObject({ id: 'state', label: sentence, enabled: false });
  expect(items.filter(({ id }) => id?.startsWith('delivery-')).map(({ label }) => label)).toEqual(
    [20, 19, 18, 17, 16].map((number) => `file${number}.csv → order`),
  );
  await clickTray('folder-0');
  const opened = await app.evaluate(({ standIn }) =>
    standIn?.recorded.filter(({ what }) => what === 'open-path'),
  );
  expect(opened).toMatchObject([{ path: rig.folderOf('order') }]);
});

test('pause all in the tray holds the next file back until resume all', async (context) => {
  context.skip(app.backend === 'electron', 'the real tray cannot be clicked');
  await clickTray('pause');
  await expect.poll(() => stateNow(page)).toBe('paused');
  await expect.poll(async () => (await tray()).icon).toMatch(/^tray-paused/);
  const before = await delivered();
  write('paused.csv', csv(101));
  await expect.poll(async () => (await tableNow(page, 'order'))?.waiting, soon).toBe(1);
  expect(await delivered()).toBe(before);
  await clickTray('resume');
  await expect.poll(delivered, soon).toBe((before ?? 0) + 1);
});

test('files dropped on a table of the window are copied into the folder, in the order of the selection', async () => {
  const before = (await delivered()) ?? 0;
  const names = ['zebra.csv', 'ape.csv', 'mole.csv'];
  const sources = names.map((name, index) => {
    const file = path.join(rig.root, name);
    writeFileSync(file, csv(200 + index));
    return file;
  });
  const row = page.locator('[data-table=order]');
  await row.waitFor();
  const { x = 0, y = 0, width = 0, height = 0 } = (await row.boundingBox()) ?? {};
  const [across, down] = [x + width / 2, y + height / 2];
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: sources, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: across, y: down, data });
  }
  await page.getByText('3 files put into the folder of order.').waitFor();
  await expect.poll(delivered, soon).toBe(before + 3);
  expect((await rig.loads('order')).slice(-3).map(stemOf)).toEqual(['zebra', 'ape', 'mole']);
  expect(sources.every((file) => existsSync(file))).toBe(true);
});

test('a rejected file is a state, a notification that opens its place, and no obstacle', async () => {
  const before = (await delivered()) ?? 0;
  await inPage(
    page,
    `(() => { window.pushes = []; window.sluice.subscribe((push) => window.pushes.push(push)); })()`,
  );
  write('bad1.csv', 'id,text\n,no key\n');
  write('bad2.csv', 'other,text\n1,no key column\n');
  write('good.csv', csv(301));
  await expect.poll(delivered, soon).toBe(before + 1);
  await expect.poll(() => stateNow(page), soon).toBe('attention');
  expect(
    readdirSync(path.join(rig.folderOf('order'), '_rejected')).filter((name) => name.endsWith('.csv')),
  ).toHaveLength(2);
  if (app.backend === 'electron') return;
  await expect.poll(async () => (await tray()).icon).toMatch(/^tray-attention/);
  await expect.poll(notifications, soon).toHaveLength(1);
  expect((await notifications())[0]?.title).toMatch(/rejected/);
  await app.evaluate(({ BrowserWindow, standIn }) => {
    BrowserWindow.getAllWindows()[0]?.hide();
    standIn?.Notification.shown[0]?.emit('click');
  });
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  await expect
    .poll(() =>
      inPage<{ kind: string; path?: string }[]>(page, `window.pushes.filter((push) => push.kind === 'open')`),
    )
    .toEqual([{ kind: 'open', path: expect.stringMatching(/^\/history\?state=rejected/) }]);
});

test('nothing is looked at while the machine sleeps; everything is when it wakes', async () => {
  const before = (await delivered()) ?? 0;
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  write('asleep.csv', csv(401));
  // as long as it takes, many times over, until a file is seen and has settled
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await tableNow(page, 'order')).toMatchObject({ delivered: before, waiting: 0, inWork: 0 });
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await expect.poll(delivered, soon).toBe(before + 1);
});

test('the window keeps up with a flood of files, and is told of them together', async () => {
  const before = (await delivered()) ?? 0;
  await inPage(
    page,
    `(() => {
      window.flood = { pushes: 0, numbers: [], gaps: 0 };
      window.sluice.subscribe((push) => {
        window.flood.pushes += 1;
        if (push.kind === 'gap') window.flood.gaps += 1;
        if (push.kind === 'events') window.flood.numbers.push(...push.events.map((one) => one.sequence));
      });
    })()`,
  );
  const count = 80;
  for (let number = 1; number <= count; number += 1) write(`flood${number}.csv`, csv(1_000 + number, 1));
  await expect.poll(delivered, { timeout: 120_000, interval: 250 }).toBe(before + count);
  const flood = await inPage<{ pushes: number; numbers: number[]; gaps: number }>(page, `window.flood`);
  const [first = 0] = flood.numbers;
  expect(flood.gaps).toBe(0);
  expect(flood.numbers).toEqual(flood.numbers.map((_, index) => first + index));
  // at least four states a file, and far fewer pushes than that
  expect(flood.numbers.length).toBeGreaterThan(4 * count);
  expect(flood.pushes).toBeLessThan(flood.numbers.length / 2);
  expect((await connectionNow(page))?.state).toBe('ready');
});
