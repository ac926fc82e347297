import { Fault } from '../../contract/fault.ts';

/** An entry of the schema in a Parquet file's footer, as DuckDB tells it. */
export interface SchemaNode {
  readonly name: string;
  /** The physical type; null for groups. */
  readonly type: string | null;
  readonly converted: string | null;
  readonly logical: string | null;
  readonly repetition: string | null;
  readonly children: readonly SchemaNode[];
}

export const schemaColumns = [
  'name',
  'type',
  'converted_type',
  'logical_type',
  'repetition_type',
  'num_children',
] as const;

/** Rows of `parquet_schema` with `schemaColumns`: a tree written depth first. Gives what is below its root. */
export const schemaTree = (rows: readonly (readonly unknown[])[]): readonly SchemaNode[] => {
  let at = 0;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const take = (count: number): SchemaNode[] =>
    Array.from({ length: count }, (): SchemaNode => {
      const row = rows[at];
      if (row === undefined) throw new Fault('format.damaged', { reason: 'the schema is cut short' });
      at += 1;
      const [name, type, converted, logical, repetition, children] = row;
      return {
        name: String(name),
        type: text(type),
        converted: text(converted),
        logical: text(logical),
        repetition: text(repetition),
        children: take(Number(children ?? 0)),
      };
    });
  const [root] = rows.length === 0 ? [] : take(1);
  return root?.children ?? [];
};

/** Refuses two columns, or two members of one structure, whose names differ in upper and lower case at most. */
export const refuseCollisions = (nodes: readonly SchemaNode[]): void => {
  const seen = new Map<string, string>();
  for (const { name } of nodes) {
    const before = seen.get(name.toLowerCase());
    if (before !== undefined)
      throw new Fault('column.nameCollision', {
        column: name,
        ...(before === name ? {} : { reason: `${before} and ${name}` }),
      });
    seen.set(name.toLowerCase(), name);
  }
  for (const { children } of nodes) refuseCollisions(children);
};
