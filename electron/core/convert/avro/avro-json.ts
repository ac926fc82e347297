import { assertNever } from '../../../contract/absurd.ts';
import { Fault } from '../../../contract/fault.ts';
import type { ColumnType } from '../../../contract/state.ts';
import { damaged, type AvroCursor } from './avro-cursor.ts';
import type { AvroRecord, AvroType, Logical } from './avro-type.ts';
import {
  base64Text,
  dayText,
  decimalText,
  doubleText,
  durationText,
  momentText,
  timeText,
  uuidText,
} from './avro-values.ts';

/** Reads one value and gives it as JSON. */
type ToJson = (cursor: AvroCursor) => string;

export type AvroNote = 'bytesAsBase64' | 'notFinite' | 'finerThanMillis';

/** How the values of a schema become JSON, and what the schema says of the columns. */
export interface AvroReader {
  readonly record: ToJson;
  /** By path of members joined by a dot. */
  readonly hints: Readonly<Record<string, ColumnType>>;
  /** How often something at a path could not be kept as it was. */
  readonly notes: ReadonlyMap<AvroNote, ReadonlyMap<string, number>>;
}

/** More digits than these are kept as text: a double would not hold them (Celonis takes no decimals). */
const doubleDigits = 15;
const longDigits = 18;
const deepest = 200;
/** Types that hold each other several times could make a schema of any size. */
const mostFields = 10_000;
/** Elements that take no bytes, as nulls do, could be claimed without end. */
const mostWeightless = 100_000;

export const avroReader = (type: AvroType): AvroReader => {
  const compiler = new Compiler();
  const inner = compiler.compile(type, type.kind === 'record' ? '' : 'value');
  // a file of plain values is a table of one column
  const record: ToJson = type.kind === 'record' ? inner : (cursor) => `{"value":${inner(cursor)}}`;
  return { record, hints: compiler.hints, notes: compiler.notes };
};

class Compiler {
  readonly hints: Record<string, ColumnType> = Object.create(null) as Record<string, ColumnType>;
  readonly notes = new Map<AvroNote, Map<string, number>>();
  readonly #records = new Map<AvroRecord, ToJson>();
  readonly #inWork = new Set<AvroRecord>();
  #fields = 0;

  /** `path` is `undefined` below lists and maps, where no column begins. */
  compile(type: AvroType, path: string | undefined): ToJson {
    switch (type.kind) {
      case 'null':
        return () => 'null';
      case 'boolean':
        this.#hint(path, 'BOOLEAN');
        return (cursor) => String(cursor.boolean());
      case 'int':
      case 'long':
        return this.#integer(type.kind, type.logical, path);
      case 'float':
      case 'double': {
        this.#hint(path, 'FLOAT');
        const isFloat = type.kind === 'float';
        return (cursor) =>
          doubleText(isFloat ? cursor.float() : cursor.double()) ?? this.#none('notFinite', path);
      }
      case 'bytes':
        return this.#bytes((cursor) => cursor.bytes(cursor.size()), type.logical, path);
      case 'fixed':
        return this.#bytes((cursor) => cursor.bytes(type.size), type.logical, path);
      case 'string':
        this.#hint(path, 'STRING');
        return (cursor) => JSON.stringify(cursor.string());
      case 'enum': {
        this.#hint(path, 'STRING');
        const symbols = type.symbols.map((symbol) => JSON.stringify(symbol));
        return (cursor) =>
          symbols[cursor.size()] ?? fail('an enum has a symbol that the schema does not know');
      }
      case 'array':
        return list(this.compile(type.items, undefined));
      case 'map':
        return map(this.compile(type.values, undefined));
      case 'record':
        return this.#record(type, path);
      case 'union':
        return this.#union(type.branches, path);
      default:
        return assertNever(type);
    }
  }

