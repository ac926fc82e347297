import { shown } from '../../../contract/fault.ts';
import type { Column } from '../../../contract/schema.ts';
import type { ColumnType } from '../../../contract/state.ts';
import { disagrees } from './disagrees.ts';

/** An entry of a Parquet footer's schema, as the second reader gives it. */
export interface SchemaElement {
  readonly name: string;
  /** The physical type's number; null for groups. */
  readonly type?: number | null;
  readonly converted_type?: number | null;
  /** 0 required, 1 optional, 2 repeated. */
  readonly repetition_type?: number | null;
  readonly num_children?: number | null;
}

/** How a value stands in a leaf of the file, from the record down. `optional`: a level tells whether it is there. */
export type PhysicalNode =
  | { readonly kind: 'leaf'; readonly optional: boolean; readonly column: Column }
  | {
      readonly kind: 'member';
      readonly optional: boolean;
      readonly name: string;
      readonly inner: PhysicalNode;
    }
  /** `optional` is the list's own group; its elements' levels are inside. */
  | { readonly kind: 'list'; readonly optional: boolean; readonly inner: PhysicalNode };

export interface PhysicalLeaf {
  /** Names of the file's schema that lead to it. */
  readonly path: readonly string[];
  /** Starts at the record: the first node is the column. */
  readonly node: PhysicalNode;
  readonly root: string;
  readonly column: Column;
  /** The level of a value that is there. */
  readonly definition: number;
}

/** Numbers that stand for types in a Parquet file's footer: physical type, converted type. */
const writtenTypes: Readonly<Record<ColumnType, readonly [number, number | null]>> = {
  STRING: [6, 0],
  INTEGER: [2, 18],
  FLOAT: [5, null],
  BOOLEAN: [0, null],
  DATE: [1, 6],
  DATETIME: [2, 9],
};
const REPEATED = 2;
const LIST = 3;

interface Element extends SchemaElement {
  readonly children: readonly Element[];
}

/**
 * Holds the schema that the second reader finds against the columns that must stand in the file, and tells where their
 * values are. Throws `verification.disagrees` for another name, type or shape.
 */
export const physicalLeaves = (
  elements: readonly SchemaElement[],
  columns: readonly Column[],
): PhysicalLeaf[] => {
  const [root] = treeOf(elements);
  const found = root?.children ?? [];
  const names = found.map(({ name }) => name);
  if (names.length !== columns.length || names.some((name, index) => name !== columns[index]?.name))
    throw disagrees(`its columns are ${shown(names.join(', '))}`);
  return columns.flatMap((column, index) => {
    const element = found[index];
    return element === undefined
      ? []
      : fieldLeaves(element, column, [element.name]).map(({ path, node }): PhysicalLeaf => ({
          path,
          node,
          root: column.name,
          ...endOf(node),
        }));
  });
};

interface Way {
  readonly path: readonly string[];
  readonly node: PhysicalNode;
}

const fieldLeaves = (element: Element, column: Column, path: readonly string[]): Way[] => {
  if (column.type !== 'LIST') {
    if (element.repetition_type === REPEATED) throw unlike(column, path);
    return valueLeaves(element, column, path);
  }
  const inner = column.children?.[0];
  if (inner === undefined) throw unlike(column, path);
  const list = (ways: readonly Way[], optional: boolean): Way[] =>
    ways.map((way) => ({ path: way.path, node: { kind: 'list', optional, inner: way.node } }));
  // a repeated field without a group around it
  if (element.repetition_type === REPEATED) {
    const [member] = element.children;
    // a list directly in a list stands in a structure of one member
    if (inner.type === 'LIST' && member !== undefined && element.children.length === 1)
      return list(fieldLeaves(member, { ...inner, name: member.name }, [...path, member.name]), false);
    return list(valueLeaves(element, inner, path, true), false);
  }
  const [repeated] = element.children;
  if (element.converted_type !== LIST || element.children.length !== 1 || repeated === undefined)
    throw unlike(column, path);
  const [only] = repeated.children;
  if (repeated.repetition_type !== REPEATED || repeated.children.length !== 1 || only === undefined)
    throw unlike(column, path);
  return list(
    fieldLeaves(only, { ...inner, name: only.name }, [...path, repeated.name, only.name]),
    isOptional(element),
  );
};

/** `repeated`: its own level belongs to the list around it. */
const valueLeaves = (element: Element, column: Column, path: readonly string[], repeated = false): Way[] => {
  const optional = !repeated && isOptional(element);
  if (column.type === 'LIST') throw unlike(column, path);
  if (column.type !== 'STRUCT') {
    compareType(element, column.type, path);
    return [{ path, node: { kind: 'leaf', optional, column } }];
  }
  const members = column.children ?? [];
  if (element.type !== null && element.type !== undefined) throw unlike(column, path);
  if (
    members.length !== element.children.length ||
    members.some(({ name }, index) => name !== element.children[index]?.name)
  )
    throw disagrees(`the members are ${shown(element.children.map(({ name }) => name).join(', '))}`, {
      column: path.join('.'),
    });
  return members.flatMap((member, index) => {
    const child = element.children[index];
    if (child === undefined) return [];
    return fieldLeaves(child, member, [...path, child.name]).map((way): Way => ({
      path: way.path,
      node: { kind: 'member', optional, name: member.name, inner: way.node },
    }));
  });
};

const compareType = (element: SchemaElement, type: ColumnType, path: readonly string[]): void => {
  const [physical, converted] = writtenTypes[type];
  const stated = element.converted_type ?? null;
  // a plain INT64 is what Sluice's annotated one is
  const agrees = stated === converted || (type === 'INTEGER' && stated === null);
  if (element.type !== physical || !agrees)
    throw disagrees(`it finds another type than ${type}`, { column: path.join('.') });
};

const isOptional = ({ repetition_type: repetition }: SchemaElement): boolean => repetition === 1;

const unlike = ({ type }: Column, path: readonly string[]) =>
  disagrees(`it finds no ${type}`, { column: path.join('.') });

const endOf = (node: PhysicalNode): { column: Column; definition: number } => {
  if (node.kind === 'leaf') return { column: node.column, definition: node.optional ? 1 : 0 };
  const inner = endOf(node.inner);
  const own = (node.optional ? 1 : 0) + (node.kind === 'list' ? 1 : 0);
  return { column: inner.column, definition: inner.definition + own };
};

/** The schema is a tree written depth first; its first entry is the root. */
const treeOf = (elements: readonly SchemaElement[]): Element[] => {
  let at = 0;
  const take = (count: number): Element[] =>
    Array.from({ length: count }, () => {
      const element = elements[at];
      if (element === undefined) throw disagrees('its schema is cut short');
      at += 1;
      return { ...element, children: take(element.num_children ?? 0) };
    });
  return take(1);
};
