import { Fault } from '../../../contract/fault.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Below it, reading plain ASCII by hand is faster than asking a decoder. */
const short = 32;

/** Reads Avro's binary encoding from one block. Throws `format.damaged` where the bytes do not hold what they should. */
export class AvroCursor {
  at = 0;
  /** How many records, lists and maps are open around the value that is being read. */
  depth = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  byte(): number {
    const value = this.#bytes[this.at];
    if (value === undefined) throw damaged('a block ends inside a value');
    this.at += 1;
    return value;
  }

  bytes(length: number): Uint8Array {
    if (length < 0 || length > this.left) throw damaged('a block ends inside a value');
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  boolean(): boolean {
    const value = this.byte();
    if (value > 1) throw damaged('a boolean is neither true nor false');
    return value === 1;
  }

  float(): number {
    if (this.left < 4) throw damaged('a block ends inside a value');
    this.at += 4;
    return this.#view.getFloat32(this.at - 4, true);
  }

  double(): number {
    if (this.left < 8) throw damaged('a block ends inside a value');
    this.at += 8;
    return this.#view.getFloat64(this.at - 8, true);
  }

  /** Zig-zag and variable length; up to 64 bits, exact. */
  long(): bigint {
    const small = this.#small();
    if (small !== undefined) return BigInt(small);
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw damaged('a number has too many bytes');
  }

  int(): number {
    const value = this.#small() ?? this.long();
    const number = Number(value);
    if (number < -(2 ** 31) || number >= 2 ** 31) throw damaged('a number does not fit 32 bits');
    return number;
  }

  /** A count, length or index: exact as a number, or damage. */
  size(): number {
    const value = this.#small() ?? Number(this.long());
    if (!Number.isSafeInteger(value)) throw damaged('a length is out of all bounds');
    return value;
  }

  string(): string {
    const bytes = this.bytes(this.size());
    if (bytes.length < short) {
      let text = '';
      for (const byte of bytes) {
        if (byte > 0x7f) return decodeUtf8(bytes);
        text += String.fromCharCode(byte);
      }
      return text;
    }
    return decodeUtf8(bytes);
  }

  /** A number of at most four bytes; `undefined`, with nothing read, where there are more. */
  #small(): number | undefined {
    let value = 0;
    for (let index = 0; index < 4; index += 1) {
      const byte = this.#bytes[this.at + index];
      if (byte === undefined) throw damaged('a block ends inside a value');
      value |= (byte & 0x7f) << (7 * index);
      if (byte < 0x80) {
        this.at += index + 1;
        return (value >>> 1) ^ -(value & 1);
      }
    }
    return undefined;
  }
}

const decodeUtf8 = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new Fault('encoding.invalid', { expected: 'utf-8' }, { cause: error });
  }
};

export const damaged = (reason: string): Fault => new Fault('format.damaged', { reason });
