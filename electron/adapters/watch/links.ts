import type { BigIntStats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { WarningKind } from '../../core/watch/port.ts';

/** Where a symbolic link leads: to a file inside the folder, or a reason to leave it alone. */
export type Linked =
  | { readonly found: BigIntStats; readonly name: string }
  | { readonly found: undefined; readonly warning: WarningKind | undefined };

/** Follows a link to its end. `realRoot` is the folder's own real path; the name is relative to it, with `/`. */
export const linkedFile = async (path: string, realRoot: string): Promise<Linked> => {
  try {
    const target = await realpath(path);
    const name = relative(realRoot, target);
    const outside = name === '' || name === '..' || name.startsWith(`..${sep}`) || target === name;
    if (outside) return { found: undefined, warning: 'linkLeadsOutside' };
    const found = await stat(target, { bigint: true });
    if (found.isFile()) return { found, name: name.split(sep).join('/') };
    // a folder inside is found without the link
    return { found: undefined, warning: found.isDirectory() ? undefined : 'notAFile' };
  } catch {
    return { found: undefined, warning: 'linkBroken' };
  }
};
