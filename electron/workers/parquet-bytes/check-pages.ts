import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { Fault } from '../../contract/fault.ts';
import { bitsFor, readLevels } from './level-runs.ts';
import { readAt, readFooter } from './read-footer.ts';
import { NotThrift, readThrift } from './read-thrift.ts';
import type { ThriftStruct } from './thrift.ts';

/** Above this a footer is not looked through here: it would not fit memory as objects. */
const LARGEST_FOOTER = 32 * 1024 ** 2;
const WINDOW = 1 << 20;
const REPEATED = 2;
const DATA_PAGE = 0;
const NEW_DATA_PAGE = 3;
const UNCOMPRESSED = 0;

/**
 * What DuckDB does not look at: pages that do not match their checksum, where they have one, columns with other numbers of
 * values than they state, and lists whose levels are damaged, where they can be seen without unpacking. Throws `format.encrypted` or `format.damaged`. What cannot be
 * understood here is left to DuckDB.
 */
export const checkPages = async (path: string, signal: AbortSignal): Promise<void> => {
  const file = await open(path, 'r');
  try {
    const { metadata, length } = await readFooter(file, LARGEST_FOOTER);
    if (metadata === undefined) return;
    // columns of an encrypted file may be readable one by one; its values are not
    if (metadata.fields.has(8)) throw new Fault('format.encrypted');
    const columns = repetitions(metadata.structs(2));
    for (const group of metadata.structs(4)) {
      for (const [index, chunk] of group.structs(1).entries()) {
        signal.throwIfAborted();
        const column = chunk.struct(3);
        if (column !== undefined)
          await checkChunk({ file, end: length, column, repetition: columns[index] ?? 0 });
      }
    }
  } catch (error) {
    if (!(error instanceof NotThrift)) throw error;
  } finally {
    await file.close();
  }
};

interface Chunk {
  readonly file: FileHandle;
  /** Where the footer begins. */
  readonly end: number;
  readonly column: ThriftStruct;
  /** The largest repetition level. */
  readonly repetition: number;
}

const checkChunk = async ({ file, end, column, repetition }: Chunk): Promise<void> => {
  const data = column.number(9) ?? 0;
  const dictionary = column.number(11) ?? 0;
  const start = dictionary > 0 ? Math.min(dictionary, data) : data;
  const stop = Math.min(end, start + (column.number(7) ?? 0));
  const damaged = (reason: string) =>
    new Fault('format.damaged', { reason: `${reason} in column ${nameOf(column)}` });
  let window: { at: number; bytes: Buffer } = { at: start, bytes: Buffer.alloc(0) };
  const bytesAt = async (position: number, length: number): Promise<Buffer> => {
    if (position < window.at || position + length > window.at + window.bytes.length) {
      const size = Math.min(stop - position, Math.max(length, WINDOW));
      window = { at: position, bytes: await readAt(file, position, size) };
    }
    return window.bytes.subarray(position - window.at);
  };
  let isFirst = true;
  let values = 0;
  for (let position = start; position < stop;) {
    const { struct: header, end: headerLength } = readThrift(
      await bytesAt(position, Math.min(WINDOW, stop - position)),
    );
    const size = header.number(3) ?? 0;
    const body = position + headerLength;
    if (size < 0 || body + size > stop) throw new NotThrift('a page ends behind its column');
    const checksum = header.number(4);
    if (checksum !== undefined && crc32((await bytesAt(body, size)).subarray(0, size)) !== checksum >>> 0)
      throw damaged('a page does not match its checksum');
    const page = pageOf(header);
    if (page !== undefined) {
      values += page.values;
      if (repetition > 0 && (page.isNew || column.number(4) === UNCOMPRESSED)) {
        const levels = levelsOf((await bytesAt(body, size)).subarray(0, size), page);
        if (!soundLevels(levels, page.values, repetition, isFirst))
          throw damaged('the levels of a list are damaged');
      }
      isFirst = false;
    }
    position = body + size;
  }
  const stated = column.number(5);
  if (stated !== undefined && stated !== values)
    throw damaged(`there are ${values} values in place of ${stated}`);
};

interface DataPage {
  /** Nulls too. */
  readonly values: number;
  /** Of the second version, which never packs its levels. */
  readonly isNew: boolean;
  /** Bytes of its repetition levels, where the header says it. */
  readonly levels?: number | undefined;
}

const pageOf = (header: ThriftStruct): DataPage | undefined => {
  if (header.number(1) === DATA_PAGE) return { values: header.struct(5)?.number(1) ?? 0, isNew: false };
  if (header.number(1) !== NEW_DATA_PAGE) return undefined;
  const data = header.struct(8);
  return { values: data?.number(1) ?? 0, isNew: true, levels: data?.number(6) };
};

/** The repetition levels of a page; undefined where they do not fit into it. */
const levelsOf = (page: Buffer, { isNew, levels }: DataPage): Buffer | undefined => {
  if (!isNew && page.length < 4) return undefined;
  const start = isNew ? 0 : 4;
  const length = isNew ? (levels ?? 0) : page.readUInt32LE();
  return start + length > page.length ? undefined : page.subarray(start, start + length);
};

/** A column begins with a new row, and has a level for every value. */
const soundLevels = (
  bytes: Buffer | undefined,
  count: number,
  repetition: number,
  isFirst: boolean,
): boolean => {
  if (bytes === undefined) return false;
  try {
    const levels = readLevels(bytes, count, bitsFor(repetition));
    return !isFirst || count === 0 || levels[0] === 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const nameOf = (column: ThriftStruct): string => {
  const path = column.fields.get(3)?.value;
  if (typeof path !== 'object' || !('kind' in path) || path.kind !== 'list') return '';
  return path.items.map(String).join('.');
};

/** The largest repetition level of each leaf. */
const repetitions = (schema: readonly ThriftStruct[]): number[] => {
  const found: number[] = [];
  let at = 0;
  const visit = (level: number): void => {
    const element = schema[at];
    if (element === undefined) return;
    at += 1;
    const own = level + (element.number(3) === REPEATED ? 1 : 0);
    const children = element.number(5) ?? 0;
    if (children === 0) found.push(own);
    for (let child = 0; child < children && at < schema.length; child += 1) visit(own);
  };
  visit(0);
  return found;
};
