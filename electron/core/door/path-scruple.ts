import { Fault } from '../../contract/fault.ts';
import { pathsIn } from '../shell/paths-in.ts';
import type { Scruple } from './open-door.ts';

/** What says whether the window may name a path. */
export interface AllowedPaths {
  /** The first of these that is not allowed; undefined where all are. */
  firstRefused(paths: Iterable<string>): string | undefined;
}

/** Refuses every call that names a path which no picker, drop, listing or settings gave. */
export const pathScruple =
  (register: AllowedPaths): Scruple =>
  (_name, input) => {
    const refused = register.firstRefused(pathsIn(input));
    if (refused === undefined) return;
    throw new Fault('call.refused', { reason: `nobody chose the path ${refused.slice(0, 200)}` });
  };
