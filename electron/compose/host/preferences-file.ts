import { join } from 'node:path';
import { shellFiles } from '../../adapters/shell/shell-files.ts';
import { defaultPreferences, Preferences } from '../../contract/preferences.ts';
import type { PreferencesStore } from './window-parts.ts';

const mostBytes = 65_536;

/** The preferences of a browser's window, in the data directory. A damaged file is kept beside, and begun anew. */
export const preferencesFile = (dataDirectory: string): PreferencesStore => {
  const file = join(dataDirectory, 'preferences.json');
  return {
    get: async () => {
      const text = await shellFiles.readText(file, mostBytes);
      if (text === undefined) return defaultPreferences;
      try {
        return Preferences.parse(JSON.parse(text));
      } catch {
        shellFiles.setAside(file, `damaged-${Date.now()}`);
        return defaultPreferences;
      }
    },
    set: (preferences) => shellFiles.writeWhole(file, `${JSON.stringify(preferences, undefined, 2)}\n`),
  };
};
