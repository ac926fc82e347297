import type { Warning } from '../../contract/converter.ts';
import type { Column } from '../../contract/schema.ts';
import { keyColumns, type KeyColumns } from '../../core/validate/key-columns.ts';
import { columnNames } from '../../core/validate/column-names.ts';
import { deriveTables } from '../../core/nested/derive-tables.ts';

/**
 * Refuses names that Celonis does not take, on every level, and those that would collide in the tables that it makes of
 * the columns. Throws as `columnNames` and `deriveTables` do.
 */
export const checkNestedNames = (columns: readonly Column[]): Warning[] => {
  const warnings = namesOf(columns);
  deriveTables({ table: 'record', columns, primaryKey: [], nested: true });
  return warnings;
};

const namesOf = (columns: readonly Column[]): Warning[] => {
  const { warnings } = columnNames(columns.map(({ name }) => name));
  const inner = columns.flatMap(({ type, children = [] }) =>
    type === 'LIST' ? children.flatMap((child) => namesOf(child.children ?? [])) : namesOf(children),
  );
  return [...warnings, ...inner];
};

/** As `keyColumns`, where `order.id` is understood as `order$id`. */
export const nestedKeyColumns = (
  names: readonly string[],
  primaryKey: readonly string[],
  ageColumn: string | undefined,
): KeyColumns => {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const flat = (name: string) => (known.has(name.trim().toLowerCase()) ? name : name.replaceAll('.', '$'));
  return keyColumns(names, primaryKey.map(flat), ageColumn === undefined ? undefined : flat(ageColumn));
};
