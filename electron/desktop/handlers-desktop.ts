import { app, nativeTheme, shell } from 'electron';
import path from 'node:path';
import { Fault } from '../contract/fault.ts';
import { Preferences } from '../contract/preferences.ts';
import { done, type WindowHandlers } from '../core/door/handlers.ts';
import type { Log } from '../core/shell/files.ts';
import { type Dropping, tableOf } from './drop-files.ts';
import type { Pickers } from './pickers.ts';
import type { SettingsStore } from './setup-settings.ts';

export interface DesktopHandlerParts {
  readonly settings: SettingsStore;
  readonly pickers: Pickers;
  readonly dropping: Dropping;
  readonly dataDirectory: string;
  readonly log: Log;
  readonly setStartAtLogin: (wanted: boolean) => Promise<void>;
  readonly preferencesChanged: () => void;
}

/** Opens a folder in the system's file manager. */
export const openFolder = async (folder: string): Promise<typeof done> => {
  const failure = await shell.openPath(folder);
  if (failure !== '') throw new Fault('folder.missing', { path: folder, reason: failure });
  return done;
};

/** The preferences with what is given in place of what was. */
const changed = (
  before: Preferences,
  given: { readonly [Name in keyof Preferences]?: Preferences[Name] | undefined },
) =>
  Preferences.parse({
    ...before,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  });

const versions = (): Record<string, string> =>
  Object.fromEntries(
    ['electron', 'chrome', 'node'].flatMap((name) => {
      const version = process.versions[name];
      return version === undefined ? [] : [[name, version]];
    }),
  );

/** Answers the calls that the shell itself has to do with: pickers, drops, preferences. */
export const desktopHandlers = (parts: DesktopHandlerParts): WindowHandlers => {
  const { settings, pickers, dropping } = parts;
  return {
    'window.abilities': () => ({ shell: 'desktop', pickers: true, startAtLogin: true, openFolders: true }),
    'folder.pick': async () => ({ path: await pickers.folder() }),
    'file.pick': async () => ({ path: await pickers.file('sample') }),
    'file.drop': async ({ paths, ...lane }) => ({ copied: await dropping.drop(lane, paths) }),
    'folder.open': (lane) => openFolder(tableOf(settings.configuration, lane).folder),
    'preferences.get': () => settings.preferences,
    'preferences.set': async (changes) => {
      const before = settings.preferences;
      const after = changed(before, changes);
      if (after.startAtLogin !== before.startAtLogin) await parts.setStartAtLogin(after.startAtLogin);
      settings.setPreferences(after);
      parts.preferencesChanged();
      return after;
    },
    'about.get': () => ({
      version: app.getVersion(),
      versions: versions(),
      dataDirectory: path.normalize(parts.dataDirectory),
      licence: 'Apache-2.0',
    }),
  };
};

/** What the preferences mean for the running app. */
export const applyPreferences = (preferences: Preferences, log: Log): void => {
  nativeTheme.themeSource = preferences.theme;
  log.setLevel(preferences.logLevel);
};
