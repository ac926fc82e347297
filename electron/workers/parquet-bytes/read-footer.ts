import type { FileHandle } from 'node:fs/promises';
import { NotThrift, readThrift } from './read-thrift.ts';
import type { ThriftStruct } from './thrift.ts';

const MAGIC = 'PAR1';
const TAIL = 8;

export interface Footer {
  /** Undefined where it is larger than was asked for. */
  readonly metadata: ThriftStruct | undefined;
  /** Bytes of the file before it. */
  readonly length: number;
}

/** The metadata at the end of a Parquet file. Throws `NotThrift` where there is none. */
export const readFooter = async (file: FileHandle, largest = Infinity): Promise<Footer> => {
  const { size } = await file.stat();
  if (size < TAIL + MAGIC.length) throw new NotThrift('the file is too short');
  const tail = await readAt(file, size - TAIL, TAIL);
  if (tail.toString('latin1', 4) !== MAGIC) throw new NotThrift('the file does not end as Parquet does');
  const length = tail.readUInt32LE();
  const start = size - TAIL - length;
  if (start < MAGIC.length) throw new NotThrift('the footer is longer than the file');
  const metadata = length > largest ? undefined : readThrift(await readAt(file, start, length)).struct;
  return { metadata, length: start };
};

export const readAt = async (file: FileHandle, position: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new NotThrift('the file ends too early');
    done += bytesRead;
  }
  return bytes;
};
