import { crc32, inflateRaw } from 'node:zlib';
import avsc from 'avsc';
import { spelled, type Cell, type FoundTable } from '../cell.ts';
import { agrees } from '../judge-case.ts';

/** Holds a conversion of (damaged) Avro against what another implementation reads. */
export const avroComplaint = async (bytes: Buffer, found: FoundTable): Promise<string | undefined> => {
  let records: readonly Readonly<Record<string, unknown>>[];
  try {
    records = await decoded(bytes);
  } catch (error) {
    return `the other reader refuses it: ${String(error)}`;
  }
  if (records.length !== found.rows.length)
    return `${found.rows.length} rows in place of ${records.length} records`;
  for (const [row, record] of records.entries()) {
    for (const [index, value] of Object.values(record).entries()) {
      const cell = found.rows[row]?.[index];
      const { name, type = '' } = found.columns[index] ?? {};
      const expected = (type === 'INTEGER' && typeof value === 'number' ? BigInt(value) : value) as Cell;
      const isEmpty = expected === '' && cell === null;
      if (!isEmpty && !agrees(expected, cell, type))
        return `row ${row + 1}, column ${name}: ${spelled(cell)} in place of ${String(value)}`;
    }
  }
  return undefined;
};

/** Snappy, a block at a time, with the checksum that Avro puts behind it. */
const unsnapped = (packed: Buffer): Buffer => {
  let at = 0;
  let size = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = packed.readUInt8(at++);
    size += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  const end = packed.length - 4;
  const out: number[] = [];
  while (at < end) {
    const tag = packed.readUInt8(at++);
    const kind = tag & 3;
    if (kind === 0) {
      const wide = (tag >> 2) - 59;
      const length = wide > 0 ? packed.readUIntLE(at, wide) + 1 : (tag >> 2) + 1;
      if (wide > 0) at += wide;
      for (let left = length; left > 0; left -= 1) out.push(packed.readUInt8(at++));
      continue;
    }
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const back =
      kind === 1 ? ((tag >> 5) << 8) | packed.readUInt8(at) : packed.readUIntLE(at, kind === 2 ? 2 : 4);
    at += kind === 3 ? 4 : kind;
    if (back < 1 || back > out.length || out.length + length > size) throw new Error('snappy: a wrong copy');
    for (let left = length; left > 0; left -= 1) out.push(out[out.length - back] ?? 0);
  }
  const whole = Buffer.from(out);
  if (out.length !== size || packed.readUInt32BE(end) !== crc32(whole))
    throw new Error('snappy: a wrong checksum');
  return whole;
};

type Decoded = (error: Error | null, block?: Buffer) => void;
const codecs = {
  null: (block: Buffer, done: Decoded): void => done(null, block),
  deflate: inflateRaw,
  snappy: (packed: Buffer, done: Decoded): void => {
    try {
      done(null, unsnapped(packed));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  },
};

const decoded = (bytes: Buffer): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  new Promise((resolve, reject) => {
    const records: Readonly<Record<string, unknown>>[] = [];
    const decoder = new avsc.streams.BlockDecoder({ codecs });
    decoder.on('data', (record: Readonly<Record<string, unknown>>) => records.push(record));
    decoder.on('error', reject);
    decoder.on('end', () => resolve(records));
    decoder.end(bytes);
  });
