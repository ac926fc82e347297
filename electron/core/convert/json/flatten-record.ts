import { Fault } from '../../../contract/fault.ts';
import { refuseTooWide } from '../../validate/table-width.ts';
import { JsonNumber, JsonObject, jsonText, type JsonValue } from './json-value.ts';
import type { ScalarKind } from './json-column.ts';

/** A member at its place inside the records; a leaf where a plain value was found there. */
class Member {
  readonly members = new Map<string, Member>();
  column: number | undefined;
}

export interface FlatColumn {
  /** `parent_child`. */
  readonly name: string;
  readonly path: readonly string[];
}

export type SeeValue = (column: number, kind: ScalarKind, text: string) => void;

/** Turns records into rows of a flat table: objects dissolve into `parent_child`, columns appear when they first hold a value. */
export class RecordFlattener {
  readonly columns: FlatColumn[] = [];
  readonly #root = new Member();
  readonly #arrays: 'refuse' | 'json';

  constructor(arrays: 'refuse' | 'json') {
    this.#arrays = arrays;
  }

  /** Throws `nested.inFlat` for a list that is not to be kept as text. A member that is null has a column, too. */
  row(record: JsonObject, place: { readonly row: number; readonly line: number }, see: SeeValue): void {
    this.#object(record, this.#root, [], place, see);
  }

  #object(
    object: JsonObject,
    at: Member,
    path: readonly string[],
    place: { row: number; line: number },
    see: SeeValue,
  ): void {
    for (let index = 0; index < object.keys.length; index += 1) {
      const key = object.keys[index] ?? '';
      let member = at.members.get(key);
      if (member === undefined) {
        member = new Member();
        at.members.set(key, member);
      }
      this.#value(object.values[index] ?? null, member, path, key, place, see);
    }
  }

  #value(
    value: JsonValue,
    member: Member,
    path: readonly string[],
    key: string,
    place: { row: number; line: number },
    see: SeeValue,
  ): void {
    if (value instanceof JsonObject) return this.#object(value, member, [...path, key], place, see);
    if (value === null) {
      // an object that is null here adds no column beside its members
      if (member.members.size === 0) this.#column(member, path, key);
      return;
    }
    if (typeof value === 'string') return see(this.#column(member, path, key), 'string', value);
    if (typeof value === 'boolean') return see(this.#column(member, path, key), 'boolean', String(value));
    if (value instanceof JsonNumber) return see(this.#column(member, path, key), 'number', value.text);
    if (this.#arrays === 'refuse') {
      throw new Fault('nested.inFlat', {
        column: [...path, key].join('_'),
        ...place,
        value: jsonText(value).slice(0, 100),
      });
    }
    see(this.#column(member, path, key), 'string', jsonText(value));
  }

  #column(member: Member, path: readonly string[], key: string): number {
    if (member.column === undefined) {
      member.column = this.columns.length;
      refuseTooWide(member.column + 1);
      const steps = [...path, key];
      this.columns.push({ name: steps.join('_'), path: steps });
    }
    return member.column;
  }
}
