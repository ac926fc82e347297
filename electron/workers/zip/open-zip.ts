import { crc32, createInflateRaw } from 'node:zlib';
import { Readable } from 'node:stream';
import { stat } from 'node:fs/promises';
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl';
import { Fault } from '../../contract/fault.ts';
import { isZlibError } from '../archive/expand-gzip.ts';
import { sourceBytes, sourceFault } from '../source/source-bytes.ts';

/** One entry of a ZIP's directory, as it stands there: nothing of it is to be trusted yet. */
export interface ZipEntry {
  readonly name: string;
  /** Compressed and uncompressed size in bytes. */
  readonly packed: number;
  readonly unpacked: number;
  readonly encrypted: boolean;
  readonly symbolicLink: boolean;
  /** 0: stored, 8: deflated; nothing else can be read. */
  readonly method: number;
  /** Where its local header begins in the file. */
  readonly offset: number;
}

export interface Zip {
  readonly entries: readonly ZipEntry[];
  readonly size: number;
  /** The unpacked bytes; length and CRC are checked at the end. Throws `format.damaged`. */
  bytes(entry: ZipEntry, signal: AbortSignal, onPacked?: (bytes: number) => void): AsyncGenerator<Buffer>;
  close(): void;
}

/** More entries than any delivery has: beyond it, only the directory would already be an attack. */
const mostEntries = 100_000;
const stored = 0;
const deflated = 8;

/** Opens a ZIP by its directory. Throws `format.damaged` where there is none that holds together. */
export const openZip = async (path: string, name: string): Promise<Zip> => {
  const size = await stat(path).then(
    (stats) => stats.size,
    (error: unknown) => {
      throw sourceFault(error, name);
    },
  );
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch((error: unknown) => {
    throw zipFault(error, name);
  });
  try {
    const found = await directory(zip, name);
    return {
      entries: [...found.keys()],
      size,
      bytes: (entry, signal, onPacked) => memberBytes({ path, name, zip, found }, entry, signal, onPacked),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw zipFault(error, name);
  }
};

const directory = async (zip: ZipFile, name: string): Promise<Map<ZipEntry, Entry>> => {
  if (zip.entryCount > mostEntries)
    throw new Fault('archive.unsafe', {
      file: name,
      count: zip.entryCount,
      limit: mostEntries,
      reason: `it claims ${zip.entryCount} entries`,
    });
  const found = new Map<ZipEntry, Entry>();
  for await (const entry of zip.eachEntry()) {
    found.set(
      {
        name: getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
        packed: entry.compressedSize,
        unpacked: entry.uncompressedSize,
        encrypted: entry.isEncrypted() || entry.compressionMethod === 99,
        symbolicLink: ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000,
        method: entry.compressionMethod,
        offset: entry.relativeOffsetOfLocalHeader,
      },
      entry,
    );
  }
  return found;
};

interface OpenFile {
  readonly path: string;
  readonly name: string;
  readonly zip: ZipFile;
  readonly found: ReadonlyMap<ZipEntry, Entry>;
}

async function* memberBytes(
  file: OpenFile,
  member: ZipEntry,
  signal: AbortSignal,
  onPacked?: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const entry = file.found.get(member);
  if (entry === undefined) throw new Error(`Not an entry of this ZIP: ${member.name}`);
  const damaged = (reason: string) =>
    new Fault('format.damaged', { file: file.name, reason: `${member.name}: ${reason}` });
  if (member.encrypted) throw new Fault('format.encrypted', { file: file.name });
  if (member.method !== stored && member.method !== deflated)
    throw new Fault('format.unsupported', {
      file: file.name,
      reason: `${member.name} is packed by method ${member.method}`,
      suggestion: 'Pack it again with the usual method (deflate).',
    });
  const start = await file.zip.readLocalFileHeaderPromise(entry, { minimal: true }).then(
    (header) => header.fileDataStart,
    (error: unknown) => {
      throw zipFault(error, file.name);
    },
  );
  const packed = sourceBytes(file.path, {
    name: file.name,
    signal,
    start,
    end: start + member.packed,
    ...(onPacked === undefined ? {} : { onBytes: onPacked }),
  });
  let length = 0;
  let sum = 0;
  try {
    for await (const chunk of member.method === stored ? packed : inflate(packed)) {
      length += chunk.length;
      if (length > member.unpacked) throw damaged('it holds more than the directory says');
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw isZlibError(error)
      ? damaged(`it cannot be unpacked (${error.message})`)
      : sourceFault(error, file.name);
  }
  if (length !== member.unpacked) throw damaged('it holds less than the directory says');
  if (sum !== entry.crc32) throw damaged('its checksum is wrong');
}

async function* inflate(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: 256 * 1024 });
  const source = Readable.from(packed);
  // an error of the source must reach whoever reads the unpacked bytes
  source.once('error', (error) => inflater.destroy(error));
  try {
    yield* source.pipe(inflater) as AsyncIterable<Buffer>;
  } finally {
    source.destroy();
    inflater.destroy();
  }
}

const zipFault = (error: unknown, name: string): Fault => {
  if (error instanceof Fault) return error;
  if (error instanceof Error && 'code' in error) {
    const fault = sourceFault(error, name);
    if (fault.code !== 'internal') return fault;
  }
  const reason = error instanceof Error ? error.message : String(error);
  if (/encrypt/i.test(reason)) return new Fault('format.encrypted', { file: name }, { cause: error });
  return new Fault('format.damaged', {
    file: name,
    reason: `the ZIP directory is damaged or cut off (${reason})`,
  });
};
