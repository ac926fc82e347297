/**
 * The compact protocol of Thrift, in which a Parquet file writes its footer and its page headers. Fields that nobody here
 * knows are kept as they are, so that what is read can be written again.
 */
export type ThriftValue = boolean | number | bigint | Buffer | ThriftList | ThriftMap | ThriftStruct;

export const thriftType = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
} as const;

export interface ThriftList {
  readonly kind: 'list';
  readonly type: number;
  readonly items: readonly ThriftValue[];
}

export interface ThriftMap {
  readonly kind: 'map';
  readonly keyType: number;
  readonly valueType: number;
  readonly entries: readonly (readonly [ThriftValue, ThriftValue])[];
}

interface Field {
  readonly type: number;
  readonly value: ThriftValue;
}

/** Fields by their number. Getters give undefined for a field that is absent or of another type. */
export class ThriftStruct {
  readonly fields: ReadonlyMap<number, Field>;

  constructor(fields: ReadonlyMap<number, Field>) {
    this.fields = fields;
  }

  number(id: number): number | undefined {
    const value = this.fields.get(id)?.value;
    return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
  }

  text(id: number): string | undefined {
    const value = this.fields.get(id)?.value;
    return Buffer.isBuffer(value) ? value.toString('utf8') : undefined;
  }

  struct(id: number): ThriftStruct | undefined {
    const value = this.fields.get(id)?.value;
    return value instanceof ThriftStruct ? value : undefined;
  }

  /** The structures in a list; empty where there is none. */
  structs(id: number): readonly ThriftStruct[] {
    const value = this.fields.get(id)?.value;
    if (typeof value !== 'object' || !('kind' in value) || value.kind !== 'list') return [];
    return value.items.filter((item) => item instanceof ThriftStruct);
  }

  /** With other fields; undefined takes one out. */
  with(changes: Readonly<Record<number, Field | undefined>>): ThriftStruct {
    const fields = new Map(this.fields);
    for (const [id, field] of Object.entries(changes)) {
      if (field === undefined) fields.delete(Number(id));
      else fields.set(Number(id), field);
    }
    return new ThriftStruct(new Map([...fields].toSorted(([one], [other]) => one - other)));
  }
}

export const i32 = (value: number): Field => ({ type: thriftType.i32, value });
export const i64 = (value: number): Field => ({ type: thriftType.i64, value: BigInt(value) });
export const binary = (text: string): Field => ({ type: thriftType.binary, value: Buffer.from(text) });
export const structList = (items: readonly ThriftStruct[]): Field => ({
  type: thriftType.list,
  value: { kind: 'list', type: thriftType.struct, items },
});
export const textList = (texts: readonly string[]): Field => ({
  type: thriftType.list,
  value: { kind: 'list', type: thriftType.binary, items: texts.map((text) => Buffer.from(text)) },
});
export const structure = (value: ThriftStruct): Field => ({ type: thriftType.struct, value });
