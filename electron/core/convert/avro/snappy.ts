import { damaged } from './avro-cursor.ts';

/** Unpacks one block of raw Snappy. Throws `format.damaged`; more than `most` bytes are refused before they are made. */
export const unpackSnappy = (packed: Uint8Array, most: number): Uint8Array => {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = packed[at];
    if (byte === undefined || shift > 28) throw damaged('a Snappy block has no length');
    at += 1;
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  if (length > most) throw damaged('a Snappy block claims to be larger than any is');
  const output = new Uint8Array(length);
  let made = 0;
  const little = (from: number, bytes: number): number => {
    let value = 0;
    for (let index = 0; index < bytes; index += 1) value += (packed[from + index] ?? 0) * 2 ** (8 * index);
    return value;
  };
  while (at < packed.length) {
    const tag = packed[at] ?? 0;
    const kind = tag & 3;
    at += 1;
    if (kind === 0) {
      // a literal: short lengths in the tag, longer ones in one to four bytes behind it
      const extra = Math.max(0, (tag >> 2) - 59);
      const size = extra === 0 ? (tag >> 2) + 1 : little(at, extra) + 1;
      at += extra;
      if (at + size > packed.length || made + size > length) throw damaged('a Snappy block is damaged');
      output.set(packed.subarray(at, at + size), made);
      at += size;
      made += size;
      continue;
    }
    const [size, distance, bytes] =
      kind === 1
        ? [((tag >> 2) & 7) + 4, ((tag >> 5) << 8) + (packed[at] ?? 0), 1]
        : [(tag >> 2) + 1, little(at, kind === 2 ? 2 : 4), kind === 2 ? 2 : 4];
    at += bytes;
    if (at > packed.length || distance === 0 || distance > made || made + size > length)
      throw damaged('a Snappy block is damaged');
    // source and target may overlap: that is how runs are written
    for (let index = 0; index < size; index += 1) output[made + index] = output[made - distance + index] ?? 0;
    made += size;
  }
  if (made !== length) throw damaged('a Snappy block is cut off');
  return output;
};
