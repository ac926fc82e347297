import { mkdirSync, renameSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ShellFiles } from '../../core/shell/files.ts';

const absent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const readText = async (file: string, limit: number): Promise<string | undefined> => {
  let handle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (absent(error)) return undefined;
    throw error;
  }
  try {
    const { size } = await handle.stat();
    if (size > limit) throw new Error(`${path.basename(file)} has ${size} bytes, more than ${limit}`);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
};

const writeWhole = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  const part = `${file}.part`;
  await rm(part, { force: true });
  const handle = await open(part, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
};

/** The desktop app's own files on this machine's disk. */
export const shellFiles: ShellFiles = {
  readText,
  writeWhole,
  remove: (file) => rm(file, { force: true }),
  setAside: (file, label) => {
    const { dir, name, ext } = path.parse(file);
    const kept = path.join(dir, `${name}.${label}${ext}`);
    try {
      renameSync(file, kept);
      return kept;
    } catch (error) {
      if (absent(error)) return undefined;
      throw error;
    }
  },
  makeFolder: (folder) => void mkdirSync(folder, { recursive: true }),
};
