import { constants } from 'node:fs';
import { copyFile, link, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { freeName } from '../../core/shell/free-name.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Gives a finished file its name unless that is taken; false where it is. */
const named = async (part: string, target: string): Promise<boolean> => {
  try {
    await link(part, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // no hard links on this file system: an exclusive copy, with the time that the order depends on
    const { atime, mtime } = await stat(part);
    try {
      await copyFile(part, target, constants.COPYFILE_EXCL);
    } catch (again) {
      if (codeOf(again) === 'EEXIST') return false;
      throw again;
    }
    await utimes(target, atime, mtime);
  }
  await rm(part, { force: true });
  return true;
};

/** Gives a finished file of a folder its name there, or one with a number where that is taken. Never overwrites. */
export const giveName = async (part: string, folder: string, wished: string): Promise<string> => {
  for (;;) {
    const taken = new Set((await readdir(folder)).map((name) => name.toLowerCase()));
    const name = freeName(wished, taken);
    if (await named(part, path.join(folder, name))) return name;
  }
};
