import type { ColumnType } from '../../../contract/state.ts';
import { Fault } from '../../../contract/fault.ts';
import type { Warning } from '../../../contract/converter.ts';
import { isoCandidates } from '../date-candidates.ts';
import { notationsFor } from '../number-notation.ts';
import { decideColumn } from '../decide-column.ts';
import { JsonColumn } from './json-column.ts';
import type { SeenColumn } from './nested-pinned.ts';
import { JsonNumber, JsonObject, type JsonValue } from './json-value.ts';

type Kind = 'a plain value' | 'an object' | 'a list';
interface Place {
  readonly row: number;
  readonly line: number;
}

const untypedIso = { notations: notationsFor('.', 'none'), dates: isoCandidates, booleans: true };

/** What stands at one place of all records. */
export class ShapeNode {
  readonly path: readonly string[];
  readonly members = new Map<string, ShapeNode>();
  element: ShapeNode | undefined;
  scalar: JsonColumn | undefined;
  /** Non-null values here (for a member of a list: in all elements). */
  present = 0;
  #kind: Kind | undefined;
  #first: Place = { row: 0, line: 0 };
  readonly #untyped: boolean;

  /** `untyped`: the format has nothing but texts, which may be numbers and dates in their plainest spelling. */
  constructor(path: readonly string[], untyped: boolean) {
    this.path = path;
    this.#untyped = untyped;
  }

  get kind(): Kind | undefined {
    return this.#kind;
  }

  /** Throws `json.mixedShape` where an object stood here before and a list stands here now, or the like. */
  see(value: JsonValue, row: number, line: number): void {
    if (value === null) return;
    this.present += 1;
    if (value instanceof JsonObject) {
      this.#is('an object', row, line);
      for (const [index, key] of value.keys.entries())
        this.#member(key).see(value.values[index] ?? null, row, line);
    } else if (Array.isArray(value)) {
      this.#is('a list', row, line);
      this.element ??= new ShapeNode([...this.path, '[]'], this.#untyped);
      for (const element of value as readonly JsonValue[]) this.element.see(element, row, line);
    } else {
      this.#is('a plain value', row, line);
      this.scalar ??= new JsonColumn(this.#untyped ? untypedIso : undefined);
      if (value instanceof JsonNumber) this.scalar.see('number', value.text, row, line);
      else if (typeof value === 'boolean') this.scalar.see('boolean', String(value), row, line);
      else this.scalar.see('string', String(value), row, line);
    }
  }

  #member(key: string): ShapeNode {
    let member = this.members.get(key);
    if (member === undefined) {
      member = new ShapeNode([...this.path, key], this.#untyped);
      this.members.set(key, member);
    }
    return member;
  }

  #is(kind: Kind, row: number, line: number): void {
    if (this.#kind === undefined) {
      this.#kind = kind;
      this.#first = { row, line };
    } else if (this.#kind !== kind) {
      const column = this.path.join('.');
      throw new Fault('json.mixedShape', {
        column,
        row,
        line,
        reason: `${kind} in row ${row} (line ${line}), ${this.#kind} in row ${this.#first.row} (line ${this.#first.line})`,
        places: [
          { ...this.#first, column, reason: this.#kind },
          { row, line, column, reason: kind },
        ],
      });
    }
  }
}

/** A node with the column that it becomes. */
export interface ShapedColumn {
  readonly column: SeenColumn;
  readonly node: ShapeNode;
  readonly children: readonly ShapedColumn[];
  /** What is to be said of its own values. */
  readonly warnings: readonly Warning[];
}

/**
 * The column that a node becomes; undefined for an object that never has members, which Parquet cannot hold. A member
 * that is null throughout is text. `hints`: types that the format itself states, by path.
 */
export const shapedColumn = (
  name: string,
  node: ShapeNode,
  allText: boolean,
  hints: Readonly<Record<string, ColumnType>> = {},
): ShapedColumn | undefined => {
  switch (node.kind) {
    case 'an object': {
      const children = [...node.members].flatMap(
        ([key, member]) => shapedColumn(key, member, allText, hints) ?? [],
      );
      if (children.length === 0) return undefined;
      const column = { name, type: 'STRUCT' as const, children: children.map((child) => child.column) };
      return { column, node, children, warnings: [] };
    }
    case 'a list': {
      const inner = node.element ?? new ShapeNode([...node.path, '[]'], false);
      const element = shapedColumn('element', inner, allText, hints) ?? emptyColumn('element', inner);
      const column = { name, type: 'LIST' as const, children: [element.column] };
      return { column, node, children: [element], warnings: [] };
    }
    case 'a plain value': {
      const seen = node.scalar?.observer;
      const hint = hints[node.path.join('.')];
      if (seen === undefined || allText || hint === 'STRING' || seen.trailingMinus)
        return { column: { name, type: 'STRING' }, node, children: [], warnings: [] };
      const { reading, warnings } = decideColumn(node.path.join('.'), name, seen);
      const isFloat = hint === 'FLOAT' && reading.column.type === 'INTEGER' && !seen.wideWhole;
      const type = isFloat ? 'FLOAT' : reading.column.type;
      return { column: { name, type, wide: seen.wideWhole }, node, children: [], warnings };
    }
    default:
      return emptyColumn(name, node);
  }
};

const emptyColumn = (name: string, node: ShapeNode): ShapedColumn => ({
  column: { name, type: 'STRING', empty: true },
  node,
  children: [],
  warnings: [],
});
