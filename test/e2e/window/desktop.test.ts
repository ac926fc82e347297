// The same walk through every screen in the desktop app, over IPC; then what only the desktop app shows.
import { expect, test } from 'vitest';
import { startDesktopWindow } from '../../support/desktop-window.ts';
import { complaintsOf, settled } from '../../support/axe.ts';
import { visit } from '../../support/window.ts';
import { walkOver } from './door.ts';

walkOver(startDesktopWindow);
const { walking } = await import('./walk.ts');

test('settings has what only a desktop can do', async () => {
  const { page } = walking();
  await visit(page, '/settings');
  await page.getByLabel('Start Sluice at login, in the tray').waitFor();
  await page.getByRole('heading', { name: 'Notifications' }).waitFor();
  await page.getByRole('heading', { name: 'Updates' }).waitFor();
});

test('axe finds nothing on the screens that the desktop app shows in another way', async () => {
  const { page } = walking();
  const found: string[] = [];
  for (const screen of ['/', '/settings', '/connections/sandbox', '/history/1', '/welcome']) {
    await visit(page, screen);
    await settled(page);
    found.push(...(await complaintsOf(page, true)));
  }
  expect(found).toEqual([]);
});
