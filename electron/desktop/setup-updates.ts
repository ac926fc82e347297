import { app, autoUpdater } from 'electron';
import type { Log } from '../core/shell/files.ts';
import type { DesktopPreferences } from './setup-preferences.ts';

const every = 6 * 3_600_000;

/**
 * Why updates are not looked for; undefined where they are. Off unless a person names a feed, and only where the system
 * itself checks that an update is signed as the running app is: macOS. A Linux package is updated by its package
 * manager, and Squirrel on Windows checks no signature.
 */
export const noUpdates = (
  platform: NodeJS.Platform,
  packaged: boolean,
  feed: string | null,
): string | undefined => {
  if (feed === null) return 'no feed is set';
  if (!packaged) return 'this is a checkout';
  return platform === 'darwin' ? undefined : 'this system does not check the signature of updates';
};

/** Looks for updates at the feed of the preferences, now and every six hours. */
export const setupUpdates = (preferences: DesktopPreferences, feed: () => string | null, log: Log): void => {
  let timer: NodeJS.Timeout | undefined;
  autoUpdater.on('error', (error) => log.write('warn', 'the update failed', { reason: error.message }));
  autoUpdater.on('update-downloaded', () => log.write('info', 'an update is ready for the next start'));
  const arrange = (): void => {
    clearInterval(timer);
    const url = feed();
    const reason = noUpdates(process.platform, app.isPackaged, url);
    if (reason !== undefined || url === null) {
      if (url !== null) log.write('info', 'updates are not looked for', { reason });
      return;
    }
    autoUpdater.setFeedURL({ url });
    autoUpdater.checkForUpdates();
    timer = setInterval(() => autoUpdater.checkForUpdates(), every);
    timer.unref();
  };
  preferences.onChange(arrange);
  arrange();
};
