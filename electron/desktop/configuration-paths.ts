import type { Configuration } from '../contract/configuration.ts';
import { pathsIn } from '../core/shell/paths-in.ts';

/** The paths that the settings hold. */
export const pathsOf = (configuration: Configuration): readonly string[] => pathsIn(configuration);
