import { copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConvertJob, Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import { openDatabase } from '../duckdb/open-database.ts';
import type { JobDatabase } from '../duckdb/small-databases.ts';
import { runQuery } from '../duckdb/run-query.ts';
import type { JobRoom } from '../job-room.ts';
import { parquetRows } from '../parquet/parquet-source.ts';
import type { LineIndex } from '../staging/line-index.ts';
import { checkDuplicates, type KeyColumn } from './check-duplicates.ts';
import { copyToParquet, groupRows } from './write-parquet.ts';

export interface SealRequest {
  readonly job: ConvertJob;
  readonly room: JobRoom;
  /** Names of the columns that are written. */
  readonly columns: readonly string[];
  /** The rows as they are to be written, in the file's order. */
  readonly query: (parallel: boolean) => string;
  /** A file that is handed on byte for byte in place of the query's rows. */
  readonly handOn?: string | undefined;
  /** Files that the query reads, besides those in the job's temporary folder. */
  readonly sources?: readonly string[];
  /** Rows that the query gives. */
  readonly rows: number;
  /** Size of what the query reads, in bytes. */
  readonly bytes: number;
  /** Plain values that a row has: columns, and the leaves of nested ones. */
  readonly width: number;
  readonly lines: LineIndex;
  /** Whether the whole written file holds what was read; asked before anything else. */
  readonly agrees: (connection: DuckDBConnection, path: string) => Promise<boolean>;
  /** Has the second reader look at the written file; throws where it does not agree. */
  readonly prove: (path: string) => Promise<void>;
  /** Writes the proved file once more in another layout, and proves that too; gives what is to be said of it. */
  readonly reshape?:
    | ((from: string, to: string, rows: number, connection: DuckDBConnection) => Promise<Warning[]>)
    | undefined;
  readonly key: readonly KeyColumn[];
  readonly age: string | undefined;
}

export interface Sealed {
  readonly rows: number;
  /** The source, byte for byte. */
  readonly handedOn: boolean;
  readonly bytes: number;
  readonly warnings: readonly Warning[];
}

export const handedOn = 'handed on byte for byte';

/** What a result says of itself, where a file that was to be handed on could not be. */
export const evidenceOf = (evidence: readonly string[], sealed: Sealed): string[] =>
  evidence.map((one) =>
    one === handedOn && !sealed.handedOn ? 're-written: it cannot be handed on as it is' : one,
  );

/**
 * Writes, checks and proves the output, and only then gives it its name. On any fault nothing is left of it. A file that
 * is to be handed on, and with which the second reader does not agree, is written anew.
 */
export const sealOutput = async (request: SealRequest): Promise<Sealed> => {
  if (request.handOn === undefined) return sealOnce(request);
  try {
    return await sealOnce(request);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'verification.disagrees') throw error;
    return sealOnce({ ...request, handOn: undefined });
  }
};

