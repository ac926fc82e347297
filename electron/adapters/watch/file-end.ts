import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import {
  endingKind,
  headBytes,
  JsonNesting,
  mayShowEnd,
  tailBytes,
  tailClosed,
  type EndingKind,
} from '../../core/settle/ending.ts';
import type { EndReading, SeenFile } from '../../core/watch/port.ts';
import { codeOf } from './folder-faults.ts';

/** Larger files are judged by head and tail alone: reading them whole only to see their end costs too much. */
const readWhole = 64 * 1024 * 1024;

const part = async (handle: FileHandle, from: number, length: number): Promise<Uint8Array> => {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await handle.read(bytes, 0, length, from);
  return bytes.subarray(0, bytesRead);
};

/** Whether brackets opened in a JSON file, or in each of its lines, are closed. */
const jsonClosed = async (path: string, signal: AbortSignal): Promise<boolean> => {
  const nesting = new JsonNesting();
  for await (const chunk of createReadStream(path, { signal })) nesting.feed(chunk as Uint8Array);
  return nesting.closed;
};

/** Whether a gzip stream comes to its end. Damage in the middle is the converter's to report. */
const gzipClosed = async (path: string, signal: AbortSignal): Promise<boolean> => {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(path), createGunzip(), nowhere, { signal });
    return true;
  } catch (thrown) {
    return codeOf(thrown) !== 'Z_BUF_ERROR';
  }
};

const closed = async (
  kind: EndingKind,
  file: SeenFile,
  head: Uint8Array,
  handle: FileHandle,
  signal: AbortSignal,
): Promise<boolean> => {
  if (kind === 'none') return true;
  const length = Math.min(file.size, tailBytes(kind));
  if (!tailClosed(kind, head, await part(handle, file.size - length, length))) return false;
  if (file.size > readWhole) return true;
  if (kind === 'json') return jsonClosed(file.path, signal);
  return kind === 'gzip' ? gzipClosed(file.path, signal) : true;
};

/**
 * What the end of a quiet file says; see `FolderReader.end`. On Windows opening it also shows whether another program
 * still holds it. A file that cannot be opened for other reasons is `whole`: the converter says why it cannot be read.
 */
export const readEnd = async (file: SeenFile, signal: AbortSignal): Promise<EndReading> => {
  if (process.platform !== 'win32' && (file.size === 0 || !mayShowEnd(file.name))) return 'whole';
  let handle: FileHandle | undefined;
  try {
    handle = await open(file.path, 'r');
    if (file.size === 0 || !mayShowEnd(file.name)) return 'whole';
    const head = await part(handle, 0, Math.min(file.size, headBytes));
    return (await closed(endingKind(file.name, head), file, head, handle, signal)) ? 'whole' : 'open';
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const code = codeOf(thrown);
    if (code === 'ENOENT') return 'gone';
    if (code === 'EBUSY') return 'inUse';
    // on Windows: being deleted, or no permission for good; so this wait has an end
    return code === 'EPERM' && process.platform === 'win32' ? 'open' : 'whole';
  } finally {
    await handle?.close();
  }
};
