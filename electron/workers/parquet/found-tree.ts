import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import { identifier } from '../duckdb/sql-text.ts';

/** A column of a Parquet file as DuckDB reads it. */
export interface FoundTree {
  readonly name: string;
  /** DuckDB's type of a plain value; of a structure or list only its kind. */
  readonly found: string;
  readonly kind: 'plain' | 'struct' | 'list' | 'map';
  /** Members; of a list its element. A map is a list of keys and values. */
  readonly children: readonly FoundTree[];
}

export const foundTree = (name: string, type: DuckDBType): FoundTree => {
  switch (type.typeId) {
    case DuckDBTypeId.STRUCT: {
      const children = type.entryNames.flatMap((entry, index) => {
        const member = type.entryTypes[index];
        return member === undefined ? [] : [foundTree(entry, member)];
      });
      return { name, found: 'STRUCT', kind: 'struct', children };
    }
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
      return { name, found: 'LIST', kind: 'list', children: [foundTree('element', type.valueType)] };
    case DuckDBTypeId.MAP: {
      const entry = [foundTree('key', type.keyType), foundTree('value', type.valueType)];
      const element: FoundTree = { name: 'element', found: 'STRUCT', kind: 'struct', children: entry };
      return { name, found: 'MAP', kind: 'map', children: [element] };
    }
    default:
      return { name, found: type.toString(), kind: 'plain', children: [] };
  }
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

/** The columns in SQL, with every map as the list of its entries. */
export const withoutMaps = (trees: readonly FoundTree[]): string =>
  trees.map((tree) => `${unmapped(identifier(tree.name), tree, 0)} AS ${identifier(tree.name)}`).join(', ');

export const hasMap = (tree: FoundTree): boolean => tree.kind === 'map' || tree.children.some(hasMap);

const unmapped = (value: string, tree: FoundTree, depth: number): string => {
  if (!hasMap(tree)) return value;
  const [element] = tree.children;
  if (tree.kind === 'struct') {
    const members = tree.children.map(
      (child) =>
        `${identifier(child.name)} := ${unmapped(`${value}.${identifier(child.name)}`, child, depth)}`,
    );
    return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${members.join(', ')}) END`;
  }
  const list = tree.kind === 'map' ? `map_entries(${value})` : value;
  if (element === undefined || !hasMap(element)) return list;
  const each = `m${depth}`;
  return `list_transform(${list}, lambda ${each}: ${unmapped(each, element, depth + 1)})`;
};
