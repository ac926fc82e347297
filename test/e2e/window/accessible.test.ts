import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaintsOf, settled } from '../../support/axe.ts';
import { type BrowserRig, startWindow, trySandbox, visit } from '../../support/window.ts';

let rig: BrowserRig;

const screens = [
  '/',
  '/history',
  '/history/1',
  '/connections/sandbox',
  '/connections/sandbox/tables/order_header',
  '/connections/sandbox/tables/order_header/schema',
  '/connections/sandbox/new-table',
  '/new-connection',
  '/welcome',
  '/sandbox',
  '/settings',
  '/about',
  '/about/faults',
];

beforeAll(async () => {
  rig = await startWindow();
  const page = await rig.open();
  await trySandbox(page);
  await page.context().close();
});
afterAll(async () => {
  await rig.close();
});

/** What opens over a screen or within it, and how; the parts are found by what they are, not by their language. */
const openings: readonly (readonly [screen: string, open: (page: Page) => Promise<unknown>])[] = [
  ['/', (page) => page.locator('[data-table=customer] .row-actions button').last().click()],
  ['/', (page) => page.keyboard.press('?')],
  [
    '/history',
    async (page) => {
      await page.locator('.grid-body input').first().check();
      await page.locator('.selection button').nth(1).click();
      await page.locator('dialog').waitFor();
    },
  ],
  ['/history?time=range', (page) => page.locator('input[type=date]').first().waitFor()],
  ['/history?text=nothing-is-called-so', (page) => page.locator('.empty').waitFor()],
  [
    '/connections/sandbox',
    async (page) => {
      for (const closed of await page.locator('details:not([open]) > summary').all()) await closed.click();
      await page.locator('.button.danger').click();
      await page.locator('dialog').waitFor();
    },
  ],
  [
    '/connections/sandbox/tables/order_header',
    async (page) => {
      await preview(page, 'kopf.csv', 'order_id;netto\n1;2,50\n');
      await page.locator('.preview-details summary').click();
      for (const tab of await page.locator('.tab').all()) await tab.click();
    },
  ],
  [
    '/connections/sandbox/tables/orders',
    async (page) => {
      await preview(page, 'orders.json', '[{"order_id":"A1","shipments":[{"id":1}]}]');
      await page.locator('.tab').nth(3).click();
      await page.locator('.derived section').first().waitFor();
    },
  ],
  ['/connections/nobody', (page) => page.locator('.empty').waitFor()],
];

const preview = async (page: Page, name: string, text: string): Promise<void> => {
  const chooser = page.waitForEvent('filechooser');
  await page.locator('.editor-preview .drop-box button').first().click();
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.locator('.editor-preview .verdict').first().waitFor();
};

describe.each([
  ['light', 'en-US'],
  ['dark', 'de-DE'],
] as const)('in %s and %s', (colorScheme, locale) => {
  test('axe finds nothing where a menu, a dialog, a preview or a filter is open', async () => {
    const page = await rig.open({ colorScheme, locale });
    const found: string[] = [];
    for (const [screen, open] of openings) {
      await visit(page, screen);
      await settled(page);
      await open(page);
      found.push(...(await complaintsOf(page)));
      await page.reload();
    }
    await page.context().close();
    expect(found).toEqual([]);
  });

  test('axe finds nothing on any screen', async () => {
    const page = await rig.open({ colorScheme, locale });
    const found: string[] = [];
    for (const screen of screens) {
      await visit(page, screen);
      await settled(page);
      found.push(...(await complaintsOf(page)));
    }
    await page.context().close();
    expect(found).toEqual([]);
  });
});

describe.each([
  ['the smallest window', { width: 800, height: 560 }],
  ['200 % zoom of the smallest window', { width: 400, height: 280 }],
  ['a 4K screen', { width: 3840, height: 2160 }],
] as const)('in %s', (_name, viewport) => {
  test('no screen is wider than the window', async () => {
    const page = await rig.open({ viewport, reducedMotion: 'reduce' });
    const wide: string[] = [];
    for (const screen of screens) {
      await visit(page, screen);
      await settled(page);
      const over = await page.evaluate(
        'Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll("main")].map((one) => one.scrollWidth - one.clientWidth))',
      );
      if (over !== 0) wide.push(`${screen}: ${String(over)}`);
    }
    await page.context().close();
    expect(wide).toEqual([]);
  });
});

test('every control of a screen is reached with the Tab key, and shows it', async () => {
  const page = await rig.open();
  await visit(page, '/history');
  await settled(page);
  const reached = new Set<string>();
  await page.locator('.skip').focus();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const { tag, name, outlined } = (await page.evaluate(`(() => {
      const { activeElement: element } = document;
      const shown = element.matches('.segmented input') ? element.nextElementSibling : element;
      return { tag: element.tagName, name: element.getAttribute('aria-label') ?? element.textContent.trim(), outlined: getComputedStyle(shown).outlineStyle !== 'none' };
    })()`)) as { tag: string; name: string; outlined: boolean };
    if (tag !== 'BODY') reached.add(name);
    if (tag !== 'BODY') expect(outlined, name).toBe(true);
  }
  for (const name of [
    'Overview',
    'History',
    'Settings',
    'Scan now',
    'Pause all',
    'Export as CSV',
    'Part of a file name',
    'State',
    'Size',
  ])
    expect(
      [...reached].some((one) => one.startsWith(name)),
      name,
    ).toBe(true);
  await page.context().close();
});

test('keys lead everywhere, and ? tells which', async () => {
  const page = await rig.open();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  expect(await complaintsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await page.keyboard.press('/');
  expect(await page.evaluate('document.activeElement.type')).toBe('search');
  await page.context().close();
});

test('no page wrote an error to its console', () => {
  expect(rig.complaints).toEqual([]);
});
