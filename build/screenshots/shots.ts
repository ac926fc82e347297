import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** One picture: where in the window, and what is done there first. */
export interface Shot {
  readonly name: string;
  /** A path of the window. */
  readonly path: string;
  readonly prepare?: (page: Page, folder: string) => Promise<void>;
}

/** A delivered sample of the sandbox. */
const sampleIn = (folder: string, table: string): string => {
  const delivered = path.join(folder, 'data/sandbox/drop', table, '_delivered');
  const [day = ''] = readdirSync(delivered);
  const [file = ''] = readdirSync(path.join(delivered, day)).toSorted();
  return path.join(delivered, day, file);
};

const preview = async (page: Page, file: string, ready: string): Promise<void> => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a sample…' }).click();
  await (await chooser).setFiles(file);
  await page.getByText(ready).first().waitFor({ timeout: 60_000 });
};

export const shots: readonly Shot[] = [
  {
    name: 'first-run',
    path: '/',
    prepare: (page) => page.getByRole('button', { name: 'Try it with the sandbox' }).waitFor(),
  },
  {
    name: 'overview',
    path: '/',
    prepare: (page) => page.locator('[role=progressbar]:not([aria-valuenow="0"])').first().waitFor(),
  },
  {
    name: 'history',
    path: '/history',
    prepare: (page) => page.locator('.grid-body .file').first().waitFor(),
  },
  {
    name: 'delivery',
    path: '/history?state=rejected',
    prepare: async (page) => {
      await page.locator('.grid-body .file').first().click();
      await page.locator('.detail .stages').waitFor();
    },
  },
  {
    name: 'table-editor',
    path: '/connections/sandbox/tables/order_header',
    prepare: (page, folder) => preview(page, sampleIn(folder, 'order_header'), 'unique and never empty'),
  },
  {
    name: 'nested',
    path: '/connections/sandbox/tables/orders',
    prepare: async (page, folder) => {
      await preview(page, sampleIn(folder, 'orders'), 'unique and never empty');
      await page.getByRole('tab', { name: 'Tables in Celonis' }).click();
    },
  },
  {
    name: 'connection',
    path: '/connections/sandbox',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Test connection' }).click();
      await page.getByText('All steps passed').waitFor();
    },
  },
  {
    name: 'schema',
    path: '/connections/sandbox/tables/order_header/schema',
    prepare: (page) => page.getByLabel('Type of order_id').waitFor(),
  },
  {
    name: 'sandbox',
    path: '/sandbox',
    prepare: (page) => page.locator('.preview-rows td').first().waitFor(),
  },
  { name: 'settings', path: '/settings' },
];
