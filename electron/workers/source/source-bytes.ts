import { open } from 'node:fs/promises';
import { Fault } from '../../contract/fault.ts';

export interface SourceRange {
  /** The name that faults show. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** First byte; by default 0. */
  readonly start?: number;
  /** The byte after the last one; by default the end of the file. */
  readonly end?: number;
  /** Told of every chunk's length. */
  readonly onBytes?: (bytes: number) => void;
}

const chunkBytes = 256 * 1024;
const leastChunk = 4 * 1024;

/** The bytes of a file, in order. Throws `source.gone` and `source.unreadable`; ends when the signal aborts. */
export async function* sourceBytes(path: string, range: SourceRange): AsyncGenerator<Buffer> {
  const { start = 0, end, signal } = range;
  signal.throwIfAborted();
  if (end !== undefined && end <= start) return;
  try {
    const handle = await open(path, 'r');
    // a small file is read in small pieces: a quarter of a megabyte for each pass over it keeps the garbage collector busy
    const { size } = await handle.stat();
    const stream = handle.createReadStream({
      start,
      ...(end === undefined ? {} : { end: end - 1 }),
      highWaterMark: Math.max(leastChunk, Math.min(chunkBytes, size)),
      signal,
    });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      range.onBytes?.(chunk.length);
      yield chunk;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw sourceFault(error, range.name);
  }
}

/** An error of the file system as the fault that a person can act on. */
export const sourceFault = (error: unknown, name: string): Fault => {
  if (error instanceof Fault) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const options = { cause: error };
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Fault('source.gone', { file: name }, options);
    case 'EACCES':
    case 'EPERM':
    case 'EISDIR':
    case 'EBUSY':
    case 'EIO':
      return new Fault('source.unreadable', { file: name, reason: code }, options);
    case 'ENOSPC':
    case 'EDQUOT':
      return new Fault('disk.full', {}, options);
    default:
      return Fault.from(error);
  }
};
