import type { BigIntStats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { SourceVersion } from '../../core/archive/port.ts';
import { codeOf } from './disk-faults.ts';

/** What lies at a path, itself and not where it may lead to; undefined: nothing. */
export const look = async (path: string): Promise<BigIntStats | undefined> => {
  try {
    return await lstat(path, { bigint: true });
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
};

export const isVersion = (found: BigIntStats, version: SourceVersion): boolean =>
  found.isFile() && Number(found.size) === version.size && found.mtimeNs === version.mtimeNs;
