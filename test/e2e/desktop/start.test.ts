import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../electron/core/shell/content-security-policy.ts';
import { defaultPreferences } from '../../../electron/contract/preferences.ts';
import { ensureBuilt } from '../../electron/built.ts';
import { freshUserData, launch, type Launched, startBriefly } from '../../electron/launch.ts';
import { inPage, logText, valueOf, willPick } from './window.ts';

let running: Launched | undefined;
const start = async (...options: Parameters<typeof launch>): Promise<Launched> => {
  running = await launch(...options);
  return running;
};

beforeAll(ensureBuilt);
afterEach(async () => {
  await running?.remove();
  running = undefined;
});

const isVisible = (launched: Launched): Promise<boolean> =>
  launched.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() === true);

test('the first start opens the window with its own files, its policy as a header, and nothing of Node', async () => {
  const app = await start();
  const page = await app.page();
  expect(
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((one) => one.webContents.getURL()),
    ),
  ).toEqual(['app://sluice/index.html']);
  expect(
    await inPage(page, `fetch('/index.html').then((r) => r.headers.get('content-security-policy'))`),
  ).toBe(contentSecurityPolicy);
  expect(
    await inPage(
      page,
      `[typeof require, typeof process, typeof module, Object.keys(window.sluice).sort().join()]`,
    ),
  ).toEqual(['undefined', 'undefined', 'undefined', 'call,pathsOf,subscribe']);
  expect(
    await inPage(
      page,
      `(() => { try { window.sluice.call = () => 1; } catch {} return String(window.sluice.call) !== '() => 1'; })()`,
    ),
  ).toBe(true);
  const snapshot = await valueOf(page, 'window.snapshot', {});
  expect(snapshot.status).toMatchObject({ state: 'idle', running: true, connections: [] });
  await expect.poll(() => isVisible(app)).toBe(true);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.reload();
  expect(await page.title()).toMatch(/Sluice/);
  await valueOf(page, 'window.snapshot', {});
  expect(complaints).toEqual([]);
  expect(await app.quit()).toBe(0);
  expect(JSON.parse(readFileSync(path.join(app.userData, 'settings.json'), 'utf8'))).toMatchObject({
    version: 1,
  });
});

test('closing hides the window; a second start shows it again and ends', async () => {
  const app = await start();
  await app.page();
  const closed = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.close();
    return [window?.isDestroyed(), window?.isVisible()];
  });
  expect(closed).toEqual([false, false]);
  expect((await startBriefly(app.userData)).code).toBe(0);
  await expect.poll(() => isVisible(app)).toBe(true);
});

test('started with --hidden, the window waits', async () => {
  const app = await start({ parameters: ['--hidden'] });
  await app.page();
  // the page is drawn, long after the moment at which the window would have been shown
  await (await app.page()).locator('main h1').waitFor();
  expect(logText(app)).toContain('Sluice starts');
  expect(await isVisible(app)).toBe(false);
});

test('--headless is refused with the way to the headless program', async () => {
  const userData = freshUserData();
  const { code, output } = await startBriefly(userData, ['--headless']);
  expect(code).toBe(2);
  expect(output).toContain('sluice run --config');
  rmSync(userData, { recursive: true, force: true });
});

