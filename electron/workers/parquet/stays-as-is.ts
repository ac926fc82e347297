import type { SchemaNode } from '../../core/nested/schema-tree.ts';

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
