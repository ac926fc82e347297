import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { record } from './recorded.ts';

/** What the environment of the stand-in may say; `launch.ts` sets it. */
const settings = {
  executable: process.env['STAND_IN_CHROMIUM'] ?? '/usr/bin/chromium',
  headed: process.env['STAND_IN_HEADED'] === '1',
  /** Where a test attaches to the same browser. */
  debuggingPort: process.env['STAND_IN_PORT'],
};

let starting: Promise<BrowserContext> | undefined;
/** Pages that belong to a window. */
const claimed = new Set<Page>();
/** Windows that are just waiting for their page. */
const claiming = new Set<Promise<Page>>();

/** The browser is the screen here, no part of the app: the app's session bus is not its business. */
const surroundings = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || name === 'DBUS_SESSION_BUS_ADDRESS' ? [] : [[name, value]],
    ),
  );

const start = async (userData: string): Promise<BrowserContext> => {
  const context = await chromium.launchPersistentContext(path.join(userData, 'stand-in-chromium'), {
    executablePath: settings.executable,
    headless: !settings.headed,
    viewport: null,
    env: surroundings(),
    args: [
      // with the frame that Chromium puts around the page
      '--window-size=1140,860',
      ...(settings.debuggingPort === undefined ? [] : [`--remote-debugging-port=${settings.debuggingPort}`]),
    ],
  });
  // A page that no window asked for is a popup. Its opener's window-open handler was asked; what it allows is not
  // supported here, so the page is closed, and nothing may load in it meanwhile.
  context.on('page', (page) => {
    void Promise.allSettled(claiming).then(() => {
      if (!claimed.has(page) && claimed.size > 0) void page.close().catch(() => undefined);
    });
  });
  await context.route('**/*', (route) => {
    record('request-blocked', { url: route.request().url() });
    return route.abort();
  });
  return context;
};

/** The one browser of this application, started at the first call. */
export const openChromium = (userData: string): Promise<BrowserContext> => (starting ??= start(userData));

const claimPage = async (context: BrowserContext): Promise<Page> => {
  const blank = context.pages().find((page) => !claimed.has(page) && page.url() === 'about:blank');
  const page = blank ?? (await context.newPage());
  claimed.add(page);
  return page;
};

/** A page for a window. The blank page that Chromium begins with serves the first one. */
export const openPage = (context: BrowserContext): Promise<Page> => {
  const page = claimPage(context);
  claiming.add(page);
  void page.catch(() => undefined).finally(() => claiming.delete(page));
  return page;
};

export const closeChromium = async (): Promise<void> => {
  const context = await starting?.catch(() => undefined);
  await context?.close().catch(() => undefined);
};
