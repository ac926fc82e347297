import { Fault } from '../../contract/fault.ts';
import type { Column, DerivedTable } from '../../contract/schema.ts';
import { flattenMembers, type FlatField } from './flatten-members.ts';

/** The key column that is generated where nobody chose one. */
export const generatedKey = '_celonis_id';

type DerivedColumn = DerivedTable['columns'][number];

export interface NestedTable {
  /** The target table's name. */
  readonly table: string;
  readonly columns: readonly Column[];
  /** Names of flattened columns of the root; `object.field` is understood as `object$field`. */
  readonly primaryKey: readonly string[];
  readonly ageColumn?: string | undefined;
  /** Whether the table was set up as nested; by default whether its columns are. */
  readonly nested?: boolean | undefined;
}

/**
 * The tables that a nested file becomes: the root first, then each list as a child table, depth first.
 *
 * - A child is named `parent$list`, a member of an object `object$member`; a list of plain values has one column `value`,
 *   and a list directly inside a list becomes a child named `$element`.
 * - The parent's key and its own foreign keys are copied to the child as `parent$key`, so that every level joins to
 *   every level above it, and all rows of one record can be found by the record's key.
 * - `_celonis_id` is the key of a nested root without a chosen one, and of a child that has children itself.
 *
 * Throws `key.columnMissing`, `age.columnMissing`, `column.nameCollision` or `column.nameReserved`.
 */
export const deriveTables = (source: NestedTable): DerivedTable[] => {
  const root = flattenMembers(source.columns);
  const nested = source.nested ?? source.columns.some(({ type }) => type === 'STRUCT' || type === 'LIST');
  const key = source.primaryKey.map((name) => find(root.fields, name) ?? missing('key.columnMissing', name));
  const age =
    source.ageColumn === undefined
      ? undefined
      : (find(root.fields, source.ageColumn) ?? missing('age.columnMissing', source.ageColumn));
  const generated = key.length === 0 && nested;
  const tables = derive({
    name: source.table,
    parent: undefined,
    path: [],
    fields: root.fields,
    lists: root.lists,
    foreignKeys: [],
    generated,
    isKey: (field) => key.includes(field),
    isAge: (field) => field === age,
  });
  refuseDoubleNames(tables.map(({ name }) => name));
  return tables;
};

interface Level {
  readonly name: string;
  readonly parent: string | undefined;
  readonly path: readonly string[];
  readonly fields: readonly FlatField[];
  readonly lists: readonly FlatField[];
  readonly foreignKeys: readonly DerivedColumn[];
  readonly generated: boolean;
  readonly isKey: (field: FlatField) => boolean;
  readonly isAge: (field: FlatField) => boolean;
}

const derive = (level: Level): DerivedTable[] => {
  const own: DerivedColumn[] = level.fields.map((field) => ({
    name: field.name,
    type: field.type,
    primaryKey: level.isKey(field),
    ageColumn: level.isAge(field),
    source: [...field.source],
  }));
  const columns = [...level.foreignKeys, ...(level.generated ? [generatedKeyColumn] : []), ...own];
  refuseDoubleColumns(level.name, columns, level.generated);
  const table: DerivedTable = {
    name: level.name,
    ...(level.parent === undefined ? {} : { parent: level.parent }),
    path: [...level.path],
    columns,
  };
  const inherited = [
    ...level.foreignKeys,
    ...columns.filter(({ primaryKey }) => primaryKey).map((key) => foreignKeyTo(level.name, key)),
  ];
  return [table, ...level.lists.flatMap((list) => derive(childLevel(level, list, inherited)))];
};

const childLevel = (parent: Level, list: FlatField, foreignKeys: readonly DerivedColumn[]): Level => {
  const element = list.element ?? { name: 'element', type: 'STRING' };
  const { fields, lists } = flattenMembers(element.type === 'STRUCT' ? (element.children ?? []) : [element]);
  // The element of a plain list has no name of its own in the data.
  const named = element.type === 'STRUCT' ? fields : fields.map((field) => ({ ...field, name: 'value' }));
  return {
    name: `${parent.name}$${list.name}`,
    parent: parent.name,
    path: [...parent.path, ...list.source],
    fields: named,
    lists,
    foreignKeys,
    // Only a table that is referred to needs a key of its own.
    generated: lists.length > 0,
    isKey: () => false,
    isAge: () => false,
  };
};

const generatedKeyColumn: DerivedColumn = {
  name: generatedKey,
  type: 'STRING',
  primaryKey: true,
  ageColumn: false,
  source: [],
};

const foreignKeyTo = (table: string, key: DerivedColumn): DerivedColumn => ({
  name: `${table}$${key.name}`,
  type: key.type,
  primaryKey: false,
  foreignKey: `${table}.${key.name}`,
  ageColumn: false,
  source: [],
});

const find = (fields: readonly FlatField[], name: string): FlatField | undefined => {
  const wanted = name.toLowerCase();
  return (
    fields.find((field) => field.name.toLowerCase() === wanted) ??
    fields.find((field) => field.source.join('.').toLowerCase() === wanted)
  );
};

const missing = (code: 'key.columnMissing' | 'age.columnMissing', column: string): never => {
  throw new Fault(code, { column });
};

const refuseDoubleColumns = (table: string, columns: readonly DerivedColumn[], generated: boolean): void => {
  const seen = new Map<string, string>();
  for (const { name } of columns) {
    const before = seen.get(name.toLowerCase());
    if (before !== undefined) {
      if (generated && before === generatedKey)
        throw new Fault('column.nameReserved', { table, column: name });
      throw new Fault('column.nameCollision', { table, column: name, found: before });
    }
    seen.set(name.toLowerCase(), name);
  }
};

const refuseDoubleNames = (names: readonly string[]): void => {
  const seen = new Map<string, string>();
  for (const name of names) {
    const before = seen.get(name.toLowerCase());
    if (before !== undefined)
      throw new Fault('column.nameCollision', { table: name, column: name, found: before });
    seen.set(name.toLowerCase(), name);
  }
};
