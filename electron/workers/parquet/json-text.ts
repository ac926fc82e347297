import { Fault } from '../../contract/fault.ts';
import { identifier } from '../duckdb/sql-text.ts';
import type { FoundTree } from '../../core/nested/found-tree.ts';

/** A list or map in SQL as the text of JSON. Throws `format.unsupported` for values that have no spelling in JSON. */
export const jsonOf = (value: string, tree: FoundTree): string =>
  `CAST(to_json(${plainly(value, tree, 0)}) AS VARCHAR)`;

/** With plain values that JSON spells as they are. Maps are already lists of their entries. */
const plainly = (value: string, tree: FoundTree, depth: number): string => {
  if (tree.kind === 'struct') {
    const members = tree.children.map(
      (child) =>
        `${identifier(child.name)} := ${plainly(`${value}.${identifier(child.name)}`, child, depth)}`,
    );
    return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${members.join(', ')}) END`;
  }
  if (tree.kind !== 'plain') {
    const [element] = tree.children;
    const each = `j${depth}`;
    return element === undefined
      ? value
      : `list_transform(${value}, lambda ${each}: ${plainly(each, element, depth + 1)})`;
  }
  return spelled(value, tree);
};

const spelled = (value: string, { name, found }: FoundTree): string => {
  if (found === 'FLOAT' || found === 'DOUBLE')
    // JSON has no number for what is not finite
    return `CASE WHEN isfinite(${value}) THEN to_json(${value}) ELSE to_json(CAST(${value} AS VARCHAR)) END`;
  if (found === 'TIMESTAMP WITH TIME ZONE')
    return `strftime(timezone('UTC', ${value}), '%Y-%m-%dT%H:%M:%S.%fZ')`;
  if (found.startsWith('TIMESTAMP')) return `strftime(CAST(${value} AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%f')`;
  if (found === 'BLOB')
    throw new Fault('format.unsupported', { column: name, reason: `column ${name} holds binary data` });
  return /^(?:BOOLEAN|U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL\(.*|VARCHAR)$/.test(found)
    ? value
    : `CAST(${value} AS VARCHAR)`;
};
