// The walk through every screen in a browser: `sluice run --ui`.
import { test } from 'vitest';
import { type BrowserRig, startWindow, visit } from '../../support/window.ts';
import { walkOver } from './door.ts';

const started = Promise.withResolvers<BrowserRig>();
walkOver(async () => {
  const rig = await startWindow();
  started.resolve(rig);
  return rig;
});
const { walking } = await import('./walk.ts');

test('the window says that the engine is gone, and goes on when it is back', async () => {
  const rig = await started.promise;
  const { page } = walking();
  await visit(page, '/');
  await rig.restart(async () => {
    await page.getByText('The engine does not answer.').waitFor();
  });
  // the page finds the service again where it was, and is known there
  await page.getByText('The engine does not answer.').waitFor({ state: 'hidden' });
  await page.locator('[data-table=customer]').waitFor();
  await page.reload();
  await page.locator('[data-table=customer]').waitFor();
});
