import { constants, type Stats } from 'node:fs';
import { access, lstat, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Fault } from '../../contract/fault.ts';
import { makeFolder } from './temporary-folder.ts';

/**
 * That a file can be put at a path: its folder is made where it is missing, and nothing but a file may be replaced.
 * Throws `usage.wrong`.
 */
export const placeToWrite = async (path: string): Promise<void> => {
  const folder = dirname(path);
  await makeFolder(folder);
  const there = await lstat(path).catch(absent);
  // written under this name first
  await lstat(`${path}.part`).catch(absent);
  if (there !== undefined && !there.isFile() && !there.isSymbolicLink()) {
    throw new Fault('usage.wrong', {
      reason: `${path} is ${kindOf(there)}, not a file that could be replaced`,
      suggestion: there.isDirectory() ? 'Use --out-dir for a folder.' : 'Name another file.',
    });
  }
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    const reason = `The folder ${folder} cannot be written to: ${String(error)}`;
    throw new Fault(
      'usage.wrong',
      { reason, suggestion: 'Choose another with --out-dir.' },
      { cause: error },
    );
  }
};

/** Why there is nothing to read at a path, `given` being how a person wrote it. */
export const whyNoFile = async (path: string, given: string): Promise<string> => {
  const there = await stat(path).catch(() => undefined);
  return there === undefined ? `There is no file ${given}` : `${given} is ${kindOf(there)}, not a file`;
};

const absent = (error: unknown): undefined => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return undefined;
  const path = error instanceof Error && 'path' in error ? String(error.path) : '';
  const reason =
    code === 'ENAMETOOLONG' ? `The name ${basename(path)} is too long for this disk` : String(error);
  throw new Fault('usage.wrong', { reason, suggestion: 'Choose a shorter one with -o.' }, { cause: error });
};

const kindOf = (stats: Stats): string =>
  stats.isDirectory() ? 'a folder' : stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
