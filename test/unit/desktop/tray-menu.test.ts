import { expect, test } from 'vitest';
import { OverallState } from '../../../electron/contract/state.ts';
import type { StatusView, TableView } from '../../../electron/contract/views.ts';
import { shellWords } from '../../../electron/contract/words/shell.ts';
import { shortened, type TrayActs, trayIcon, trayMenu } from '../../../electron/desktop/tray-menu.ts';

const table: TableView = {
  name: 'order',
  folder: '/drop/A&B',
  waiting: 0,
  inWork: 0,
  delivered: 1,
  rejected: 0,
  attention: 0,
  deliveredToday: 1,
  lastDeliveredAt: null,
  paused: false,
  folderState: null,
  work: [],
};
const status = (changes: Partial<StatusView> = {}, tables = [table]): StatusView => ({
  state: 'idle',
  sentence: 'All delivered. 1 file today.',
  running: true,
  connections: [{ name: 'dev', connectionId: 'x', state: 'ready', fault: null, message: null, tables }],
  ...changes,
});
const acts = (done: string[]): TrayActs => ({
  openWindow: () => done.push('window'),
  openUpdates: () => done.push('updates'),
  openDelivery: ({ id }) => done.push(`delivery ${id}`),
  openFolder: (folder) => done.push(`folder ${folder}`),
  pauseAll: () => done.push('pause'),
  resumeAll: () => done.push('resume'),
  quit: () => done.push('quit'),
});
const menuOf = (shown: StatusView, done: string[] = []) => {
  const recent = [{ id: 7, file: 'a.csv', connection: 'dev', table: 'order' }];
  return trayMenu({ status: shown, recent, words: shellWords.en }, acts(done));
};
const click = (menu: readonly Electron.MenuItemConstructorOptions[], id: string): void => {
  for (const item of menu) {
    if (item.id === id) (item.click as (() => void) | undefined)?.();
    if (Array.isArray(item.submenu)) click(item.submenu, id);
  }
};

test('the menu begins with the sentence of the state', () => {
  expect(menuOf(status())[0]).toMatchObject({ label: 'All delivered. 1 file today.', enabled: false });
});

test('every item does what it says', () => {
  const done: string[] = [];
  const menu = menuOf(status(), done);
  for (const id of ['open', 'delivery-7', 'folder-0', 'pause', 'quit']) click(menu, id);
  expect(done).toEqual(['window', 'delivery 7', 'folder /drop/A&B', 'pause', 'quit']);
});

test('what is paused can be resumed', () => {
  const done: string[] = [];
  const menu = menuOf(status({}, [{ ...table, paused: true }]), done);
  expect(menu.some((item) => item.id === 'pause')).toBe(false);
  click(menu, 'resume');
  expect(done).toEqual(['resume']);
});

test('a newer version has a line of its own, and only when it is there', () => {
  const done: string[] = [];
  expect(menuOf(status()).some((item) => item.id === 'update')).toBe(false);
  const facts = { status: status(), recent: [], words: shellWords.en, newVersion: '0.2.0' };
  const menu = trayMenu(facts, acts(done));
  expect(menu.find((item) => item.id === 'update')).toMatchObject({ label: 'Sluice 0.2.0 is there…' });
  click(menu, 'update');
  expect(done).toEqual(['updates']);
});

test('an ampersand in a name is not taken for a key of the menu', () => {
  expect(JSON.stringify(menuOf(status()))).toContain('/drop/A&&B');
});

test('without a connection there is nothing to pause', () => {
  const menu = menuOf({ ...status(), connections: [] });
  expect(menu.find((item) => item.id === 'pause')).toMatchObject({ enabled: false });
});

test('every state has an icon of its own on every platform', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const icons = OverallState.options.map((state) => trayIcon(state, platform));
    expect(new Set(icons).size).toBe(OverallState.options.length);
  }
  expect(trayIcon('idle', 'darwin')).toMatch(/Template\.png$/);
});

test('long texts are cut in their middle', () => {
  expect(shortened('/a/very/long/path/orders.csv', 15)).toBe('/a/very…ers.csv');
});
