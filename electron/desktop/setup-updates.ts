import { app, autoUpdater } from 'electron';
import { openUpdater, type Squirrel } from '../compose/shell.ts';
import type { HandlersOf } from '../core/door/handlers.ts';
import type { Log } from '../core/shell/files.ts';
import type { Updater } from '../core/updates/updater.ts';
import { openExternalLink } from './setup-guards.ts';
import type { DesktopPreferences } from './setup-preferences.ts';

export interface UpdateSettings {
  /** The folder of the main bundle. */
  readonly build: string;
  readonly preferences: DesktopPreferences;
  readonly feed: () => string | null;
  readonly log: Log;
}

export interface DesktopUpdates {
  readonly updater: Updater;
  /** The newer version that is there, or ready for the next start. */
  newVersion(): string | undefined;
  readonly handlers: HandlersOf<'updates.get' | 'updates.look' | 'updates.apply'>;
}

/** Hands the version at `url` to Squirrel, and waits until it has taken it. */
const squirrel: Squirrel = (url, signal) =>
  new Promise((resolve, reject) => {
    const listeners = {
      'update-downloaded': () => end(resolve),
      'update-not-available': () => end(() => reject(new Error('the installer did not take the version'))),
      error: (error: Error) => end(() => reject(error)),
    } as const;
    const names = Object.keys(listeners) as (keyof typeof listeners)[];
    const end = (act: () => void): void => {
      for (const name of names) autoUpdater.removeListener(name as 'error', listeners[name]);
      signal.removeEventListener('abort', stop);
      act();
    };
    const stop = (): void => end(() => reject(signal.reason as Error));
    for (const name of names) autoUpdater.on(name as 'error', listeners[name]);
    signal.addEventListener('abort', stop);
    autoUpdater.setFeedURL({ url });
    autoUpdater.checkForUpdates();
  });

/** Looks for new versions at the feed of the settings; where there is none, nothing is ever asked for. */
export const setupUpdates = async (settings: UpdateSettings): Promise<DesktopUpdates> => {
  const { build, preferences, feed, log } = settings;
  const updater = await openUpdater({
    build,
    folder: app.getPath('userData'),
    version: app.getVersion(),
    platform: process.platform,
    arch: process.arch,
    address: feed,
    squirrel,
    log,
  });
  let arranged = feed();
  preferences.onChange(() => {
    if (feed() === arranged) return;
    arranged = feed();
    updater.arrange();
  });
  updater.arrange();
  return {
    updater,
    newVersion: () => {
      const { state, version } = updater.view;
      return (state === 'available' || state === 'ready') && version !== null ? version : undefined;
    },
    handlers: {
      'updates.get': () => updater.view,
      'updates.look': () => updater.look(),
      'updates.apply': async () => {
        const { state, page } = updater.view;
        if (state === 'ready') {
          // the window hears the answer before it is closed
          setImmediate(() => autoUpdater.quitAndInstall());
          return { opened: true };
        }
        return { opened: state === 'available' && page !== null && (await openExternalLink(page, log)) };
      },
    },
  };
};