const sealOnce = async (request: SealRequest): Promise<Sealed> => {
  const { job, room, rows: staged } = request;
  const part = job.output === undefined ? join(job.temporary, 'look.parquet') : `${job.output}.part`;
  const thinned = `${part}.last`;
  const reshaped = `${part}.lists`;
  await rm(part, { force: true });
  const database = await databaseFor(request, [part, thinned, reshaped]);
  let whole = false;
  try {
    const { connection } = database;
    const rowsPerGroup = groupRows(staged, request.bytes);
    const copy = async (query: string, path: string) =>
      runQuery(connection, room, { stage: 'converting', bytes: request.bytes, rows: staged }, () =>
        copyToParquet(connection, query, path, rowsPerGroup, request.width),
      );
    if (request.handOn === undefined) await copy(request.query(true), part);
    else await copyFile(request.handOn, part);
    if (!(await request.agrees(connection, part))) {
      if (request.handOn !== undefined) throw new Fault('source.changing');
      // a reader on several threads may misjudge line breaks inside quotes: once more on one
      await rm(part, { force: true });
      await copy(request.query(false), part);
      if (!(await request.agrees(connection, part))) {
        throw new Fault('verification.disagrees', {
          reason: 'rows or characters were lost on the way to the file',
        });
      }
    }
    const duplicates = await checkDuplicates({
      connection,
      path: part,
      columns: request.columns,
      key: request.key,
      age: request.age,
      duplicateKeys: job.duplicateKeys,
      lines: request.lines,
    });
    const rows = staged - duplicates.dropped;
    room.onProgress({ stage: 'checking', bytesDone: 0, bytesTotal: 1, rows: staged });
    await request.prove(part);
    if (duplicates.survivors !== undefined) {
      await copy(duplicates.survivors, thinned);
      if (!(await sameRows(connection, duplicates.survivors, thinned)))
        throw new Fault('verification.disagrees', { reason: 'rows were lost with those that were left out' });
      await rename(thinned, part);
    }
    const warnings = [...duplicates.warnings];
    // what is handed on has the layout already
    const rewritten = request.handOn === undefined || duplicates.survivors !== undefined;
    if (request.reshape !== undefined && rewritten) {
      await rm(reshaped, { force: true });
      warnings.push(...(await request.reshape(part, reshaped, rows, connection)));
      await rename(reshaped, part);
    }
    const { size } = await stat(part);
    if (job.maxObjectBytes !== undefined && size > job.maxObjectBytes) {
      throw new Fault('object.tooLarge', { bytes: size, limit: job.maxObjectBytes });
    }
    if (job.output === undefined) await rm(part, { force: true });
    else await keep(part, job.output);
    whole = true;
    return { rows, handedOn: !rewritten, bytes: size, warnings };
  } catch (error) {
    await rm(part, { force: true });
    await rm(thinned, { force: true });
    await rm(reshaped, { force: true });
    throw error;
  } finally {
    database.close(whole);
  }
};

/** Whether a written file holds the rows of a query, whatever their order. */
const sameRows = async (connection: DuckDBConnection, query: string, path: string): Promise<boolean> => {
  const digest = (rows: string) => `SELECT count(*), sum(hash(row)) FROM (${rows}) AS row`;
  const result = await connection.runAndReadAll(
    `(${digest(query)}) INTERSECT (${digest(`SELECT * FROM ${parquetRows(path)}`)})`,
  );
  return result.getRows().length === 1;
};

/** What DuckDB sets aside for one column while it reads, casts and writes 2,048 rows of it, in bytes. */
const COLUMN_BYTES = 192 * 1024;
const WIDE = 400;

/** A wide table needs memory for each of its columns, however few rows it has; one thread needs half of what two do. */
const roomFor = (
  width: number,
  { memoryLimit, threads }: ConvertJob,
): { memoryLimit: number; threads: number } => ({
  memoryLimit: Math.max(memoryLimit, width * COLUMN_BYTES),
  threads: width > WIDE ? 1 : threads,
});

/** A small job takes the database that is kept for such; others get one of their own. */
const databaseFor = async (request: SealRequest, written: readonly string[]): Promise<JobDatabase> => {
  const { job, room, sources = [], bytes, width } = request;
  const { temporary, memoryLimit } = job;
  const kept = sources.length === 0 && request.handOn === undefined;
  const small =
    kept && width <= WIDE
      ? await room.small.lend({ temporary, files: written, memoryLimit, bytes })
      : undefined;
  return (
    small ?? (await openDatabase({ temporary, ...roomFor(width, job), files: [...written, ...sources] }))
  );
};

/**
 * Whole or absent: on the disk before it has its name. Should the name be lost with the power, the file is made again;
 * so the folder is not synced.
 */
const keep = async (part: string, output: string): Promise<void> => {
  const handle = await open(part, 'r+');
  await handle.sync().finally(() => handle.close());
  await rename(part, output);
};
