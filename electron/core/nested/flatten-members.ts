import type { Column } from '../../contract/schema.ts';
import type { ColumnType } from '../../contract/state.ts';

/** A plain value or a list inside a record, named by the way that leads to it. */
export interface FlatField {
  /** `object$member` for a member of an object. */
  readonly name: string;
  /** STRING stands in for lists, which become tables and not columns. */
  readonly type: ColumnType;
  /** The members that lead to the value. */
  readonly source: readonly string[];
  /** What a list is made of; absent for plain values. */
  readonly element?: Column | undefined;
}

export interface FlatMembers {
  readonly fields: readonly FlatField[];
  readonly lists: readonly FlatField[];
}

/** Dissolves objects, however deep, into plain values and lists, in the order in which they stand. */
export const flattenMembers = (columns: readonly Column[], path: readonly string[] = []): FlatMembers => {
  const fields: FlatField[] = [];
  const lists: FlatField[] = [];
  for (const column of columns) {
    const source = [...path, column.name];
    const name = source.join('$');
    if (column.type === 'STRUCT') {
      const inner = flattenMembers(column.children ?? [], source);
      fields.push(...inner.fields);
      lists.push(...inner.lists);
    } else if (column.type === 'LIST') {
      lists.push({ name, type: 'STRING', source, element: column.children?.[0] });
    } else {
      fields.push({ name, type: column.type, source });
    }
  }
  return { fields, lists };
};
