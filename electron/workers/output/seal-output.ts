import { copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ConvertJob, Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import type { Column } from '../../contract/schema.ts';
import { openDatabase } from '../duckdb/open-database.ts';
import { runQuery } from '../duckdb/run-query.ts';
import type { JobRoom } from '../job-room.ts';
import type { Staged } from '../staging/staged-column.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { compareContents } from './compare-contents.ts';
import { SecondReader } from './verify-output.ts';
import { copyToParquet, groupRows, type OutputColumn } from './write-parquet.ts';

export interface SealRequest {
  readonly job: ConvertJob;
  readonly room: JobRoom;
  /** The rows as they are to be written, in the file's order. */
  readonly query: (parallel: boolean) => string;
  /** A file that is handed on byte for byte in place of the query's rows. */
  readonly handOn?: string | undefined;
  /** Files that the query reads, besides those in the job's temporary folder. */
  readonly sources?: readonly string[];
  readonly staged: Staged;
  /** Size of the staging in bytes. */
  readonly bytes: number;
  readonly columns: readonly OutputColumn[];
  readonly written: readonly Column[];
  readonly key: readonly string[];
  readonly age: string | undefined;
}

export interface Sealed {
  readonly rows: number;
  readonly bytes: number;
  readonly warnings: readonly Warning[];
}

/** Writes, checks and proves the output, and only then gives it its name. On any fault nothing is left of it. */
export const sealOutput = async (request: SealRequest): Promise<Sealed> => {
  const { job, room, staged } = request;
  const part = job.output === undefined ? join(job.temporary, 'look.parquet') : `${job.output}.part`;
  const thinned = `${part}.last`;
  await rm(part, { force: true });
  const database = await openDatabase({ ...job, files: [part, thinned, ...(request.sources ?? [])] });
  try {
    const { connection } = database;
    const rowsPerGroup = groupRows(staged.rows, request.bytes);
    const copy = async (query: string, path: string) =>
      runQuery(connection, room, { stage: 'converting', bytes: request.bytes, rows: staged.rows }, () =>
        copyToParquet(connection, query, path, rowsPerGroup),
      );
    if (request.handOn === undefined) await copy(request.query(true), part);
    else await copyFile(request.handOn, part);
    if (!(await compareContents(connection, part, request))) {
      if (request.handOn !== undefined) throw new Fault('source.changing');
      // a reader on several threads may misjudge line breaks inside quotes: once more on one
      await rm(part, { force: true });
      await copy(request.query(false), part);
      if (!(await compareContents(connection, part, request))) {
        throw new Fault('verification.disagrees', { reason: 'rows or characters were lost on the way to the file' });
      }
    }
    const duplicates = await checkDuplicates({
      connection,
      path: part,
      key: request.key,
      age: request.age,
      duplicateKeys: job.duplicateKeys,
      lines: staged.lines,
    });
    const rows = staged.rows - duplicates.dropped;
    await prove(part, request);
    if (duplicates.survivors !== undefined) {
      await copy(duplicates.survivors, thinned);
      await rename(thinned, part);
    }
    const { size } = await stat(part);
    if (job.maxObjectBytes !== undefined && size > job.maxObjectBytes) {
      throw new Fault('object.tooLarge', { bytes: size, limit: job.maxObjectBytes });
    }
    if (job.output === undefined) await rm(part, { force: true });
    else await keep(part, job.output);
    return { rows, bytes: size, warnings: duplicates.warnings };
  } catch (error) {
    await rm(part, { force: true });
    await rm(thinned, { force: true });
    throw error;
  } finally {
    database.close();
  }
};

/** The second reader's word on columns, types, rows, nulls and sampled cells. */
const prove = async (path: string, { staged, columns, written, job, room }: SealRequest): Promise<void> => {
  room.onProgress({ stage: 'checking', bytesDone: 0, bytesTotal: 1, rows: staged.rows });
  const second = await SecondReader.open({ path, rows: staged.rows, columns: written, signal: room.signal });
  try {
    const compared = columns.map((column) => {
      const seen = column.staged === undefined ? undefined : staged.columns.find(({ staged: place }) => place === column.staged)?.observer;
      return { ...column, nulls: seen === undefined ? staged.rows : seen.nulls + seen.zeroDates };
    });
    second.compareNulls(compared);
    await second.compareCells(staged.samples.rows(), compared, job.datesAs);
  } finally {
    await second.close();
  }
};

/** Whole or absent: on the disk before it has its name. */
const keep = async (part: string, output: string): Promise<void> => {
  const handle = await open(part, 'r+');
  await handle.sync().finally(() => handle.close());
  await rename(part, output);
  const folder = await open(dirname(output), 'r').catch(() => undefined);
  // not every file system lets a folder be synced
  await folder?.sync().catch(() => undefined);
  await folder?.close();
};
