import type { Page, Route } from 'playwright-core';
import { cancellable } from './cancellable.ts';
import { record } from './recorded.ts';
import { protocol } from './session.ts';
import { schemeOf, toApplication } from './web-address.ts';
import type { StandInWebContents } from './web-contents.ts';

/** Whether the application itself is just loading this address: then nobody is asked about the navigation. */
export type IsOwnLoad = (webAddress: string) => boolean;

const answerScheme = async (route: Route, scheme: string): Promise<void> => {
  const request = route.request();
  const handler = protocol.handlers.get(scheme);
  if (handler === undefined) return route.abort();
  const body = request.postDataBuffer();
  const response = await handler(
    new Request(toApplication(request.url()), {
      method: request.method(),
      headers: request.headers(),
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    }),
  );
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
};

/** Asks `will-navigate` as Electron does; true where a listener prevented it. */
const prevented = (contents: StandInWebContents, url: string): boolean => {
  const event = cancellable({ url, isMainFrame: true, isSameDocument: false, frame: contents.mainFrame });
  contents.emit('will-navigate', event, url);
  record('will-navigate', { url, prevented: event.defaultPrevented });
  return event.defaultPrevented;
};

/** Everything that the page of a window wants to load goes through here; nothing leaves the machine. */
export const answerRequests = async (
  page: Page,
  contents: StandInWebContents,
  isOwnLoad: IsOwnLoad,
): Promise<void> => {
  const answer = async (route: Route): Promise<void> => {
    const request = route.request();
    const url = request.url();
    const topNavigation = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (topNavigation && !isOwnLoad(url) && prevented(contents, toApplication(url)))
      return route.abort('aborted');
    const scheme = schemeOf(url);
    if (scheme === 'file') return route.fulfill({ path: decodeURIComponent(new URL(url).pathname) });
    if (scheme !== undefined) return answerScheme(route, scheme);
    if (url.startsWith('data:')) return route.continue();
    record('request-blocked', { url });
    return route.abort();
  };
  await page.route('**/*', (route) =>
    answer(route).catch((error: unknown) => {
      process.stderr.write(`stand-in: ${route.request().url()}: ${String(error)}\n`);
      return route.abort().catch(() => undefined);
    }),
  );
};
