import { randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { copyFile, open, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { CopiedFile, DropCopier } from '../../core/shell/files.ts';
import { giveName } from './give-name.ts';

type Refusal = NonNullable<CopiedFile['refused']>;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const refusalFor = (error: unknown): Refusal => {
  if (codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT') return 'noSpace';
  return codeOf(error) === 'ENOENT' ? 'gone' : 'failed';
};

const looked = async (file: string): Promise<Stats | undefined> => stat(file).catch(() => undefined);

const synced = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Copies under a name that the watched folder ignores, then gives it its own name, at once and whole. */
const copyOne = async (source: string, folder: string, modified: number): Promise<string> => {
  const part = path.join(folder, `.${randomUUID()}.part`);
  try {
    await copyFile(source, part, constants.COPYFILE_EXCL);
    await synced(part);
    await utimes(part, modified / 1_000, modified / 1_000);
    return await giveName(part, folder, path.basename(source));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};

/** `now` gives the wall clock in milliseconds. */
export const dropCopier = (now: () => number = Date.now): DropCopier => {
  let last = 0;
  return {
    copyInto: async (folder, sources, signal) => {
      const target = await looked(folder);
      if (target?.isDirectory() !== true) {
        return sources.map((source) => ({ source, refused: 'folderMissing' as const }));
      }
      const copied: CopiedFile[] = [];
      for (const source of sources) {
        signal.throwIfAborted();
        const file = await looked(source);
        if (file?.isFile() !== true) {
          copied.push({ source, refused: file === undefined ? 'gone' : 'notAFile' });
        } else if (path.resolve(path.dirname(source)) === path.resolve(folder)) {
          copied.push({ source, refused: 'alreadyThere' });
        } else {
          // later than the one before, so that the order survives even when all are found at once
          last = Math.max(now(), last + 2);
          try {
            copied.push({ source, copiedAs: await copyOne(source, folder, last) });
          } catch (error) {
            const reason = error instanceof Error ? error.message : String(error);
            copied.push({ source, refused: refusalFor(error), reason });
          }
        }
      }
      return copied;
    },
  };
};
