import type { Abilities } from '../../contract/calls.ts';
import type { Preferences } from '../../contract/preferences.ts';
import type { HistoryReader } from '../../core/history/reader.ts';
import type { Log } from '../../core/shell/files.ts';
import type { PathRegister } from '../../core/shell/path-register.ts';
import type { EngineHost } from './engine-host.ts';

/** Texts that stand beside the program. */
export interface Library {
  licences(): Promise<string>;
  /** A page of the documentation by its name, e.g. `getting-started`. Throws `usage.wrong` where there is none. */
  document(name: string): Promise<string>;
  /** The last lines of the log. */
  logs(lines: number): Promise<string>;
}

export interface PreferencesStore {
  get(): Preferences | Promise<Preferences>;
  set(preferences: Preferences): void | Promise<void>;
}

/** What the calls of the window are answered with. */
export interface WindowParts {
  readonly host: EngineHost;
  readonly reader: HistoryReader;
  /** The paths that the window may name. */
  readonly register: PathRegister;
  readonly log: Pick<Log, 'write'>;
  readonly abilities: Abilities;
  readonly preferences: PreferencesStore;
  readonly library: Library;
  /** Sluice's own version. */
  readonly version: string;
  /** A folder in which folders for new tables are suggested. */
  readonly suggestIn: string;
}
