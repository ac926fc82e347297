import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { record } from './recorded.ts';

/** What the environment of the stand-in may say; `launch.ts` sets it. */
const settings = {
  executable: process.env['STAND_IN_CHROMIUM'] ?? '/usr/bin/chromium',
  headed: process.env['STAND_IN_HEADED'] === '1',
  /** Where a test attaches to the same browser. */
  debuggingPort: process.env['STAND_IN_PORT'],
};

let starting: Promise<BrowserContext> | undefined;
let expectedPages = 0;

const start = async (userData: string): Promise<BrowserContext> => {
  const context = await chromium.launchPersistentContext(path.join(userData, 'stand-in-chromium'), {
    executablePath: settings.executable,
    headless: !settings.headed,
    viewport: null,
    args: settings.debuggingPort === undefined ? [] : [`--remote-debugging-port=${settings.debuggingPort}`],
  });
  // A page that no window asked for is a popup. Its opener's window-open handler was asked; what it allows is not
  // supported here, so the page is closed, and nothing may load in it meanwhile.
  context.on('page', (page) => {
    if (expectedPages > 0) expectedPages -= 1;
    else void page.close().catch(() => undefined);
  });
  await context.route('**/*', (route) => {
    record('request-blocked', { url: route.request().url() });
    return route.abort();
  });
  return context;
};

/** The one browser of this application, started at the first call. */
export const openChromium = (userData: string): Promise<BrowserContext> => (starting ??= start(userData));

/** A page for a window. The blank page that Chromium begins with serves the first one. */
export const openPage = async (context: BrowserContext, taken: ReadonlySet<unknown>) => {
  const blank = context.pages().find((page) => !taken.has(page) && page.url() === 'about:blank');
  if (blank !== undefined) return blank;
  expectedPages += 1;
  return context.newPage();
};

export const closeChromium = async (): Promise<void> => {
  const context = await starting?.catch(() => undefined);
  await context?.close().catch(() => undefined);
};
