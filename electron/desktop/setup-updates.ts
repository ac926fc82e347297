import { app, autoUpdater } from 'electron';
import type { Log } from '../core/shell/files.ts';
import { noUpdates } from '../core/shell/no-updates.ts';
import type { DesktopPreferences } from './setup-preferences.ts';

const every = 6 * 3_600_000;

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
