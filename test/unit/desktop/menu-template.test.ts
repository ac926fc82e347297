import { expect, test } from 'vitest';
import { shellWords } from '../../../electron/contract/words/shell.ts';
import { type MenuActs, menuTemplate } from '../../../electron/desktop/menu-template.ts';

const acts: MenuActs = {
  show: () => undefined,
  scanNow: () => undefined,
  openDocumentation: () => undefined,
  openLogs: () => undefined,
  exportConfiguration: () => undefined,
  importConfiguration: () => undefined,
  quit: () => undefined,
};
const flat = (
  items: readonly Electron.MenuItemConstructorOptions[],
): readonly Electron.MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);

test.each(['linux', 'win32', 'darwin'] as const)('on %s every act stands in the menu once', (platform) => {
  const items = flat(menuTemplate(acts, shellWords.en, platform));
  for (const id of ['settings', 'quit', 'scan', 'import', 'export', 'documentation', 'logs']) {
    expect(items.filter((item) => item.id === id)).toHaveLength(1);
  }
});

test('nothing in the menu reloads the window or opens developer tools', () => {
  const roles = flat(menuTemplate(acts, shellWords.en, 'linux')).map((item) => item.role);
  for (const role of ['reload', 'forceReload', 'toggleDevTools'] as const) expect(roles).not.toContain(role);
});

test('on macOS settings and quit stand under the name of the app', () => {
  const [first] = menuTemplate(acts, shellWords.en, 'darwin');
  const ids = flat(Array.isArray(first?.submenu) ? first.submenu : []).map((item) => item.id);
  expect(first?.role).toBe('appMenu');
  expect(ids).toEqual(expect.arrayContaining(['settings', 'quit']));
});

test('no shortcut is given twice', () => {
  const keys = flat(menuTemplate(acts, shellWords.en, 'linux')).flatMap((item) => item.accelerator ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});
