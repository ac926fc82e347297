import { app, session, shell } from 'electron';
import { allowedLink } from '../core/shell/external-links.ts';
import type { Log } from '../core/shell/files.ts';
import { appOrigin, isOwnPage } from './app-origin.ts';

/** Hands a link to the system's browser if it is on the list; true where it was. */
export const openExternalLink = async (address: string, log: Log): Promise<boolean> => {
  const link = allowedLink(address);
  if (link === undefined) {
    log.write('warn', 'a link was refused', { url: address.slice(0, 500) });
    return false;
  }
  await shell.openExternal(link);
  return true;
};

/** Nothing that runs in a window may ask for a permission, leave its page, or open another. */
export const setupGuards = (log: Log): void => {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, decide) => {
    log.write('warn', 'a permission was refused', { permission });
    decide(false);
  });
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  // what the window itself makes (the history as CSV) may be saved; the system asks where
  defaultSession.on('will-download', (event, item) => {
    if (item.getURL().startsWith(`blob:${appOrigin}/`)) return;
    event.preventDefault();
    log.write('warn', 'a download was refused', { url: item.getURL().slice(0, 500) });
  });
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault(): void; readonly url: string }): void => {
      if (isOwnPage(event.url)) return;
      event.preventDefault();
      log.write('warn', 'a navigation was refused', { url: event.url.slice(0, 500) });
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
      log.write('warn', 'a web view was refused');
    });
    contents.setWindowOpenHandler(({ url }) => {
      void openExternalLink(url, log);
      return { action: 'deny' };
    });
  });
};
