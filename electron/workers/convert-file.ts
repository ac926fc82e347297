import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConvertJob, ConvertResult } from '../contract/converter.ts';
import { Fault } from '../contract/fault.ts';
import type { Converted } from './conclude.ts';
import { convertParquet } from './convert-parquet.ts';
import { convertNested } from './convert-nested.ts';
import { convertRecords } from './convert-records.ts';
import { convertTable } from './convert-table.ts';
import { formatOf, readerFor } from './formats.ts';
import type { JobRoom } from './job-room.ts';
import { openMembers } from './open-members.ts';
import type { Reading, ReadRequest } from './reading.ts';
import { RejectedRows } from './output/rejected-rows.ts';
import { SourceFile } from './source-file.ts';
import { unpackSource, type PlainFile } from './unpack-source.ts';

/** One job from source to output. Throws a `Fault`; nothing of it stays in the temporary folder. */
export const convertFile = async (job: ConvertJob, room: JobRoom): Promise<ConvertResult> => {
  const began = performance.now();
  await mkdir(job.temporary, { recursive: true });
  try {
    const source = await SourceFile.look(job.source, job.sourceName);
    const sha256 = await source.sha256(room.signal);
    const converted = await convertContent(job, room).catch(async (error: unknown) => {
      // a file that changes under the reader looks damaged in every possible way
      await source.refuseChange();
      throw error;
    });
    await source.refuseChange().catch(async (error: unknown) => {
      if (job.output !== undefined) await rm(job.output, { force: true });
      throw error;
    });
    return {
      ...converted,
      bytesIn: source.bytes,
      sha256,
      peakRss: peakRss(),
      milliseconds: performance.now() - began,
    };
  } catch (error) {
    if (room.signal.aborted) throw new Fault('converter.cancelled');
    throw named(foreseen(error), job.sourceName);
  } finally {
    await empty(job.temporary);
  }
};

const convertContent = async (job: ConvertJob, room: JobRoom): Promise<Converted> => {
  const own = join(job.temporary, 'reading');
  await mkdir(own, { recursive: true });
  const rejected = new RejectedRows(job.output === undefined ? undefined : `${job.output}.rejected-rows.csv`);
  const request: ReadRequest = {
    path: job.source,
    name: job.sourceName,
    options: job.options,
    structure: job.structure,
    temporary: own,
    badRows: job.badRows,
    onRejectedRow: (row) => rejected.add(row),
    signal: room.signal,
    onProgress: room.onProgress,
  };
  try {
    const unpacked = await unpackSource(request);
    const converted =
      unpacked.kind === 'members'
        ? await convertReading(await openMembers(request, unpacked.members), job, room)
        : await convertPlain(request, unpacked.file, job, room);
    const rejectedRowsFile = rejected.close();
    return {
      ...converted,
      rejectedRows: rejected.count,
      ...(rejectedRowsFile === undefined ? {} : { rejectedRowsFile }),
    };
  } catch (error) {
    rejected.discard();
    throw error;
  }
};

const convertPlain = async (
  request: ReadRequest,
  file: PlainFile,
  job: ConvertJob,
  room: JobRoom,
): Promise<Converted> => {
  const format = formatOf(file.kind, file.name, job.options.format);
  if (format === 'parquet') return convertParquet({ ...job, source: file.path }, room);
  const open = readerFor(format, file.name);
  return convertReading(await open({ ...request, path: file.path, name: file.name }), job, room);
};

const convertReading = (reading: Reading, job: ConvertJob, room: JobRoom): Promise<Converted> => {
  if (reading.kind === 'table') return convertTable(reading, job, room);
  return job.structure === 'nested' ? convertNested(reading, job, room) : convertRecords(reading, job, room);
};

/** Bytes; the largest resident set of this process so far. */
export const peakRss = (): number => process.resourceUsage().maxRSS * 1024;

/** A disk that fills up while something is staged is no fault of the file. */
const foreseen = (error: unknown): Fault => {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && (one.code === 'ENOSPC' || one.code === 'EDQUOT')) {
      return new Fault('disk.full', { reason: one.message }, { cause: error });
    }
  }
  return Fault.from(error);
};

const named = (fault: Fault, file: string): Fault =>
  fault.facts.file === undefined
    ? new Fault(fault.code, { file, ...fault.facts }, { cause: fault.cause })
    : fault;

const empty = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder).catch(() => []))
    await rm(join(folder, name), { recursive: true, force: true });
};
