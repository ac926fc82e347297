import { join } from 'node:path';
import type { ConvertJob, ConvertResult, Warning } from '../contract/converter.ts';
import type { Column, ColumnReading } from '../contract/schema.ts';
import { planColumns } from '../core/convert/column-plan.ts';
import { checkAge, checkLengths, refuseNullKeys, type CheckedColumn } from '../core/validate/column-content.ts';
import { columnNames } from '../core/validate/column-names.ts';
import { keyColumns } from '../core/validate/key-columns.ts';
import type { JobRoom } from './job-room.ts';
import { sealOutput } from './output/seal-output.ts';
import { selection, type OutputColumn } from './output/write-parquet.ts';
import type { Reading } from './reading.ts';
import { stageTable, type Staged } from './staging/stage-table.ts';
import { TextStaging } from './staging/text-staging.ts';

type TableReading = Extract<Reading, { kind: 'table' }>;
export type Converted = Omit<ConvertResult, 'bytesIn' | 'sha256' | 'peakRss' | 'milliseconds'>;

/** Converts rows of text: stages them, learns or applies the schema, writes and proves the output. */
export const convertTable = async (reading: TableReading, job: ConvertJob, room: JobRoom): Promise<Converted> => {
  const named = columnNames(job.options.columnNames ?? reading.columns.map(({ header }) => header));
  const fileColumns = reading.columns.map(({ header, hint }, index) => ({ header, hint, name: named.names[index] ?? '' }));
  const planned = planColumns(fileColumns, job.options, job.pinned, job.drift);
  const names = [...planned.columns.map(({ name }) => name), ...planned.missing.map(({ column }) => column.name)];
  const present = planned.columns.map(({ name }) => name);
  const keys = keyColumns(present, job.primaryKey, job.ageColumn);
  const staging = await TextStaging.create(join(job.temporary, 'rows.csv'), Math.max(1, planned.columns.length));
  let staged: Staged;
  try {
    staged = await stageTable({
      rows: reading.rows,
      planned,
      staging,
      nullWords: new Set(job.options.nullWords ?? ['', 'NULL', '\\N']),
      trim: job.options.trim ?? false,
      signal: room.signal,
    });
  } finally {
    await staging.close();
  }
  const checked: CheckedColumn[] = staged.columns.map(({ reading: { column }, observer }) => ({
    name: column.name,
    type: column.type,
    seen: observer,
  }));
  const at = (index: number): CheckedColumn[] => checked.slice(index, index + 1);
  refuseNullKeys(keys.key.flatMap(at));
  const warnings: Warning[] = [
    ...named.warnings,
    ...reading.warnings,
    ...staged.warnings,
    ...checkLengths(checked, job.longTexts ?? 'refuse'),
    ...(keys.age === undefined ? [] : at(keys.age).flatMap(checkAge)),
    ...missingWarnings(planned.missing),
  ];
  const columns = inPinnedOrder(staged, planned.missing, job);
  const schema = { columns: columns.map(({ reading: known }) => known), pinnedAt: job.pinned?.pinnedAt ?? room.now(), from: job.pinned?.from ?? job.sourceName };
  const common = {
    format: reading.format,
    encoding: reading.encoding,
    dialect: reading.dialect,
    rejectedRows: 0,
    columns: columns.map(({ reading: known }) => writtenColumn(known, job.datesAs)),
    schema,
    added: [...planned.added],
    missing: planned.missing.map(({ column }) => column.name),
    evidence: [...reading.evidence, ...staged.evidence],
    passedThrough: false,
  };
  if (staged.rows === 0) return { ...common, rows: 0, warnings, bytesOut: 0 };
  const sealed = await sealOutput({
    job,
    room,
    query: (parallel) => `SELECT ${selection(columns, job.datesAs)} FROM ${staging.relation(parallel)}`,
    staged,
    bytes: staging.bytes,
    columns,
    written: common.columns,
    key: keys.key.map((index) => names[index] ?? ''),
    age: keys.age === undefined ? undefined : names[keys.age],
  });
  return { ...common, rows: sealed.rows, warnings: [...warnings, ...sealed.warnings], bytesOut: sealed.bytes };
};

const writtenColumn = ({ column }: ColumnReading, datesAs: 'native' | 'text'): Column =>
  datesAs === 'text' && (column.type === 'DATE' || column.type === 'DATETIME') ? { name: column.name, type: 'STRING' } : column;

/** A pinned schema's order, then what the file added; columns that the file lacks are written as NULL. */
const inPinnedOrder = (staged: Staged, missing: readonly ColumnReading[], job: ConvertJob): OutputColumn[] => {
  const present = staged.columns.map(({ reading, staged: place }): OutputColumn => ({ reading, staged: place }));
  if (job.pinned === undefined) return present;
  const all = [...present, ...missing.map((reading): OutputColumn => ({ reading, staged: undefined }))];
  const order = new Map(job.pinned.columns.map((reading, index) => [reading, index]));
  const rank = ({ reading }: OutputColumn) => order.get(reading) ?? order.size;
  return all.toSorted((a, b) => rank(a) - rank(b));
};

const missingWarnings = (missing: readonly ColumnReading[]): Warning[] =>
  missing.map(({ column }) => ({
    code: 'column.missing',
    column: column.name,
    message: `the file has no column ${column.name}; it is written as null.`,
  }));
