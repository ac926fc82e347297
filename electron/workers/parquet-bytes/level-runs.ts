/**
 * Repetition and definition levels as a Parquet page has them: runs of one level, and groups of eight packed bit by bit
 * (the hybrid of run-length encoding and bit-packing).
 */
export const bitsFor = (largest: number): number => (largest === 0 ? 0 : 32 - Math.clz32(largest));

/** Reads `count` levels of 8 bits at the most. Throws a `RangeError` where the bytes end too early. */
export const readLevels = (bytes: Buffer, count: number, bits: number): Uint8Array => {
  const levels = new Uint8Array(count);
  const width = Math.ceil(bits / 8);
  let at = 0;
  let done = 0;
  const byte = (): number => {
    const value = bytes[at];
    if (value === undefined) throw new RangeError('the levels end too early');
    at += 1;
    return value;
  };
  while (done < count) {
    let head = 0;
    for (let shift = 0; ; shift += 7) {
      const part = byte();
      head += (part & 127) * 2 ** shift;
      if (part < 128) break;
    }
    if (head % 2 === 0) {
      const level = width === 0 ? 0 : byte();
      const end = Math.min(count, done + head / 2);
      levels.fill(level, done, end);
      done = end;
      continue;
    }
    const packed = bytes.subarray(at, at + ((head - 1) / 2) * bits);
    at += packed.length;
    const end = Math.min(count, done + Math.floor((packed.length * 8) / bits));
    if (end === done) throw new RangeError('the levels end too early');
    for (let bit = 0; done < end; done += 1, bit += bits) {
      const place = bit >> 3;
      const two = (packed[place] ?? 0) | ((packed[place + 1] ?? 0) << 8);
      levels[done] = (two >> (bit & 7)) & ((1 << bits) - 1);
    }
  }
  return levels;
};

export const writeLevels = (levels: Uint8Array, bits: number): Buffer => {
  const parts: Buffer[] = [];
  let packed: number[] = [];
  const flush = () => {
    if (packed.length === 0) return;
    parts.push(varint(((packed.length / 8) << 1) | 1), packBits(packed, bits));
    packed = [];
  };
  for (let at = 0; at < levels.length;) {
    const level = levels[at] ?? 0;
    let end = at + 1;
    while (end < levels.length && levels[end] === level) end += 1;
    if (end - at >= 8) {
      flush();
      parts.push(varint((end - at) * 2), Buffer.from([level]));
      at = end;
    } else {
      // what is packed comes in groups of eight; behind the last level it is filled up
      for (let index = 0; index < 8; index += 1) packed.push(levels[at + index] ?? 0);
      at += 8;
    }
  }
  flush();
  return Buffer.concat(parts);
};

const packBits = (values: readonly number[], bits: number): Buffer => {
  const bytes = Buffer.alloc((values.length / 8) * bits);
  let at = 0;
  let buffer = 0;
  let held = 0;
  for (const value of values) {
    buffer |= value << held;
    held += bits;
    while (held >= 8) {
      bytes[at] = buffer & 255;
      at += 1;
      buffer >>>= 8;
      held -= 8;
    }
  }
  return bytes;
};

const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
};
