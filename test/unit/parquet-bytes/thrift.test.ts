import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotThrift, readThrift } from '../../../electron/workers/parquet-bytes/read-thrift.ts';
import {
  ThriftStruct,
  thriftType,
  type ThriftValue,
} from '../../../electron/workers/parquet-bytes/thrift.ts';
import { writeThrift } from '../../../electron/workers/parquet-bytes/write-thrift.ts';

type Typed = readonly [type: number, value: ThriftValue];

const { typed } = fc.letrec<{ typed: Typed; struct: ThriftStruct }>((tie) => ({
  typed: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.boolean().map((value): Typed => [thriftType.true, value]),
    fc.integer({ min: 0, max: 255 }).map((value): Typed => [thriftType.byte, value]),
    fc.integer().map((value): Typed => [thriftType.i32, value]),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value): Typed => [thriftType.i64, value]),
    fc.double({ noNaN: true }).map((value): Typed => [thriftType.double, value]),
    fc.uint8Array().map((value): Typed => [thriftType.binary, Buffer.from(value)]),
    fc
      .array(fc.integer(), { maxLength: 20 })
      .map((items): Typed => [thriftType.list, { kind: 'list', type: thriftType.i32, items }]),
    tie('struct').map((value): Typed => [thriftType.struct, value]),
  ),
  struct: fc
    .dictionary(fc.integer({ min: 1, max: 300 }).map(String), tie('typed'), { maxKeys: 6 })
    .map((fields) => {
      const sorted = Object.entries(fields).map(
        ([id, [type, value]]) => [Number(id), { type, value }] as const,
      );
      return new ThriftStruct(new Map(sorted.toSorted(([one], [other]) => one - other)));
    }),
}));
const plain = (value: unknown): unknown => {
  if (value instanceof ThriftStruct)
    return Object.fromEntries([...value.fields].map(([id, field]) => [id, plain(field.value)]));
  if (Buffer.isBuffer(value)) return value.toString('hex');
  return Array.isArray(value) ? value.map(plain) : value;
};

test('a structure that was written is read as it was', () => {
  fc.assert(
    fc.property(typed, (value) => {
      const struct = new ThriftStruct(new Map([[1, { type: value[0], value: value[1] }]]));
      const bytes = writeThrift(struct);
      const { struct: read, end } = readThrift(bytes);
      expect(plain(read)).toEqual(plain(struct));
      expect(end).toBe(bytes.length);
    }),
  );
});

test('bytes of any kind are read or refused, and never hang', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        readThrift(Buffer.from(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(NotThrift);
      }
    }),
  );
});
