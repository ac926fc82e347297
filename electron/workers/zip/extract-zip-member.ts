import { open, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Fault } from '../../contract/fault.ts';
import { InflationGuard } from '../archive/inflation-guard.ts';
import { sourceFault } from '../source/source-bytes.ts';
import { openZip } from './open-zip.ts';

/**
 * Unpacks one member that `listZip` named to `toPath`, a path that the caller chose: the member's own name is never
 * used as a path. Throws `format.damaged`, `archive.unsafe` (a bomb) and `disk.full`; then `toPath` does not exist.
 */
export const extractZipMember = async (
  path: string,
  member: string,
  toPath: string,
  signal: AbortSignal,
): Promise<void> => {
  const name = basename(path);
  const zip = await openZip(path, name);
  try {
    const entry = zip.entries.find((candidate) => candidate.name === member);
    if (entry === undefined)
      throw new Fault('format.damaged', { file: name, reason: `it holds no ${member}` });
    const guard = new InflationGuard({ name, packed: entry.packed, folder: dirname(toPath) });
    const guarded = async function* () {
      for await (const chunk of zip.bytes(entry, signal)) {
        await guard.add(chunk.length);
        yield chunk;
      }
    };
    const output = await open(toPath, 'wx');
    await pipeline(guarded, output.createWriteStream(), { signal }).catch(async (error: unknown) => {
      await rm(toPath, { force: true });
      throw error;
    });
  } catch (error) {
    signal.throwIfAborted();
    throw sourceFault(error, name);
  } finally {
    zip.close();
  }
};
