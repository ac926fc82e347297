import { join } from 'node:path';
import type { ConvertJob } from '../contract/converter.ts';
import { conclude, stagedRows, type Converted } from './conclude.ts';
import type { JobRoom } from './job-room.ts';
import type { Reading } from './reading.ts';
import { stageRecords, type StagedRecords } from './staging/stage-records.ts';
import { TextStaging } from './staging/text-staging.ts';

type RecordsReading = Extract<Reading, { kind: 'records' }>;

/** Converts records into a flat table: objects dissolve into `parent_child`, the rest is as for any table. */
export const convertRecords = async (
  reading: RecordsReading,
  job: ConvertJob,
  room: JobRoom,
): Promise<Converted> => {
  const staging = await TextStaging.create(join(job.temporary, 'rows.csv'));
  let records: StagedRecords;
  try {
    records = await stageRecords(reading, job, staging, room.signal);
  } finally {
    await staging.close();
  }
  const { staged, added, missing, warnings } = records;
  return conclude({
    reading,
    job,
    room,
    source: stagedRows(staging, staged.width, job.datesAs),
    staged,
    added,
    missing,
    warnings: [...reading.warnings, ...warnings],
  });
};
