import { z } from 'zod';
import { Configuration } from '../contract/configuration.ts';
import { defaultPreferences, Preferences } from '../contract/preferences.ts';

export const WindowMemory = z.strictObject({
  bounds: z
    .strictObject({
      x: z.int().min(-100_000).max(100_000),
      y: z.int().min(-100_000).max(100_000),
      width: z.int().min(1).max(100_000),
      height: z.int().min(1).max(100_000),
    })
    .optional(),
  maximized: z.boolean().default(false),
});
export type WindowMemory = z.infer<typeof WindowMemory>;

/** The version of the settings' shape that this program writes. */
export const settingsVersion = 1;

/** What stands in the settings file: the headless program's configuration, and what only the desktop app has. */
export const Settings = z.strictObject({
  version: z.literal(settingsVersion),
  configuration: Configuration,
  preferences: Preferences,
  window: WindowMemory,
});
export type Settings = z.infer<typeof Settings>;

export const freshSettings = (): Settings => ({
  version: settingsVersion,
  configuration: Configuration.parse({}),
  preferences: defaultPreferences,
  window: WindowMemory.parse({}),
});

type Raw = Readonly<Record<string, unknown>>;

/** `migrations[n]` makes version n + 1 of version n. Version 0 is a file that says no version. */
const migrations: readonly ((raw: Raw) => Raw)[] = [(raw) => ({ ...raw, version: 1 })];

export interface ReadSettings {
  readonly settings: Settings;
  /** What of the file could not be taken over; empty where all is well. */
  readonly damaged: readonly string[];
}

const versionOf = (raw: Raw): number => {
  const { version } = raw;
  return typeof version === 'number' && Number.isInteger(version) && version >= 0 ? version : 0;
};

/**
 * Reads what stands in a settings file, of whatever version. Each part that is not valid begins anew, so that one bad
 * value does not cost the others.
 */
export const readSettings = (raw: Raw): ReadSettings => {
  const fresh = freshSettings();
  if (Object.keys(raw).length === 0) return { settings: fresh, damaged: [] };
  const version = versionOf(raw);
  const damaged: string[] = version > settingsVersion ? [`version ${version} of a newer Sluice`] : [];
  const migrated = migrations.slice(version).reduce((settings, migrate) => migrate(settings), raw);
  const part = <Part>(name: string, schema: z.ZodType<Part>, otherwise: Part): Part => {
    if (migrated[name] === undefined) return otherwise;
    const parsed = schema.safeParse(migrated[name]);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    damaged.push([name, ...(issue?.path ?? [])].join('.'));
    return otherwise;
  };
  const settings: Settings = {
    version: settingsVersion,
    configuration: part('configuration', Configuration, fresh.configuration),
    preferences: part('preferences', Preferences, fresh.preferences),
    window: part('window', WindowMemory, fresh.window),
  };
  return { settings, damaged };
};
