import Store from 'electron-store';
import { app, ipcMain } from 'electron';
import path from 'node:path';
import { shellFiles } from '../compose/shell.ts';
import type { Configuration } from '../contract/configuration.ts';
import { Fault, type FaultView } from '../contract/fault.ts';
import type { Preferences } from '../contract/preferences.ts';
import type { Log } from '../core/shell/files.ts';
import { readSettings, type Settings, settingsVersion, type WindowMemory } from './settings-shape.ts';

/** The settings of the desktop app, on disk and in memory. */
export interface SettingsStore {
  readonly configuration: Configuration;
  readonly preferences: Preferences;
  readonly window: WindowMemory;
  /** What was wrong with the file at the start. */
  readonly notices: readonly FaultView[];
  setConfiguration(configuration: Configuration): void;
  setPreferences(preferences: Preferences): void;
  setWindow(window: WindowMemory): void;
}

const name = 'settings';
type RawStore = Store<Record<string, unknown>>;
const openStore = (): RawStore => {
  const store = new Store<Record<string, unknown>>({ name, clearInvalidConfig: false });
  // the package opens a way of its own for renderers; ours is the only door
  ipcMain.removeAllListeners('electron-store-get-data');
  return store;
};

/** Virus scanners on Windows hold a file for a moment: what fails with EPERM or EBUSY is tried again. */
const patiently = (write: () => void): void => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      write();
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if ((code !== 'EPERM' && code !== 'EBUSY') || attempt === 5) throw error;
    }
  }
};

/** Opens the settings. A file that is damaged is kept beside the new one and told of. */
export const setupSettings = (log: Log, now: () => number = Date.now): SettingsStore => {
  const file = path.join(app.getPath('userData'), `${name}.json`);
  const notices: FaultView[] = [];
  const keep = (reason: string): void => {
    const kept = shellFiles.setAside(file, `damaged-${now()}`);
    const told = `${reason}; the old file is kept as ${kept === undefined ? 'nothing' : path.basename(kept)}`;
    notices.push(new Fault('configuration.unreadable', { path: file, reason: told }).view);
    log.write('error', 'the settings are damaged', { reason: told });
  };

  let store: RawStore;
  try {
    store = openStore();
  } catch (error) {
    keep(error instanceof Error ? error.message : String(error));
    store = openStore();
  }
  const read = readSettings(store.store);
  let current: Settings = read.settings;
  if (read.damaged.length > 0) {
    keep(`not valid: ${read.damaged.join(', ')}`);
    store = openStore();
  }
  const write = (next: Settings): void => {
    patiently(() => {
      store.store = { ...next, version: settingsVersion };
    });
    current = next;
  };
  if (read.damaged.length > 0) write(current);

  return {
    get configuration() {
      return current.configuration;
    },
    get preferences() {
      return current.preferences;
    },
    get window() {
      return current.window;
    },
    notices,
    setConfiguration: (configuration) => write({ ...current, configuration }),
    setPreferences: (preferences) => write({ ...current, preferences }),
    setWindow: (window) => write({ ...current, window }),
  };
};
