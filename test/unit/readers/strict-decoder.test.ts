import { expect, test } from 'vitest';
import { StrictDecoder, WrongBytes } from '../../../electron/workers/source/strict-decoder.ts';

/** The place of the first wrong byte, however the bytes are cut in two; `undefined`: all fit. */
const wrongByte = (encoding: string, bytes: readonly number[], cut: number): number | undefined => {
  const decoder = new StrictDecoder(encoding);
  try {
    decoder.decode(Buffer.from(bytes.slice(0, cut)));
    decoder.decode(Buffer.from(bytes.slice(cut)));
    decoder.decode();
    return undefined;
  } catch (error) {
    if (error instanceof WrongBytes) return error.byte;
    throw error;
  }
};

test.each([
  ['a byte of Latin-1 in UTF-8', 'utf-8', [97, 0xc3, 0xa4, 98, 0xe4, 99, 100], 4],
  ['half a character at the end', 'utf-8', [97, 0xe2, 0x82, 0xac, 0xe2, 0x82], 4],
  ['half a pair in UTF-16', 'utf-16le', [97, 0, 0, 0xd8, 98, 0], 2],
  ['nothing', 'utf-8', [0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80], undefined],
])('%s is told with its place, wherever the chunks end', (_, encoding, bytes, place) => {
  for (let cut = 0; cut <= bytes.length; cut += 1) expect(wrongByte(encoding, bytes, cut)).toBe(place);
});
