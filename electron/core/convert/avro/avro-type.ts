import { Fault } from '../../../contract/fault.ts';

/** What a value means beyond its storage (Avro, "Logical types"). */
export type Logical =
  | { readonly name: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly name: 'date' | 'uuid' | 'duration' }
  /** `unit`: how many make a second. `local`: without a zone. */
  | { readonly name: 'time' | 'timestamp'; readonly unit: 1e3 | 1e6 | 1e9 };

export type AvroType =
  | {
      readonly kind: 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string';
      readonly logical?: Logical | undefined;
    }
  | { readonly kind: 'fixed'; readonly size: number; readonly logical?: Logical | undefined }
  | { readonly kind: 'enum'; readonly symbols: readonly string[] }
  | { readonly kind: 'array'; readonly items: AvroType }
  | { readonly kind: 'map'; readonly values: AvroType }
  | AvroRecord
  | { readonly kind: 'union'; readonly branches: readonly AvroType[] };

export interface AvroRecord {
  readonly kind: 'record';
  readonly name: string;
  /** Filled while the schema is read: a record may hold itself. */
  readonly fields: { readonly name: string; readonly type: AvroType }[];
}

const primitives = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;
type Primitive = (typeof primitives)[number];
const isPrimitive = (name: unknown): name is Primitive => primitives.some((primitive) => primitive === name);

type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const deepest = 100;

/** The type that a file's schema describes. Throws `format.damaged` where the schema is none. */
export const avroType = (schema: string): AvroType => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(schema);
  } catch (error) {
    throw new Fault('format.damaged', { reason: 'its Avro schema is no JSON' }, { cause: error });
  }
  return new SchemaReader().read(parsed, '', 0);
};

class SchemaReader {
  readonly #named = new Map<string, AvroType>();

  read(schema: unknown, namespace: string, depth: number): AvroType {
    if (depth > deepest) throw wrong('it nests too deep');
    if (isPrimitive(schema)) return { kind: schema };
    if (typeof schema === 'string') {
      const named = this.#named.get(fullName(schema, namespace)) ?? this.#named.get(schema);
      if (named === undefined) throw wrong(`the type ${schema} is not defined`);
      return named;
    }
    if (Array.isArray(schema)) {
      const branches = schema.map((branch: unknown) => this.read(branch, namespace, depth + 1));
      if (branches.length === 0) throw wrong('a union without types');
      return { kind: 'union', branches };
    }
    if (!isMembers(schema)) throw wrong('a type that is none');
    return this.#complex(schema, namespace, depth);
  }

  #complex(schema: Members, namespace: string, depth: number): AvroType {
    const type = schema['type'];
    if (isPrimitive(type)) return { kind: type, logical: logicalOf(schema, type) };
    switch (type) {
      case 'array':
        return { kind: 'array', items: this.read(schema['items'], namespace, depth + 1) };
      case 'map':
        return { kind: 'map', values: this.read(schema['values'], namespace, depth + 1) };
      case 'fixed': {
        const size = schema['size'];
        if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
          throw wrong('a fixed without size');
        return this.#define(schema, namespace, {
          kind: 'fixed',
          size,
          logical: logicalOf(schema, 'fixed', size),
        });
      }
      case 'enum': {
        const symbols = schema['symbols'];
        if (!Array.isArray(symbols) || !symbols.every((symbol) => typeof symbol === 'string'))
          throw wrong('an enum without symbols');
        return this.#define(schema, namespace, { kind: 'enum', symbols });
      }
      case 'record':
      case 'error':
        return this.#record(schema, namespace, depth);
      default:
        // {"type": {…}} is the type inside
        return this.read(type, namespace, depth + 1);
    }
  }

  #record(schema: Members, outer: string, depth: number): AvroType {
    const record: AvroRecord = { kind: 'record', name: nameOf(schema), fields: [] };
    this.#define(schema, outer, record);
    const namespace = namespaceOf(schema, outer);
    const fields = schema['fields'];
    if (!Array.isArray(fields)) throw wrong(`the record ${record.name} has no fields`);
    const names = new Set<string>();
    for (const field of fields as readonly unknown[]) {
      if (!isMembers(field)) throw wrong(`a field of ${record.name} is none`);
      const name = nameOf(field);
      if (names.has(name)) throw wrong(`the field ${name} stands twice in ${record.name}`);
      names.add(name);
      record.fields.push({ name, type: this.read(field['type'], namespace, depth + 1) });
    }
    return record;
  }

  #define<Defined extends AvroType>(schema: Members, namespace: string, type: Defined): Defined {
    const name = fullName(nameOf(schema), namespaceOf(schema, namespace));
    if (this.#named.has(name)) throw wrong(`the type ${name} is defined twice`);
    this.#named.set(name, type);
    return type;
  }
}

const nameOf = (schema: Members): string => {
  const name = schema['name'];
  if (typeof name !== 'string' || name === '') throw wrong('a name is missing');
  return name;
};

const namespaceOf = (schema: Members, outer: string): string => {
  const name = nameOf(schema);
  if (name.includes('.')) return name.slice(0, name.lastIndexOf('.'));
  const namespace = schema['namespace'];
  return typeof namespace === 'string' ? namespace : outer;
};

const fullName = (name: string, namespace: string): string =>
  name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;

/** A logical type that does not fit its storage is ignored, as Avro demands. */
const logicalOf = (schema: Members, kind: string, size = 0): Logical | undefined => {
  const { logicalType, precision, scale = 0 } = schema;
  const storage = `${kind} ${typeof logicalType === 'string' ? logicalType : ''}`;
  switch (storage) {
    case 'bytes decimal':
    case 'fixed decimal':
      return typeof precision === 'number' && typeof scale === 'number' && isScale(precision, scale)
        ? { name: 'decimal', precision, scale }
        : undefined;
    case 'int date':
      return { name: 'date' };
    case 'string uuid':
      return { name: 'uuid' };
    case 'fixed uuid':
      return size === 16 ? { name: 'uuid' } : undefined;
    case 'fixed duration':
      return size === 12 ? { name: 'duration' } : undefined;
    case 'int time-millis':
      return { name: 'time', unit: 1e3 };
    case 'long time-micros':
      return { name: 'time', unit: 1e6 };
    case 'long timestamp-millis':
    case 'long local-timestamp-millis':
      return { name: 'timestamp', unit: 1e3 };
    case 'long timestamp-micros':
    case 'long local-timestamp-micros':
      return { name: 'timestamp', unit: 1e6 };
    case 'long timestamp-nanos':
    case 'long local-timestamp-nanos':
      return { name: 'timestamp', unit: 1e9 };
    default:
      return undefined;
  }
};

const mostDigits = 1_000;
const isScale = (precision: number, scale: number): boolean =>
  Number.isInteger(precision) &&
  Number.isInteger(scale) &&
  precision > 0 &&
  precision <= mostDigits &&
  scale >= 0 &&
  scale <= precision;

const wrong = (reason: string): Fault =>
  new Fault('format.damaged', { reason: `in its Avro schema: ${reason}` });
