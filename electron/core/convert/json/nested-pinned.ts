import type { Drift } from '../../../contract/configuration.ts';
import type { Facts } from '../../../contract/fault.ts';
import type { Column } from '../../../contract/schema.ts';
import { sameName } from '../column-plan.ts';

export interface MergedColumns {
  readonly columns: readonly Column[];
  readonly added: readonly string[];
  readonly missing: readonly string[];
  readonly misfits: NonNullable<Facts['places']>;
}

/** Holds the columns of a nested file against the pinned ones: what is written, what is new, what is missing, what does not fit. */
export const mergePinned = (
  pinned: readonly Column[],
  found: readonly Column[],
  drift: Drift,
  path: readonly string[] = [],
): MergedColumns => {
  const added: string[] = [];
  const missing: string[] = [];
  const misfits: { column: string; expected: string; value: string }[] = [];
  const rest = new Map(found.map((column) => [sameName(column.name), column]));
  const columns = pinned.map((known): Column => {
    const column = rest.get(sameName(known.name));
    rest.delete(sameName(known.name));
    const at = [...path, known.name];
    if (column === undefined) {
      missing.push(at.join('.'));
      return known;
    }
    if (known.type !== column.type) {
      if (!reads(known, column))
        misfits.push({ column: at.join('.'), expected: known.type, value: column.type });
      return known;
    }
    if (known.children === undefined || column.children === undefined) return known;
    const inner = mergePinned(known.children, column.children, drift, at);
    added.push(...inner.added);
    missing.push(...inner.missing);
    misfits.push(
      ...inner.misfits.map(({ column: name = '', expected = '', value = '' }) => ({
        column: name,
        expected,
        value,
      })),
    );
    return { ...known, children: inner.columns };
  });
  for (const column of rest.values()) {
    added.push([...path, column.name].join('.'));
    if (drift.added === 'add') columns.push(column);
  }
  return { columns, added, missing, misfits };
};

/** Whether values of one type can be read as another without a loss. */
const reads = (known: Column, found: Column): boolean =>
  (known.type === 'FLOAT' && found.type === 'INTEGER') ||
  (known.type === 'STRING' && found.type !== 'STRUCT' && found.type !== 'LIST');
