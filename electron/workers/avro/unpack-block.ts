import { promisify } from 'node:util';
import { crc32, inflateRaw, zstdDecompress } from 'node:zlib';
import { Fault } from '../../contract/fault.ts';
import { damaged } from '../../core/convert/avro/avro-cursor.ts';
import { unpackSnappy } from '../../core/convert/avro/snappy.ts';

/** Blocks of Avro are a few megabytes; larger ones than these would not fit the converter's memory. */
export const mostBlockBytes = 192 * 1024 * 1024;

export type UnpackBlock = (packed: Buffer) => Promise<Uint8Array>;

const inflate = promisify<Buffer, object, Buffer>(inflateRaw);
const unpackZstd = promisify<Buffer, object, Buffer>(zstdDecompress);
const bounded = { maxOutputLength: mostBlockBytes };

/** How the blocks of a file are unpacked. Throws `format.unsupported` for codecs that Sluice has not. */
export const blockUnpacker = (codec: string): UnpackBlock => {
  switch (codec) {
    case 'null':
      return async (packed) => packed;
    case 'deflate':
      return (packed) => inflate(packed, bounded).catch(notUnpacked);
    case 'zstandard':
      return (packed) => unpackZstd(packed, bounded).catch(notUnpacked);
    case 'snappy':
      return async (packed) => {
        if (packed.length < 4) throw damaged('a Snappy block is cut off');
        const block = unpackSnappy(packed.subarray(0, -4), mostBlockBytes);
        if (crc32(block) !== packed.readUInt32BE(packed.length - 4))
          throw damaged('the checksum of a block is wrong');
        return block;
      };
    default:
      throw new Fault('format.unsupported', {
        reason: `the Avro codec ${codec.slice(0, 40)}`,
        suggestion: 'Write the file with the codec null, deflate, snappy or zstandard.',
      });
  }
};

const notUnpacked = (error: unknown): never => {
  const reason = error instanceof Error ? error.message : String(error);
  throw damaged(`a block cannot be unpacked (${reason})`);
};
