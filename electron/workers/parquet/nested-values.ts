import type { SeenColumn } from '../../core/convert/json/nested-pinned.ts';
import { foldLeaf, leafKey } from '../nested/nested-sql.ts';
import { plainsOf, type FoundTree } from '../../core/nested/found-tree.ts';
import type { ObservedValue, ParquetValue } from './value-facts.ts';

export interface NestedValue extends ParquetValue {
  /** Names that lead to it; `[]` for the elements of a list. */
  readonly path: readonly string[];
}

export const nestedValues = (trees: readonly FoundTree[]): NestedValue[] =>
  plainsOf(trees).map(({ path, found }) => ({
    path,
    found,
    name: path.join('.'),
    many: path.includes('[]'),
    over: (each, aggregate, none) => foldLeaf(path, each, aggregate, none),
  }));

/** The columns in Celonis's types. */
export const foundColumns = (
  trees: readonly FoundTree[],
  byPath: ReadonlyMap<string, ObservedValue>,
  path: readonly string[] = [],
): SeenColumn[] =>
  trees.map((tree): SeenColumn => {
    const at = [...path, tree.name];
    if (tree.kind === 'struct') {
      return { name: tree.name, type: 'STRUCT', children: foundColumns(tree.children, byPath, at) };
    }
    if (tree.kind !== 'plain') {
      const elements = tree.children.map((element) => ({ ...element, name: '[]' }));
      const children = foundColumns(elements, byPath, at).map((element) => ({ ...element, name: 'element' }));
      return { name: tree.name, type: 'LIST', children };
    }
    const value = byPath.get(leafKey(at));
    return {
      name: tree.name,
      type: value?.type ?? 'STRING',
      empty: value?.observer.values === 0,
      // whether a double holds it is asked when that matters
      wide: true,
    };
  });
