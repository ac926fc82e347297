import { ThriftStruct, thriftType, type ThriftValue } from './thrift.ts';

export const writeThrift = (struct: ThriftStruct): Buffer => {
  const parts: Buffer[] = [];
  putStruct(parts, struct);
  return Buffer.concat(parts);
};

const putStruct = (parts: Buffer[], { fields }: ThriftStruct): void => {
  let last = 0;
  for (const [id, { type, value }] of fields) {
    const kind = typeof value === 'boolean' ? (value ? thriftType.true : thriftType.false) : type;
    const step = id - last;
    if (step > 0 && step < 16) parts.push(Buffer.from([(step << 4) | kind]));
    else parts.push(Buffer.from([kind]), signed(BigInt(id)));
    if (typeof value !== 'boolean') putValue(parts, type, value);
    last = id;
  }
  parts.push(Buffer.from([0]));
};

const putValue = (parts: Buffer[], type: number, value: ThriftValue): void => {
  if (typeof value === 'boolean') parts.push(Buffer.from([value ? thriftType.true : thriftType.false]));
  else if (typeof value === 'bigint') parts.push(signed(value));
  else if (typeof value === 'number') parts.push(numberOf(type, value));
  else if (Buffer.isBuffer(value)) parts.push(varint(BigInt(value.length)), value);
  else if (value instanceof ThriftStruct) putStruct(parts, value);
  else if (value.kind === 'list') {
    const size = value.items.length;
    parts.push(Buffer.from([(Math.min(size, 15) << 4) | value.type]));
    if (size >= 15) parts.push(varint(BigInt(size)));
    for (const item of value.items) putValue(parts, value.type, item);
  } else {
    parts.push(varint(BigInt(value.entries.length)));
    if (value.entries.length > 0) parts.push(Buffer.from([(value.keyType << 4) | value.valueType]));
    for (const [key, entry] of value.entries) {
      putValue(parts, value.keyType, key);
      putValue(parts, value.valueType, entry);
    }
  }
};

const numberOf = (type: number, value: number): Buffer => {
  if (type === thriftType.byte) return Buffer.from([value & 255]);
  if (type !== thriftType.double) return signed(BigInt(value));
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
};

const signed = (value: bigint): Buffer => varint(BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)));

const varint = (value: bigint): Buffer => {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
};
