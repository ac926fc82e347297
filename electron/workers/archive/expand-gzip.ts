import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Fault } from '../../contract/fault.ts';
import { sourceBytes, sourceFault } from '../source/source-bytes.ts';
import type { ReadRequest } from '../reading.ts';
import { InflationGuard } from './inflation-guard.ts';

export interface Expanded {
  /** Absolute path of the unpacked file, in the request's temporary folder. */
  readonly path: string;
  /** The name without `.gz`, whose ending tells the format. */
  readonly name: string;
}

/**
 * Unpacks a `.gz` (also several streams joined) beside the other temporary files. Throws `format.damaged`,
 * `archive.unsafe` (a bomb) and `disk.full`; then nothing is left behind.
 */
export const expandGzip = async (
  request: Pick<ReadRequest, 'path' | 'name' | 'temporary' | 'signal' | 'onProgress'>,
): Promise<Expanded> => {
  const { path, name, temporary, signal } = request;
  const packed = await stat(path).then(
    (stats) => stats.size,
    (error: unknown) => {
      throw sourceFault(error, name);
    },
  );
  if (packed === 0) throw damaged(name, 'it is empty');
  const output = join(temporary, 'unpacked');
  const guard = new InflationGuard({ name, packed, folder: temporary });
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    request.onProgress({ stage: 'reading', bytesDone: done, bytesTotal: packed });
  };
  const guarded = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      await guard.add(chunk.length);
      yield chunk;
    }
  };
  const handle = await open(output, 'wx');
  try {
    await pipeline(
      sourceBytes(path, { name, signal, onBytes }),
      createGunzip({ chunkSize: 256 * 1024 }),
      guarded,
      handle.createWriteStream(),
      { signal },
    );
  } catch (error) {
    await rm(output, { force: true });
    signal.throwIfAborted();
    throw isZlibError(error) ? damaged(name, gzipReason(error)) : sourceFault(error, name);
  }
  return { path: output, name: innerName(name) };
};

/** `orders.csv.gz` → `orders.csv`; `log.tgz` → `log.tar`. */
export const innerName = (name: string): string =>
  name.replace(/\.tgz$/i, '.tar').replace(/(?!^)\.(gz|gzip)$/i, '');

export const isZlibError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^Z_|^ERR_.*ZLIB/.test(error.code);

const gzipReason = (error: Error & { code: string }): string =>
  error.code === 'Z_BUF_ERROR'
    ? 'the gzip data ends too early'
    : `the gzip data cannot be unpacked (${error.message})`;

const damaged = (name: string, reason: string): Fault => new Fault('format.damaged', { file: name, reason });
