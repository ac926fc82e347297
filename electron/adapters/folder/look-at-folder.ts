import { access, constants, opendir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { onNetwork } from '../watch/network.ts';
import { ignoredFile } from '../../core/watch/names.ts';

export interface FolderLook {
  readonly exists: boolean;
  readonly writable: boolean;
  readonly network: boolean;
  /** Files in it that would be taken, up to `mostCounted`. */
  readonly files: number;
}

/** Beyond this nobody needs to know exactly. */
export const mostCounted = 100_000;

const nearest = async (path: string): Promise<string> => {
  const found = await stat(path).catch(() => undefined);
  const above = dirname(path);
  return found?.isDirectory() === true || above === path ? path : nearest(above);
};

const writable = async (folder: string): Promise<boolean> =>
  access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );

/** Looks at a folder that a person would have watched. One that is not there yet is judged by where it would be made. */
export const lookAtFolder = async (path: string): Promise<FolderLook> => {
  const found = await stat(path).catch(() => undefined);
  const exists = found?.isDirectory() === true;
  const there = exists ? path : await nearest(dirname(path));
  const network = await onNetwork(there).catch(() => false);
  const mayWrite = (found === undefined || exists) && (await writable(there));
  if (!exists) return { exists, writable: mayWrite, network, files: 0 };
  let files = 0;
  try {
    for await (const entry of await opendir(path)) {
      if (entry.isFile() && !ignoredFile(entry.name)) files += 1;
      if (files === mostCounted) break;
    }
  } catch {
    return { exists, writable: false, network, files };
  }
  return { exists, writable: mayWrite, network, files };
};
