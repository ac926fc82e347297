import type { ConvertJob, ConvertResult, Warning } from '../contract/converter.ts';
import { Fault } from '../contract/fault.ts';
import type { Column, ColumnReading } from '../contract/schema.ts';
import {
  checkAge,
  checkLengths,
  refuseNullKeys,
  type CheckedColumn,
} from '../core/validate/column-content.ts';
import { isTold, pinnedReading } from '../core/convert/column-plan.ts';
import { aboutColumns } from '../core/validate/column-names.ts';
import { nearest } from '../core/configuration/nearest.ts';
import { warning } from '../contract/words/warning.ts';
import { keyColumns } from '../core/validate/key-columns.ts';
import { identifier } from './duckdb/sql-text.ts';
import type { JobRoom } from './job-room.ts';
import { compareContents } from './output/compare-contents.ts';
import { proveTable } from './output/prove-table.ts';
import { evidenceOf, sealOutput } from './output/seal-output.ts';
import { selection, type OutputColumn } from './output/write-parquet.ts';
import type { Reading } from './reading.ts';
import type { Staged } from './staging/staged-column.ts';
import type { TextStaging } from './staging/text-staging.ts';

export type Converted = Omit<ConvertResult, 'bytesIn' | 'sha256' | 'peakRss' | 'milliseconds'>;

/** Where the staged rows are. */
export interface RowSource {
  /** Their size in bytes, roughly. */
  readonly bytes: number;
  /** The rows as they are to be written, in SQL. */
  readonly query: (columns: readonly OutputColumn[], parallel: boolean) => string;
  /** Files that the query reads, besides those in the job's temporary folder. */
  readonly files?: readonly string[];
  /** A file that is handed on byte for byte in place of the query's rows. */
  readonly handOn?: string | undefined;
}

/** Rows of text in a staging file. */
export const stagedRows = (staging: TextStaging, width: number, datesAs: 'native' | 'text'): RowSource => ({
  bytes: staging.bytes,
  query: (columns, parallel) =>
    `SELECT ${selection(columns, datesAs)} FROM ${staging.relation(width, parallel)}`,
});

export interface Conclusion {
  readonly reading: Pick<Reading, 'format' | 'encoding' | 'dialect' | 'evidence'>;
  readonly job: ConvertJob;
  readonly room: JobRoom;
  readonly source: RowSource;
  readonly staged: Staged;
  readonly added: readonly string[];
  readonly missing: readonly ColumnReading[];
  readonly warnings: readonly Warning[];
}

/** From staged rows to the sealed output: what Celonis would refuse is refused, then written and proved. */
export const conclude = async (conclusion: Conclusion): Promise<Converted> => {
  const { reading, job, room, source, staged, missing } = conclusion;
  const checked: CheckedColumn[] = staged.columns.map(({ reading: { column }, observer }) => ({
    name: column.name,
    type: column.type,
    seen: observer,
  }));
  const names = checked.map(({ name }) => name);
  const keys = keyColumns(names, job.primaryKey, job.ageColumn);
  const at = (index: number): CheckedColumn[] => checked.slice(index, index + 1);
  refuseNullKeys(keys.key.flatMap(at));
  const warnings: Warning[] = [
    ...conclusion.warnings,
    ...staged.warnings,
    ...checkLengths(checked, job.longTexts ?? 'refuse'),
    ...(keys.age === undefined ? [] : at(keys.age).flatMap(checkAge)),
    ...missing.map(({ column }) => missingWarning(column.name, conclusion)),
    ...emptyColumns(conclusion),
  ];
  const columns = inPinnedOrder(conclusion);
  const written = columns.map(({ reading: known }) => writtenColumn(known, job.datesAs));
  const common = {
    format: reading.format,
    encoding: reading.encoding,
    dialect: reading.dialect,
    rejectedRows: 0,
    columns: written,
    schema: {
      columns: columns.map(({ reading: known }) => known),
      pinnedAt: job.pinned?.pinnedAt ?? room.now(),
      from: job.pinned?.from ?? job.sourceName,
    },
    added: [...conclusion.added],
    missing: missing.map(({ column }) => column.name),
    evidence: [...reading.evidence, ...staged.evidence],
    passedThrough: false,
  };
  if (staged.rows === 0) return { ...common, rows: 0, warnings, bytesOut: 0 };
  // records without a single member
  if (columns.length === 0) throw new Fault('columns.none');
  const sealed = await sealOutput({
    job,
    room,
    columns: written.map(({ name }) => name),
    query: (parallel) => source.query(columns, parallel),
    handOn: source.handOn,
    sources: source.files ?? [],
    rows: staged.rows,
    bytes: source.bytes,
    width: columns.length,
    lines: staged.lines,
    agrees: (connection, path) => compareContents(connection, path, { staged, columns }),
    prove: (path) =>
      proveTable({ path, staged, columns, written, datesAs: job.datesAs, signal: room.signal }),
    key: keys.key.map((index) => ({ name: names[index] ?? '', sql: identifier(names[index] ?? '') })),
    age: keys.age === undefined ? undefined : names[keys.age],
  });
  return {
    ...common,
    passedThrough: sealed.handedOn,
    evidence: evidenceOf(common.evidence, sealed),
    rows: sealed.rows,
    warnings: [...warnings, ...sealed.warnings],
    bytesOut: sealed.bytes,
  };
};

const writtenColumn = ({ column }: ColumnReading, datesAs: 'native' | 'text'): Column =>
  datesAs === 'text' && (column.type === 'DATE' || column.type === 'DATETIME')
    ? { name: column.name, type: 'STRING' }
    : column;

/** A pinned schema's order, then what the file added; columns that the file lacks are written as NULL. */
const inPinnedOrder = ({ staged, missing, job, source }: Conclusion): OutputColumn[] => {
  const present = staged.columns.map(({ reading, staged: place }): OutputColumn => ({
    reading,
    staged: place,
  }));
  // what is handed on byte for byte keeps its own order
  if (job.pinned === undefined || source.handOn !== undefined) return present;
  const all = [...present, ...missing.map((reading): OutputColumn => ({ reading, staged: undefined }))];
  const order = new Map(job.pinned.columns.map(({ column }, index) => [column.name, index]));
  const rank = ({ reading }: OutputColumn) => order.get(reading.column.name) ?? order.size;
  return all.toSorted((a, b) => rank(a) - rank(b));
};

/** Nothing tells of them what they will be once they are filled; told once, when the schema is learned. */
const emptyColumns = ({ staged, job, reading }: Conclusion): Warning[] => {
  if (staged.rows === 0 || job.options.allText === true || reading.format === 'parquet') return [];
  const empty = staged.columns
    .filter(({ reading: { column }, observer }) => column.type === 'STRING' && observer.values === 0)
    .map(({ reading: { column } }) => column.name)
    .filter((name) => pinnedReading(job.pinned, name) === undefined && !isTold(job.options, name));
  return aboutColumns('columns.empty', empty);
};

const missingWarning = (column: string, { added, missing }: Conclusion): Warning => {
  const only = added.length === 1 && missing.length === 1 ? added[0] : undefined;
  const similar = nearest(column, added) ?? only;
  return warning('column.missing', { column, ...(similar === undefined ? {} : { similar }) });
};
