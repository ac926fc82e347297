import { constants, type BigIntStats } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from './disk-faults.ts';
import { look } from './look.ts';

const exists = (path: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`EEXIST: ${path}`), { code: 'EEXIST' });

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Copies whole or not at all; false when the copy has not the size that is expected. Error `EEXIST` when something lies
 * at the target.
 */
export const copyWhole = async (from: string, to: string, size?: bigint): Promise<boolean> => {
  if ((await look(to)) !== undefined) throw exists(to);
  await mkdir(dirname(to), { recursive: true });
  // short, since the target's own name may be as long as a name can be
  const part = join(dirname(to), `.${process.pid}.part`);
  await rm(part, { force: true });
  try {
    await copyFile(from, part, constants.COPYFILE_EXCL);
    await sync(part);
    if (size !== undefined && (await look(part))?.size !== size) return false;
    await rename(part, to);
    return true;
  } finally {
    await rm(part, { force: true });
  }
};

/**
 * Moves a file to a free path; error `EEXIST` when something lies there. Across volumes it is copied, and false is
 * returned, with nothing moved, when the source is no longer the file that was looked at.
 */
export const relocate = async (from: string, to: string, seen: BigIntStats): Promise<boolean> => {
  await mkdir(dirname(to), { recursive: true });
  // rename replaces silently; only this process makes files in the archive, one at a time
  if ((await look(to)) !== undefined) throw exists(to);
  try {
    await rename(from, to);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) !== 'EXDEV') throw thrown;
  }
  if (!(await copyWhole(from, to, seen.size))) return false;
  await utimes(to, Number(seen.atimeNs) / 1e9, Number(seen.mtimeNs) / 1e9);
  const now = await look(from);
  const same =
    now !== undefined && now.size === seen.size && now.mtimeNs === seen.mtimeNs && now.ino === seen.ino;
  await unlink(same ? from : to);
  return same;
};
