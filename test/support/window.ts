import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serveEngine, type ServedEngine } from '../../electron/compose/ui.ts';

const version = '0.0.0-test';

/** The window over one of its doors, with the real engine behind it. */
export interface WindowRig {
  /** Everything of this rig: configuration, data, the built window. */
  readonly folder: string;
  /** A page that shows the window. */
  open(): Promise<Page>;
  /** What the pages wrote to their consoles as errors; refused requests while the engine was down are left out. */
  readonly complaints: readonly string[];
  /** Does an act of the page that asks for a file, and gives it this one. */
  choose(page: Page, file: string, act: () => Promise<void>): Promise<void>;
  /** The text that an act of the page saves as a file. */
  saved(page: Page, act: () => Promise<void>): Promise<string>;
  close(): Promise<void>;
}

/** The window in a browser, over HTTP. */
export interface BrowserRig extends WindowRig {
  readonly browser: Browser;
  readonly served: () => ServedEngine;
  /** A fresh page that has gone through the first address, with its token. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** Ends the engine and starts it again on the same data and at the same address. */
  restart(whileDown?: () => Promise<void>): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Builds the window as it is shipped. A process of its own: the test runner's NODE_ENV would bring React's slow form. */
export const buildWindow = async (outDir: string): Promise<void> => {
  await run(
    process.execPath,
    [
      join(root, 'node_modules/vite/bin/vite.js'),
      'build',
      '-c',
      'build/vite/renderer.config.ts',
      '--outDir',
      outDir,
    ],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  );
};

/** The real engine with the built window, and Debian's Chromium to look at it. */
export const startWindow = async (): Promise<BrowserRig> => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-window-'));
  const windowFiles = join(folder, 'window');
  await buildWindow(windowFiles);
  const serve = (port: number): Promise<ServedEngine> =>
    serveEngine({
      configurationFile: join(folder, 'sluice.yaml'),
      dataDirectory: join(folder, 'data'),
      program: 'sluice run',
      version,
      address: { host: '127.0.0.1', port },
      onEvent: () => undefined,
      windowFiles,
    });
  let served = await serve(0);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const complaints: string[] = [];
  return {
    folder,
    browser,
    complaints,
    served: () => served,
    open: async (options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'en-US',
        ...options,
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('ERR_CONNECTION_REFUSED'))
          complaints.push(message.text());
      });
      await page.goto(served.url);
      await page.locator('main h1').waitFor();
      return page;
    },
    choose: async (page, file, act) => {
      const chooser = page.waitForEvent('filechooser');
      await act();
      await (await chooser).setFiles(file);
    },
    saved: async (page, act) => {
      const download = page.waitForEvent('download');
      await act();
      return readFile(await (await download).path(), 'utf8');
    },
    restart: async (whileDown) => {
      const port = Number(new URL(served.url).port);
      await served.close();
      await whileDown?.();
      served = await serve(port);
    },
    close: async () => {
      await browser.close();
      await served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Goes to a page of the window by its path. */
export const visit = async (page: Page, path: string): Promise<void> => {
  await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
  await page.locator('main h1').waitFor();
};

/** Clicks through the first run into the sandbox and waits until its samples have gone their way. */
export const trySandbox = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Try it with the sandbox' }).click();
  const lane = (table: string) => page.locator(`[data-table=${table}] td:nth-of-type(3)`);
  for (const table of ['customer', 'order_header', 'orders', 'activity'])
    await lane(table).filter({ hasText: /^1$/ }).waitFor({ timeout: 60_000 });
};
