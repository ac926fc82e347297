import type { CellValue } from '../../../core/convert/read-cell.ts';
import type { PhysicalNode } from './physical-leaves.ts';

/** A nested value: members by name, elements in order. */
export type NestedCell = CellValue | readonly NestedCell[] | ReadonlyMap<string, NestedCell>;

/** One entry of a leaf: its repetition and definition level, and the value if one is there. */
export interface LeafEntry {
  readonly repetition: number;
  readonly definition: number;
  readonly value: CellValue;
}

/** The entries that one record's value must have in a leaf; undefined where the file's schema has no place for a null in it. */
export const shred = (node: PhysicalNode, cell: NestedCell): readonly LeafEntry[] | undefined => {
  const entries: LeafEntry[] = [];
  return into(entries, node, cell, { repetition: 0, definition: 0, depth: 0 }) ? entries : undefined;
};

interface Level {
  readonly repetition: number;
  readonly definition: number;
  /** Lists around. */
  readonly depth: number;
}

const into = (entries: LeafEntry[], node: PhysicalNode, cell: NestedCell, level: Level): boolean => {
  const { repetition, definition, depth } = level;
  const none = () => entries.push({ repetition, definition, value: null }) > 0;
  const inside = definition + (node.optional ? 1 : 0);
  if (node.kind === 'list') {
    // without a group of its own a list that is null is an empty one
    if (cell === null) return none();
    if (!Array.isArray(cell)) return false;
    const elements = cell as readonly NestedCell[];
    if (elements.length === 0) {
      entries.push({ repetition, definition: inside, value: null });
      return true;
    }
    return elements.every((element, index) =>
      into(entries, node.inner, element, {
        repetition: index === 0 ? repetition : depth + 1,
        definition: inside + 1,
        depth: depth + 1,
      }),
    );
  }
  if (cell === null) return node.optional && none();
  if (node.kind === 'member')
    return cell instanceof Map
      ? into(entries, node.inner, (cell as ReadonlyMap<string, NestedCell>).get(node.name) ?? null, {
          ...level,
          definition: inside,
        })
      : false;
  if (typeof cell === 'object') return false;
  entries.push({ repetition, definition: inside, value: cell });
  return true;
};
