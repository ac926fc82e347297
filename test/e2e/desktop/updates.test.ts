import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { manifestName } from '../../../electron/contract/update.ts';
import { root } from '../../electron/backend.ts';
import { ensureBuilt } from '../../electron/built.ts';
import { launch, type Launched } from '../../electron/launch.ts';
import { openFeed, type TestFeed } from '../../integration/updates/feed.ts';
import { logText, valueOf } from './window.ts';

let feed: TestFeed;
let app: Launched | undefined;

beforeAll(ensureBuilt);
beforeEach(async () => {
  feed = await openFeed();
});
afterEach(async () => {
  await app?.remove();
  app = undefined;
  await feed.close();
});

/** The built app as a build with this key makes it. */
const builtWith = (publicKey: string): string => {
  const application = path.join(feed.folder, 'application');
  mkdirSync(application);
  cpSync(path.join(root, '.vite'), path.join(application, '.vite'), {
    recursive: true,
    filter: (file) => !file.endsWith('.map'),
  });
  cpSync(path.join(root, 'package.json'), path.join(application, 'package.json'));
  symlinkSync(path.join(root, 'node_modules'), path.join(application, 'node_modules'));
  writeFileSync(path.join(application, '.vite/build/update-keys.json'), JSON.stringify([publicKey]));
  return application;
};

const settings = async (page: Page): Promise<void> => {
  await page.evaluate(`location.hash = '/settings'`);
  await page.getByRole('heading', { name: 'Updates' }).waitFor();
};

test('a build without a key says that it cannot update itself, and asks no feed', async () => {
  app = await launch();
  const page = await app.page();
  feed.publish(Buffer.from('new'), { version: '99.0.0' });
  await valueOf(page, 'preferences.set', { updateFeed: feed.address });
  expect(await valueOf(page, 'updates.look', {})).toMatchObject({ able: false, state: 'off' });
  await settings(page);
  await page.getByText('This build of Sluice cannot update itself').waitFor();
  expect(await page.getByLabel('Look for updates at').count()).toBe(0);
  expect(feed.asked).toEqual([]);
});

test('a build with a key looks where the settings say, trusts the signature alone, and says what it found', async () => {
  const deb = { platform: process.platform as 'linux', arch: process.arch as 'x64', name: 'sluice-99.deb' };
  feed.publish(Buffer.from('new'), { version: '99.0.0' }, deb);
  app = await launch({ application: builtWith(feed.publicKey) });
  const page = await app.page();
  await settings(page);
  await page.getByText('Sluice does not look for new versions.').waitFor();
  expect(feed.asked).toEqual([]);

  const field = page.getByLabel('Look for updates at');
  await field.fill('http://updates.example/');
  await page.getByText('This is not an https address.').waitFor();
  await field.fill(feed.address);
  await field.blur();
  await page.getByText('Version 99.0.0 is there: sluice-99.deb.').waitFor();
  expect(feed.asked).toEqual([manifestName]);
  await page.getByRole('button', { name: 'Open its page' }).click();
  if (app.backend === 'stand-in') {
    expect(
      await app.evaluate(({ standIn }) => standIn?.Tray.shown[0]?.menu?.getMenuItemById('update')?.label),
    ).toBe('Sluice 99.0.0 is there…');
    await expect
      .poll(() =>
        app?.evaluate(({ standIn }) => standIn?.recorded.filter(({ what }) => what === 'open-external')),
      )
      .toMatchObject([{ url: 'https://github.com/sluice/sluice/releases' }]);
  }

  const other = await openFeed();
  other.publish(Buffer.from('evil'), { version: '99.9.9' }, deb);
  feed.served.set(manifestName, other.served.get(manifestName) ?? '');
  await other.close();
  await page.getByRole('button', { name: 'Look now' }).click();
  await page.getByText('The signature of the feed is wrong.').waitFor();
  expect(logText(app)).toContain('an update was refused');

  await field.fill('');
  await field.blur();
  await page.getByText('Sluice does not look for new versions.').waitFor();
});

test('the windows let the installer of an update close them', async (context) => {
  app = await launch();
  context.skip(app.backend === 'electron', 'without a downloaded update Electron does not quit');
  await app.page();
  const ended = new Promise((resolve) => app?.process.once('exit', resolve));
  await app
    .evaluate(({ autoUpdater }) => void setImmediate(() => autoUpdater.quitAndInstall()))
    .catch(() => undefined);
  expect(await ended).toBe(0);
});
