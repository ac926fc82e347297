import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConvertJob } from '../../contract/converter.ts';

/** Removes what a killed converter left of a job: the unfinished output and its temporary files. */
export const removeRemains = async (job: ConvertJob): Promise<void> => {
  if (job.output !== undefined) {
    for (const ending of ['.part', '.part.last']) await rm(job.output + ending, { force: true });
  }
  const names = await readdir(job.temporary).catch(() => []);
  for (const name of names) await rm(join(job.temporary, name), { recursive: true, force: true });
};
