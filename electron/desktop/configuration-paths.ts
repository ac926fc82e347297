import type { Configuration } from '../contract/configuration.ts';
import { Fault } from '../contract/fault.ts';
import type { PathRegister } from '../core/shell/path-register.ts';
import { pathsIn } from '../core/shell/paths-in.ts';
import type { Scruple } from './door.ts';

/** The paths that the settings hold. */
export const pathsOf = (configuration: Configuration): readonly string[] => pathsIn(configuration);

/** Refuses every call that names a path which neither a picker nor the settings gave. */
export const pathScruple =
  (register: PathRegister): Scruple =>
  (_name, input) => {
    const refused = register.firstRefused(pathsIn(input));
    if (refused === undefined) return;
    throw new Fault('call.refused', { reason: `nobody chose the path ${refused.slice(0, 200)}` });
  };
