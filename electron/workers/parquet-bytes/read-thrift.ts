import { ThriftStruct, thriftType, type ThriftList, type ThriftMap, type ThriftValue } from './thrift.ts';

/** Bytes that are no Thrift, or that end too early. */
export class NotThrift extends Error {}

const DEEPEST = 64;

/** Reads one structure; `end` is the place behind it. Throws `NotThrift`. */
export const readThrift = (bytes: Buffer, start = 0): { struct: ThriftStruct; end: number } => {
  const reader = new ThriftReader(bytes, start);
  const struct = reader.struct(0);
  return { struct, end: reader.at };
};

class ThriftReader {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  struct(depth: number): ThriftStruct {
    const fields = new Map<number, { type: number; value: ThriftValue }>();
    let id = 0;
    for (;;) {
      const head = this.#byte();
      if (head === 0) return new ThriftStruct(fields);
      const type = head & 15;
      const step = head >> 4;
      id = step === 0 ? Number(this.#signed()) : id + step;
      const isFlag = type === thriftType.true || type === thriftType.false;
      fields.set(id, { type, value: isFlag ? type === thriftType.true : this.#value(type, depth + 1) });
    }
  }

  #value(type: number, depth: number): ThriftValue {
    if (depth > DEEPEST) throw new NotThrift('it is nested too deeply');
    switch (type) {
      case thriftType.true:
      case thriftType.false:
        return this.#byte() === thriftType.true;
      case thriftType.byte:
        return this.#byte();
      case thriftType.i16:
      case thriftType.i32:
        return Number(this.#signed());
      case thriftType.i64:
        return this.#signed();
      case thriftType.double:
        return this.#take(8).readDoubleLE();
      case thriftType.binary:
        return this.#take(this.#size());
      case thriftType.list:
      case thriftType.set:
        return this.#list(depth);
      case thriftType.map:
        return this.#map(depth);
      case thriftType.struct:
        return this.struct(depth);
      default:
        throw new NotThrift(`there is no type ${type}`);
    }
  }

  #list(depth: number): ThriftList {
    const head = this.#byte();
    const type = head & 15;
    const size = head >> 4 === 15 ? this.#size() : head >> 4;
    return { kind: 'list', type, items: Array.from({ length: size }, () => this.#value(type, depth + 1)) };
  }

  #map(depth: number): ThriftMap {
    const size = this.#size();
    const types = size === 0 ? 0 : this.#byte();
    const [keyType, valueType] = [types >> 4, types & 15];
    const entries = Array.from(
      { length: size },
      () => [this.#value(keyType, depth + 1), this.#value(valueType, depth + 1)] as const,
    );
    return { kind: 'map', keyType, valueType, entries };
  }

  /** A count of things that take a byte each at the least. */
  #size(): number {
    const size = Number(this.#varint());
    if (size > this.#bytes.length - this.at) throw new NotThrift('a size is beyond the end');
    return size;
  }

  #signed(): bigint {
    const value = this.#varint();
    return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new NotThrift('a number has no end');
  }

  #byte(): number {
    const byte = this.#bytes[this.at];
    if (byte === undefined) throw new NotThrift('it ends too early');
    this.at += 1;
    return byte;
  }

  #take(length: number): Buffer {
    if (this.at + length > this.#bytes.length) throw new NotThrift('it ends too early');
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }
}
