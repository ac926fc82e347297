import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../contract/fault.ts';
import type { DeliveryFiles } from '../../core/pipeline/ports.ts';

/** Codes of the file system that mean "there is no such file". */
const absent = new Set(['ENOENT', 'ENOTDIR']);

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/**
 * The spool: `spool/ID.parquet` and a folder for temporary files a delivery, under the data directory. Nothing else
 * writes there.
 */
export const spoolFiles = (dataDirectory: string): DeliveryFiles => {
  const spool = join(dataDirectory, 'spool');
  const temporary = join(dataDirectory, 'temporary');
  const output = (id: number) => join(spool, `${id}.parquet`);

  return {
    version: async (path) => {
      try {
        const found = await stat(path, { bigint: true });
        return found.isFile() ? { size: Number(found.size), mtimeNs: found.mtimeNs } : undefined;
      } catch (error) {
        const code = codeOf(error);
        if (code !== undefined && absent.has(code)) return undefined;
        throw new Fault('source.unreadable', { path, reason: String(code ?? error) }, { cause: error });
      }
    },

    isFolder: async (path) => {
      try {
        return (await stat(path)).isDirectory();
      } catch {
        return false;
      }
    },

    places: async (id) => {
      const folder = join(temporary, String(id));
      try {
        await mkdir(spool, { recursive: true });
        await mkdir(folder, { recursive: true });
      } catch (error) {
        const code = codeOf(error);
        if (code === 'ENOSPC') throw new Fault('disk.full', { path: dataDirectory }, { cause: error });
        throw new Fault(
          'dataDirectory.unusable',
          { path: dataDirectory, reason: String(error) },
          { cause: error },
        );
      }
      return { output: output(id), temporary: folder };
    },

    clear: async (id) => {
      for (const path of [output(id), `${output(id)}.part`, `${output(id)}.rejected-rows.csv`]) {
        await rm(path, { force: true });
      }
      await rm(join(temporary, String(id)), { recursive: true, force: true });
    },

    sweep: async (owners) => {
      for (const name of await names(spool)) {
        if (!owners.has(Number.parseInt(name, 10)) || name.endsWith('.part'))
          await rm(join(spool, name), { force: true });
      }
      // no conversion is under way when the owner starts
      for (const name of await names(temporary))
        await rm(join(temporary, name), { recursive: true, force: true });
    },
  };
};

const names = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
};
