import type { Configuration } from '../../contract/configuration.ts';

/** Where a configuration is kept. */
export interface ConfigurationStore {
  /** What holds now; empty where nothing was kept yet. Throws a Fault where it cannot be read or is not valid. */
  load(): Configuration | Promise<Configuration>;
  /** Keeps it, whole or not at all. Throws `configuration.unreadable` where somebody else has changed it meanwhile. */
  save(configuration: Configuration): void | Promise<void>;
}