  #integer(kind: 'int' | 'long', logical: Logical | undefined, path: string | undefined): ToJson {
    switch (logical?.name) {
      case 'date':
        this.#hint(path, 'DATE');
        return (cursor) => `"${dayText(cursor.int())}"`;
      case 'time': {
        this.#hint(path, 'STRING');
        const { unit } = logical;
        return (cursor) => `"${timeText(cursor.long(), unit)}"`;
      }
      case 'timestamp': {
        this.#hint(path, 'DATETIME');
        const { unit } = logical;
        return (cursor) => {
          const { text, isFiner } = momentText(cursor.long(), unit);
          if (isFiner) this.#note('finerThanMillis', path);
          return `"${text}"`;
        };
      }
      default:
        this.#hint(path, 'INTEGER');
        return kind === 'int' ? (cursor) => String(cursor.int()) : (cursor) => String(cursor.long());
    }
  }

  #bytes(
    take: (cursor: AvroCursor) => Uint8Array,
    logical: Logical | undefined,
    path: string | undefined,
  ): ToJson {
    switch (logical?.name) {
      case 'decimal': {
        const { precision, scale } = logical;
        const isNumber = precision <= (scale === 0 ? longDigits : doubleDigits);
        this.#hint(path, !isNumber ? 'STRING' : scale === 0 ? 'INTEGER' : 'FLOAT');
        return (cursor) => {
          const bytes = take(cursor);
          if (bytes.length > precision + 8) throw damaged('a decimal has more digits than the schema says');
          const text = decimalText(bytes, scale);
          return isNumber ? text : `"${text}"`;
        };
      }
      case 'uuid':
        this.#hint(path, 'STRING');
        return (cursor) => `"${uuidText(take(cursor))}"`;
      case 'duration':
        this.#hint(path, 'STRING');
        return (cursor) => `"${durationText(take(cursor))}"`;
      default:
        this.#hint(path, 'STRING');
        return (cursor) => {
          this.#note('bytesAsBase64', path);
          return `"${base64Text(take(cursor))}"`;
        };
    }
  }

  #record(type: AvroRecord, path: string | undefined): ToJson {
    const known = this.#records.get(type);
    // a record inside itself is read by the same steps; elsewhere a type is read anew, so that its hints are complete
    const again = path === undefined || this.#inWork.has(type) || this.#fields > mostFields;
    if (known !== undefined && again) return known;
    const steps: { readonly name: string; readonly read: ToJson }[] = [];
    const read: ToJson = (cursor) =>
      deeper(cursor, () => {
        let json = '{';
        for (const step of steps) json += `${json === '{' ? '' : ','}${step.name}:${step.read(cursor)}`;
        return `${json}}`;
      });
    this.#records.set(type, read);
    this.#inWork.add(type);
    for (const field of type.fields) {
      const inner = path === undefined ? undefined : path === '' ? field.name : `${path}.${field.name}`;
      steps.push({ name: JSON.stringify(field.name), read: this.compile(field.type, inner) });
      this.#fields += 1;
    }
    this.#inWork.delete(type);
    return read;
  }

  #union(branches: readonly AvroType[], path: string | undefined): ToJson {
    const valued = branches.filter((branch) => branch.kind !== 'null');
    // several kinds of values in one column: the values themselves have to say what they are
    const branchPath = valued.length === 1 ? path : undefined;
    const reads = branches.map((branch) => this.compile(branch, branchPath));
    if (valued.length > 1 && valued.every((branch) => isPlainNumber(branch)))
      this.#hint(
        path,
        valued.some((branch) => branch.kind === 'float' || branch.kind === 'double') ? 'FLOAT' : 'INTEGER',
      );
    return (cursor) => (reads[cursor.size()] ?? noBranch)(cursor);
  }

  #hint(path: string | undefined, type: ColumnType): void {
    if (path !== undefined) this.hints[path] = type;
  }

  #note(note: AvroNote, path = '(in a list)'): void {
    const counts = this.notes.get(note) ?? new Map<string, number>();
    counts.set(path, (counts.get(path) ?? 0) + 1);
    this.notes.set(note, counts);
  }

  #none(note: AvroNote, path: string | undefined): string {
    this.#note(note, path);
    return 'null';
  }
}

const isPlainNumber = (type: AvroType): boolean =>
  (type.kind === 'int' || type.kind === 'long' || type.kind === 'float' || type.kind === 'double') &&
  type.logical === undefined;

const fail = (reason: string): never => {
  throw damaged(reason);
};
const noBranch: ToJson = () => fail('a union has a type that the schema does not know');

const deeper = <Value>(cursor: AvroCursor, read: () => Value): Value => {
  cursor.depth += 1;
  if (cursor.depth > deepest)
    throw new Fault('format.unsupported', { reason: `values nest more than ${deepest} deep` });
  const value = read();
  cursor.depth -= 1;
  return value;
};

/** Lists and maps come in blocks, each with its count; a negative count is followed by the block's size in bytes. */
const blocks = (cursor: AvroCursor, item: () => void): void =>
  deeper(cursor, () => {
    let weightless = 0;
    for (;;) {
      let count = cursor.size();
      if (count === 0) return;
      if (count < 0) {
        count = -count;
        cursor.size();
      }
      for (let index = 0; index < count; index += 1) {
        const before = cursor.at;
        item();
        if (cursor.at === before && (weightless += 1) > mostWeightless)
          throw damaged('a list claims more elements than its bytes hold');
      }
    }
  });

const list =
  (element: ToJson): ToJson =>
  (cursor) => {
    const items: string[] = [];
    blocks(cursor, () => items.push(element(cursor)));
    return `[${items.join(',')}]`;
  };

const map =
  (value: ToJson): ToJson =>
  (cursor) => {
    const members = new Map<string, string>();
    blocks(cursor, () => {
      const key = cursor.string();
      if (members.has(key)) throw damaged(`a map has the key ${key.slice(0, 100)} twice`);
      members.set(key, value(cursor));
    });
    return `{${Array.from(members, ([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}`;
  };
