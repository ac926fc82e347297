import { join } from 'node:path';
import type { ConvertJob, Warning } from '../contract/converter.ts';
import { usualNullWords } from '../core/convert/null-words.ts';
import { planColumns, type Planned } from '../core/convert/column-plan.ts';
import { columnNames } from '../core/validate/column-names.ts';
import { keyColumns } from '../core/validate/key-columns.ts';
import { refuseTooWide } from '../core/validate/table-width.ts';
import { conclude, stagedRows, type Converted } from './conclude.ts';
import type { JobRoom } from './job-room.ts';
import type { Reading } from './reading.ts';
import { stageTable } from './staging/stage-table.ts';
import type { Staged } from './staging/staged-column.ts';
import { TextStaging } from './staging/text-staging.ts';

type TableReading = Extract<Reading, { kind: 'table' }>;

/** Converts rows of text: stages them, learns or applies the schema, writes and proves the output. */
export const convertTable = async (
  reading: TableReading,
  job: ConvertJob,
  room: JobRoom,
): Promise<Converted> => {
  if (reading.columns.length === 0) return nothing(reading, job, room);
  refuseTooWide(reading.columns.length);
  const named = columnNames(job.options.columnNames ?? reading.columns.map(({ header }) => header));
  const fileColumns = reading.columns.map(({ header, hint }, index) => ({
    header,
    hint,
    name: named.names[index] ?? '',
  }));
  const planned = planColumns(fileColumns, job.options, job.pinned, job.drift);
  // before anything is read: a missing key is the quickest fault to tell
  keyColumns(
    planned.columns.map(({ name }) => name),
    job.primaryKey,
    job.ageColumn,
  );
  const staging = await TextStaging.create(join(job.temporary, 'rows.csv'));
  let staged: Staged;
  try {
    staged = await stageTable({
      rows: reading.rows,
      planned,
      staging,
      // the reader of delimited text has seen to both: only it knows what was in quotes
      nullWords: new Set(reading.format === 'delimited' ? [] : (job.options.nullWords ?? usualNullWords)),
      trim: reading.format !== 'delimited' && (job.options.trim ?? false),
      signal: room.signal,
    });
  } finally {
    await staging.close();
  }
  return conclude({
    reading,
    job,
    room,
    source: stagedRows(staging, staged.width, job.datesAs),
    staged,
    added: planned.added,
    missing: planned.missing,
    warnings: [...named.warnings, ...planned.warnings, ...ofReading(reading, planned)],
  });
};

/** Where the pinned schema knows a column by its header, that tells the header from the rows. */
const ofReading = (reading: TableReading, { columns }: Planned): readonly Warning[] =>
  columns.some(({ pinned }) => pinned !== undefined)
    ? reading.warnings.filter(({ code }) => code !== 'header.assumed')
    : reading.warnings;

/** A file without a single column: there is nothing to send, and nothing to learn. */
const nothing = (reading: TableReading, job: ConvertJob, room: JobRoom): Converted => ({
  format: reading.format,
  encoding: reading.encoding,
  dialect: reading.dialect,
  rows: 0,
  rejectedRows: 0,
  columns: [],
  schema: job.pinned ?? { columns: [], pinnedAt: room.now(), from: job.sourceName },
  added: [],
  missing: [],
  warnings: [...reading.warnings],
  evidence: [...reading.evidence],
  bytesOut: 0,
  passedThrough: false,
});
