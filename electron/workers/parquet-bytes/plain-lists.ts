import { binary, i32, ThriftStruct } from './thrift.ts';

/** How the levels of a leaf change when its lists become plain repeated fields. */
export interface LeafPlan {
  /** Names that lead to it in the new schema. */
  readonly path: readonly string[];
  /** For people: `[]` for the elements of a list. */
  readonly name: string;
  readonly repetition: number;
  /** The largest definition level before and after. */
  readonly before: number;
  readonly after: number;
  /** The new definition level for each old one; `nullElement` for a null inside a list. */
  readonly levels: readonly number[];
  /** Of each list around it: the level of one that is null and of one that is empty. */
  readonly lists: readonly ListLevels[];
}

export interface ListLevels {
  readonly name: string;
  readonly none: number;
  readonly empty: number;
}

export const nullElement = -1;

interface Node {
  readonly element: ThriftStruct;
  readonly children: readonly Node[];
}

/** What a `SchemaElement` of the footer calls its fields. */
const field = { type: 1, repetition: 3, name: 4, children: 5, converted: 6, logical: 10 } as const;
const OPTIONAL = 1;
const REPEATED = 2;
const LIST = 3;

interface State {
  readonly path: readonly string[];
  readonly name: readonly string[];
  readonly repetition: number;
  readonly levels: readonly number[];
  /** The new level of what is here. */
  readonly level: number;
  readonly lists: readonly ListLevels[];
}

/**
 * The schema with every three-level list as a plain repeated field: one of values repeats the value, one of structures the
 * structure. A list directly in a list needs a structure around it, with the one member `element`.
 */
export const plainLists = (
  schema: readonly ThriftStruct[],
): { readonly schema: readonly ThriftStruct[]; readonly leaves: readonly LeafPlan[] } => {
  const elements: ThriftStruct[] = [];
  const leaves: LeafPlan[] = [];
  const root = treeOf(schema);
  elements.push(root.element);
  const start: State = { path: [], name: [], repetition: 0, levels: [0], level: 0, lists: [] };

  const visit = (node: Node, state: State): void => {
    const own = node.element.text(field.name) ?? '';
    const element = listElement(node);
    const at = { ...state, path: [...state.path, own], name: [...state.name, own] };
    if (element === undefined) value(node, node.element, isOptional(node) ? deeper(at, 1) : at);
    else list(node, element, own, at);
  };

  const list = (node: Node, element: Node, own: string, state: State): void => {
    const none = state.levels.length - 1;
    // what was an empty list is no element now, as is what was no list
    const levels = isOptional(node) ? [...state.levels, state.level] : [...state.levels];
    const inner: State = {
      ...state,
      name: [...state.name, '[]'],
      repetition: state.repetition + 1,
      lists: [...state.lists, { name: state.name.join('.'), none, empty: levels.length - 1 }],
      level: state.level + 1,
      levels: [],
    };
    const repeated = i32(REPEATED);
    if (listElement(element) !== undefined) {
      // the inner list may be null: its structure is there
      const group = node.element.with({
        [field.repetition]: repeated,
        [field.children]: i32(1),
        [field.converted]: undefined,
        [field.logical]: undefined,
      });
      elements.push(group);
      const inside = { ...inner, levels: [...levels, inner.level] };
      const innerOwn = element.element.text(field.name) ?? '';
      const innerElement = listElement(element);
      if (innerElement !== undefined)
        list(element, innerElement, innerOwn, { ...inside, path: [...inside.path, innerOwn] });
      return;
    }
    const there = isOptional(element) ? [...levels, nullElement, inner.level] : [...levels, inner.level];
    value(element, element.element.with({ [field.repetition]: repeated, [field.name]: binary(own) }), {
      ...inner,
      levels: there,
    });
  };

  const value = (node: Node, element: ThriftStruct, state: State): void => {
    elements.push(element);
    if (node.children.length > 0) {
      for (const child of node.children) visit(child, state);
      return;
    }
    leaves.push({
      path: state.path,
      name: state.name.join('.'),
      repetition: state.repetition,
      before: state.levels.length - 1,
      after: state.level,
      levels: state.levels,
      lists: state.lists,
    });
  };

  for (const child of root.children) visit(child, start);
  return { schema: elements, leaves };
};

const deeper = (state: State, by: number): State => ({
  ...state,
  level: state.level + by,
  levels: [...state.levels, state.level + by],
});

const isOptional = ({ element }: Node): boolean => element.number(field.repetition) === OPTIONAL;

/** The element of a three-level list. */
const listElement = ({ element, children }: Node): Node | undefined => {
  const [repeated] = children;
  if (element.number(field.converted) !== LIST || children.length !== 1) return undefined;
  return repeated?.element.number(field.repetition) === REPEATED && repeated.children.length === 1
    ? repeated.children[0]
    : undefined;
};

/** The schema is a tree written depth first. */
const treeOf = (schema: readonly ThriftStruct[]): Node => {
  let at = 0;
  const take = (): Node => {
    const element = schema[at] ?? new ThriftStruct(new Map());
    at += 1;
    const count = element.number(field.children) ?? 0;
    return { element, children: Array.from({ length: Math.min(count, schema.length - at) }, take) };
  };
  return take();
};
