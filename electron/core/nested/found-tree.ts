import { sameName } from '../convert/column-plan.ts';
import type { SchemaNode } from './schema-tree.ts';

/** A column of a Parquet file as DuckDB reads it, whatever its types. */
export interface FoundTree {
  readonly name: string;
  /** DuckDB's type of a plain value; of a structure or list only its kind. */
  readonly found: string;
  readonly kind: 'plain' | 'struct' | 'list' | 'map';
  /** Members; of a list its element. A map is a list of keys and values. */
  readonly children: readonly FoundTree[];
  /** A structure of one member for which DuckDB gives the member itself. */
  readonly bare?: boolean;
}

/** With the structures of one member in lists that DuckDB leaves out, so that the member keeps its name. */
export const asInSchema = (trees: readonly FoundTree[], nodes: readonly SchemaNode[]): FoundTree[] =>
  trees.map((tree, index) => {
    const node = nodes[index];
    if (node === undefined || trees.length !== nodes.length) return tree;
    if (tree.kind === 'struct') return { ...tree, children: asInSchema(tree.children, node.children) };
    const [element] = tree.children;
    if (tree.kind !== 'list' || element === undefined) return tree;
    return { ...tree, children: [elementAs(element, node)] };
  });

/** The element of a list that is a repeated field, or a group around one. */
const elementAs = (element: FoundTree, list: SchemaNode): FoundTree => {
  const isPlain = list.repetition === 'REPEATED' && list.converted === null;
  const repeated = isPlain ? list : list.children[0];
  if (repeated === undefined || repeated.type !== null) return element;
  // a list of two levels whose elements are lists themselves
  if (repeated !== list && repeated.converted !== null)
    return asInSchema([element], [repeated])[0] ?? element;
  const isElement =
    repeated === list ||
    repeated.children.length > 1 ||
    repeated.name === 'array' ||
    repeated.name === `${list.name}_tuple`;
  const [only] = repeated.children;
  if (!isElement) return asInSchema([element], repeated.children)[0] ?? element;
  const named =
    element.kind === 'struct' &&
    element.children.length === repeated.children.length &&
    element.children.every(
      ({ name }, index) => sameName(name) === sameName(repeated.children[index]?.name ?? ''),
    );
  if (named) return { ...element, children: asInSchema(element.children, repeated.children) };
  if (repeated.children.length !== 1 || only === undefined) return element;
  // as Sluice writes a list directly in a list
  if (element.kind === 'list' && only.repetition === 'REPEATED' && only.name === 'element')
    return asInSchema([element], [only])[0] ?? element;
  const member = asInSchema([{ ...element, name: only.name }], [only]);
  return { name: 'element', found: 'STRUCT', kind: 'struct', bare: true, children: member };
};

export interface FoundPlain {
  /** Names that lead to it; `[]` for the elements of a list. */
  readonly path: readonly string[];
  readonly found: string;
}

/** The plain values of some columns. */
export const plainsOf = (trees: readonly FoundTree[], path: readonly string[] = []): FoundPlain[] =>
  trees.flatMap((tree) => {
    const at = [...path, tree.name];
    if (tree.kind === 'plain') return [{ path: at, found: tree.found }];
    if (tree.kind === 'struct') return plainsOf(tree.children, at);
    const [element] = tree.children;
    if (element === undefined) return [];
    if (element.kind === 'struct') return plainsOf(element.children, [...at, '[]']);
    return plainsOf([{ ...element, name: '[]' }], at);
  });

export const hasMap = (tree: FoundTree): boolean => tree.kind === 'map' || tree.children.some(hasMap);

export const isReshaped = (tree: FoundTree): boolean =>
  tree.kind === 'map' || tree.bare === true || tree.children.some(isReshaped);

/**
 * The columns in DuckDB's SQL, with every map as the list of its entries, and with every structure that the file has.
 * `identifier`: a name as SQL takes it.
 */
export const reshaped = (trees: readonly FoundTree[], identifier: (name: string) => string): string => {
  const shaped = (value: string, tree: FoundTree, depth: number): string => {
    if (!isReshaped(tree)) return value;
    const [element] = tree.children;
    if (tree.kind === 'struct') {
      const members = tree.children.map((child) => {
        const member = tree.bare === true ? value : `${value}.${identifier(child.name)}`;
        return `${identifier(child.name)} := ${shaped(member, child, depth)}`;
      });
      if (tree.bare === true) return `struct_pack(${members.join(', ')})`;
      return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${members.join(', ')}) END`;
    }
    const list = tree.kind === 'map' ? `map_entries(${value})` : value;
    if (element === undefined || !isReshaped(element)) return list;
    const each = `m${depth}`;
    return `list_transform(${list}, lambda ${each}: ${shaped(each, element, depth + 1)})`;
  };
  return trees
    .map((tree) => `${shaped(identifier(tree.name), tree, 0)} AS ${identifier(tree.name)}`)
    .join(', ');
};
