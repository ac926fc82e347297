import { EventEmitter } from 'node:events';
import { record } from './recorded.ts';

class StandInPowerMonitor extends EventEmitter implements Pick<Electron.PowerMonitor, 'isOnBatteryPower'> {
  isOnBatteryPower(): boolean {
    return false;
  }
}

/** A test emits `suspend` and `resume`. */
export const powerMonitor = new StandInPowerMonitor();

class StandInTheme
  extends EventEmitter
  implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>
{
  themeSource: Electron.NativeTheme['themeSource'] = 'system';
  readonly shouldUseDarkColors = false;
}

export const nativeTheme = new StandInTheme();

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1050 },
} as Electron.Display;

export const screen: Pick<Electron.Screen, 'getAllDisplays' | 'getPrimaryDisplay'> = {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
};

export const shell: Pick<
  Electron.Shell,
  'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem' | 'beep'
> = {
  async openExternal(url): Promise<void> {
    record('open-external', { url });
  },
  async openPath(path): Promise<string> {
    record('open-path', { path });
    return '';
  },
  showItemInFolder(path): void {
    record('show-item', { path });
  },
  async trashItem(path): Promise<void> {
    record('trash-item', { path });
  },
  beep(): void {
    record('beep');
  },
};

export const crashReporter: Pick<Electron.CrashReporter, 'start'> = {
  start(options): void {
    record('crash-reporter', { ...options });
  },
};

class StandInUpdater
  extends EventEmitter
  implements Pick<Electron.AutoUpdater, 'checkForUpdates' | 'setFeedURL' | 'getFeedURL' | 'quitAndInstall'>
{
  #feed = '';
  #closeAndQuit = (): void => undefined;

  setFeedURL(options: Electron.FeedURLOptions): void {
    this.#feed = options.url;
    record('feed-url', { ...options });
  }

  getFeedURL(): string {
    return this.#feed;
  }

  /** Linux has no installer: a test that wants another answer emits it. */
  checkForUpdates(): void {
    record('check-for-updates');
  }

  /** As Electron does it: the windows are closed before `before-quit`. A window that refuses stops it. */
  quitAndInstall(): void {
    record('quit-and-install');
    this.emit('before-quit-for-update');
    this.#closeAndQuit();
  }

  /** Told once by `electron.ts`, which knows the windows. */
  whenQuitting(closeAndQuit: () => void): void {
    this.#closeAndQuit = closeAndQuit;
  }
}

export const autoUpdater = new StandInUpdater();
