import { nativeTheme } from 'electron';
import type { PreferencesStore } from '../compose/host/window-parts.ts';
import type { Preferences } from '../contract/preferences.ts';
import type { Log } from '../core/shell/files.ts';
import type { SettingsStore } from './setup-settings.ts';

export interface DesktopPreferences extends PreferencesStore {
  onChange(listener: () => void): void;
}

/** The person's preferences, kept in the settings and applied to the running app, now and with every change. */
export const setupPreferences = (
  settings: SettingsStore,
  setStartAtLogin: (wanted: boolean) => Promise<void>,
  log: Log,
): DesktopPreferences => {
  const listeners: (() => void)[] = [];
  const apply = ({ theme, logLevel }: Preferences): void => {
    nativeTheme.themeSource = theme;
    log.setLevel(logLevel);
  };
  apply(settings.preferences);
  return {
    get: () => settings.preferences,
    set: async (preferences) => {
      if (preferences.startAtLogin !== settings.preferences.startAtLogin) {
        await setStartAtLogin(preferences.startAtLogin);
      }
      settings.setPreferences(preferences);
      apply(preferences);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
  };
};
