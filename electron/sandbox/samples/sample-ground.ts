import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../contract/fault.ts';
import type { Sample } from './sample.ts';

/** A temporary place in which samples are made, watched, converted and loaded. Disposing of it removes all of it. */
export interface SampleGround extends AsyncDisposable {
  /** Where the samples are made. */
  readonly samples: string;
  /** For the engine's data directory, and for the sandbox's. */
  readonly data: string;
  readonly sandbox: string;
  /** The watched folder of a table. */
  folderOf(table: string): string;
  /** Puts a sample into its table's watched folder: it appears there whole, under its own name. */
  drop(sample: Sample): Promise<void>;
}

/** Makes the place in the system's temporary folder, for this user only. Throws `usage.wrong` where that is not to be had. */
export const makeSampleGround = async (tables: readonly string[]): Promise<SampleGround> => {
  const root = await mkdtemp(join(tmpdir(), 'sluice-demo-')).catch((error: unknown) => {
    const cause = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Fault(
      'usage.wrong',
      {
        reason: `the temporary folder ${tmpdir()} cannot be used (${cause})`,
        suggestion: 'Set TMPDIR (on Windows TEMP) to a folder that you may write to.',
      },
      { cause: error },
    );
  });
  const folderOf = (table: string) => join(root, 'drop', table);
  const ground: SampleGround = {
    samples: join(root, 'samples'),
    data: join(root, 'data'),
    sandbox: join(root, 'sandbox'),
    folderOf,
    drop: (sample) => rename(sample.path, join(folderOf(sample.table), sample.file)),
    // a process that is just ending may still hold a file open on Windows
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true, maxRetries: 10 }),
  };
  await using unfinished = new AsyncDisposableStack();
  unfinished.use(ground);
  for (const table of tables) await mkdir(folderOf(table), { recursive: true });
  unfinished.move();
  return ground;
};
