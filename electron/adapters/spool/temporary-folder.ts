import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../contract/fault.ts';

/** A folder of one's own among the system's temporary ones, for its owner alone. */
export const temporaryFolder = async (
  prefix: string,
): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), prefix));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};

/** Makes a folder with all that is above it. Throws `usage.wrong` where that cannot be. */
export const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new Fault(
      'usage.wrong',
      { reason: `The folder ${path} cannot be made: ${String(error)}` },
      { cause: error },
    );
  }
};
