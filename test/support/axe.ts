import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Whatever the page still waits for is there: nothing is busy and the network rests. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('main h1').waitFor();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready');
};

/** What axe finds on the page, one line each. `alone`: in a browser that opens no other page, which axe would use. */
export const complaintsOf = async (page: Page, alone = false): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(alone).analyze();
  return violations.map(
    ({ id, impact, nodes }) =>
      `${page.url()} ${impact ?? ''} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
};
