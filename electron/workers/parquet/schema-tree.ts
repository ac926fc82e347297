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

/** Physical and converted types of values that may stay as they are. */
const asIs = new Set([
  'BOOLEAN null',
  'INT64 null',
  'INT64 INT_64',
  'DOUBLE null',
  'BYTE_ARRAY UTF8',
  'INT32 DATE',
  'INT64 TIMESTAMP_MILLIS',
]);

/**
 * Whether a file's columns may stay as they are: types that Celonis takes, structures as plain groups, and lists in the
 * layout that the table wants.
 */
export const staysAsIs = (nodes: readonly SchemaNode[], lists: 'three-level' | 'repeated'): boolean =>
  nodes.every((node) => (node.repetition === 'REPEATED' ? lists === 'repeated' : true) && fits(node, lists));

const fits = (node: SchemaNode, lists: 'three-level' | 'repeated'): boolean => {
  if (node.type !== null) return asIs.has(`${node.type} ${String(node.converted)}`);
  if (node.children.length === 0) return false;
  if (node.converted === null && node.logical === null) return staysAsIs(node.children, lists);
  const [repeated] = node.children;
  const [element] = repeated?.children ?? [];
  return (
    lists === 'three-level' &&
    node.converted === 'LIST' &&
    node.children.length === 1 &&
    repeated?.repetition === 'REPEATED' &&
    repeated.converted === null &&
    repeated.children.length === 1 &&
    // by these names the repeated group itself is the element
    repeated.name !== 'array' &&
    repeated.name !== `${node.name}_tuple` &&
    element !== undefined &&
    element.repetition !== 'REPEATED' &&
    fits(element, lists)
  );
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
