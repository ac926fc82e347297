import type { Drift } from '../../../contract/configuration.ts';
import type { Column } from '../../../contract/schema.ts';
import { sameName } from '../column-plan.ts';

/** A column as it was found in a nested file. */
export interface SeenColumn extends Column {
  readonly children?: readonly SeenColumn[] | undefined;
  /** It never has a value, so that it may be whatever the pinned schema says. */
  readonly empty?: boolean | undefined;
  /** INTEGER: a value is wider than a double holds for certain. */
  readonly wide?: boolean | undefined;
}

/** A column whose values may not fit the pinned type. */
export interface Misfit {
  /** The pinned names that lead to it, and the file's own; `[]` for the elements of a list. */
  readonly path: readonly string[];
  readonly source: readonly string[];
  readonly known: Column;
  readonly found: SeenColumn;
}

export interface MergedColumns {
  readonly columns: readonly Column[];
  readonly added: readonly string[];
  readonly missing: readonly string[];
  readonly misfits: readonly Misfit[];
}

/** Holds the columns of a nested file against the pinned ones: what is written, what is new, what is missing, what may not fit. */
export const mergePinned = (
  pinned: readonly Column[],
  found: readonly SeenColumn[],
  drift: Drift,
): MergedColumns => {
  const added: string[] = [];
  const missing: string[] = [];
  const misfits: Misfit[] = [];
  const level = (
    known: readonly Column[],
    seen: readonly SeenColumn[],
    path: readonly string[],
    source: readonly string[],
  ): Column[] => {
    const rest = new Map(seen.map((column) => [sameName(column.name), column]));
    const columns = known.map((column): Column => {
      const match = rest.get(sameName(column.name));
      rest.delete(sameName(column.name));
      const at = [...path, column.name];
      if (match === undefined) missing.push(at.join('.'));
      return match === undefined ? column : merged(column, match, at, [...source, match.name]);
    });
    for (const column of rest.values()) {
      added.push([...path, column.name].join('.'));
      if (drift.added === 'add') columns.push(asColumn(column));
    }
    return columns;
  };
  const merged = (
    known: Column,
    match: SeenColumn,
    path: readonly string[],
    source: readonly string[],
  ): Column => {
    if (match.empty === true) return known;
    if (known.type !== match.type) {
      if (!reads(known, match)) misfits.push({ path, source, known, found: match });
      return known;
    }
    if (known.children === undefined || match.children === undefined) return known;
    if (known.type === 'STRUCT')
      return { ...known, children: level(known.children, match.children, path, source) };
    const [element] = known.children;
    const [other] = match.children;
    if (element === undefined || other === undefined) return known;
    return { ...known, children: [merged(element, other, [...path, '[]'], [...source, '[]'])] };
  };
  return { columns: level(pinned, found, [], []), added, missing, misfits };
};

/** Without what is known of this one file. */
export const asColumn = ({ name, type, children }: SeenColumn): Column => ({
  name,
  type,
  ...(children === undefined ? {} : { children: children.map(asColumn) }),
});

/** Whether all values of one type can be read as another without a loss. */
const reads = (known: Column, found: SeenColumn): boolean =>
  (known.type === 'FLOAT' && found.type === 'INTEGER' && found.wide !== true) ||
  (known.type === 'STRING' && found.type !== 'STRUCT' && found.type !== 'LIST');