test('the window opens where it was', async () => {
  const userData = freshUserData();
  const first = await start({ userData });
  await first.page();
  const bounds = { x: 120, y: 90, width: 900, height: 640 };
  await first.evaluate(
    ({ BrowserWindow }, wished) => BrowserWindow.getAllWindows()[0]?.setBounds(wished),
    bounds,
  );
  expect(await first.quit()).toBe(0);
  const second = await start({ userData });
  await second.page();
  expect(await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(
    bounds,
  );
});

test('settings that are not JSON are kept beside fresh ones, and told of', async () => {
  const userData = freshUserData();
  writeFileSync(path.join(userData, 'settings.json'), '{"version": 1, "preferences": {');
  const app = await start({ userData });
  const page = await app.page();
  expect((await valueOf(page, 'configuration.get', {})).connections).toEqual([]);
  const kept = readdirSync(userData).filter((name) => name.startsWith('settings.damaged-'));
  expect(kept).toHaveLength(1);
  expect(readFileSync(path.join(userData, kept[0] ?? ''), 'utf8')).toBe('{"version": 1, "preferences": {');
  expect(logText(app)).toContain('the settings are damaged');
});

test('settings that were edited to hold a script lose that part alone', async () => {
  const userData = freshUserData();
  const connection = {
    name: 'dev',
    connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
    endpoint: 'javascript:alert(1)',
  };
  writeFileSync(
    path.join(userData, 'settings.json'),
    JSON.stringify({
      version: 1,
      configuration: { connections: [connection] },
      window: { maximized: false, bounds: { x: 5, y: 5, width: 800, height: 600 } },
    }),
  );
  const app = await start({ userData });
  const page = await app.page();
  expect((await valueOf(page, 'configuration.get', {})).connections).toEqual([]);
  expect(
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
  ).toMatchObject({
    x: 5,
    width: 800,
  });
  expect(readdirSync(userData).some((name) => name.startsWith('settings.damaged-'))).toBe(true);
  expect(logText(app)).toContain('the settings are damaged');
});

test('settings of a newer Sluice are kept beside, and what this one understands of them is taken over', async () => {
  const userData = freshUserData();
  const newer = JSON.stringify({
    version: 7,
    preferences: { ...defaultPreferences, theme: 'dark' },
    later: {},
  });
  writeFileSync(path.join(userData, 'settings.json'), newer);
  const app = await start({ userData });
  expect(await valueOf(await app.page(), 'preferences.get', {})).toMatchObject({ theme: 'dark' });
  const [kept = ''] = readdirSync(userData).filter((name) => name.startsWith('settings.damaged-'));
  expect(readFileSync(path.join(userData, kept), 'utf8')).toBe(newer);
});

test('crashes of any process are kept on this machine and sent nowhere', async () => {
  const app = await start({ parameters: ['--hidden'] });
  await app.page();
  expect(await app.evaluate(({ app: one }) => one.getPath('crashDumps'))).toBe(
    path.join(app.userData, 'crashes'),
  );
  expect(readdirSync(app.userData)).toContain('crashes');
  if (app.backend === 'stand-in') {
    expect(
      await app.evaluate(({ standIn }) => standIn?.recorded.filter(({ what }) => what === 'crash-reporter')),
    ).toMatchObject([{ uploadToServer: false }]);
  }
});

test('preferences change one by one and are kept; the start at login is an autostart entry on Linux', async () => {
  const userData = freshUserData();
  const config = path.join(userData, 'config');
  mkdirSync(config);
  const environment = { XDG_CONFIG_HOME: config };
  const first = await start({ userData, environment });
  const page = await first.page();
  await valueOf(page, 'preferences.set', { theme: 'dark' });
  await valueOf(page, 'preferences.set', { startAtLogin: true });
  expect(await first.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  if (process.platform === 'linux') {
    expect(readFileSync(path.join(config, 'autostart/sluice.desktop'), 'utf8')).toMatch(
      /^Exec=.*"--hidden"$/m,
    );
  }
  await first.quit();
  const second = await start({ userData, environment });
  const again = await second.page();
  expect(await valueOf(again, 'preferences.get', {})).toMatchObject({ theme: 'dark', startAtLogin: true });
  await valueOf(again, 'preferences.set', { startAtLogin: false });
  if (process.platform === 'linux') expect(readdirSync(path.join(config, 'autostart'))).toEqual([]);
});

test('a folder that a person picks may be used, and is kept with the table', async () => {
  const app = await start();
  const page = await app.page();
  const folder = path.join(app.userData, 'drop');
  mkdirSync(folder);
  expect(await valueOf(page, 'folder.pick', {})).toEqual({ path: null });
  await willPick(app, folder);
  expect(await valueOf(page, 'folder.pick', {})).toEqual({ path: folder });
  await valueOf(page, 'connection.save', {
    connection: {
      name: 'dev',
      team: 'dev',
      cluster: 'eu-1',
      connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
    },
  });
  await valueOf(page, 'table.save', { connection: 'dev', table: { name: 'order', folder } });
  const { connections } = await valueOf(page, 'configuration.get', {});
  expect(connections[0]?.tables[0]).toMatchObject({ name: 'order', folder });
  await expect
    .poll(async () => (await valueOf(page, 'window.snapshot', {})).status.connections[0]?.tables[0]?.folder)
    .toBe(folder);
});
