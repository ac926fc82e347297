import type { DuckDBConnection } from '@duckdb/node-api';
import type { Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import { warning } from '../../contract/words/warning.ts';
import type { Column } from '../../contract/schema.ts';
import { identifier } from '../duckdb/sql-text.ts';
import type { FoundTree } from '../../core/nested/found-tree.ts';
import { lookInto } from '../parquet/look-into.ts';
import { ROW } from '../parquet/parquet-source.ts';
import { rewriteLists } from '../parquet-bytes/rewrite-lists.ts';
import type { SampledRecord } from './second-reader/compare-leaf.ts';
import { SecondReader } from './verify-output.ts';

export interface RepeatedRequest {
  /** A file with three-level lists, and the one to make of it. */
  readonly from: string;
  readonly to: string;
  readonly connection: DuckDBConnection;
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly signal: AbortSignal;
}

/**
 * Writes lists as plain repeated groups, and has both readers say that every value stayed: DuckDB of the whole file, the
 * second reader of `samples`. Throws `option.invalid` for a null inside a list.
 */
export const writeRepeated = async (
  { from, to, connection, rows, columns, signal }: RepeatedRequest,
  samples: () => Promise<readonly SampledRecord[]>,
): Promise<Warning[]> => {
  const { blurred } = await rewriteLists(from, to, signal);
  const [before, after] = [await digest(connection, from), await digest(connection, to)];
  if (before !== after)
    throw new Fault('verification.disagrees', { reason: 'values changed with the layout of the lists' });
  const second = await SecondReader.open({ path: to, rows, columns, signal });
  try {
    await second.compareRecords(await samples());
  } finally {
    await second.close();
  }
  return blurred.map((column) => warning('list.blurred', { column }));
};

/** One number for all values of a file in their places, where a list that is null is an empty one. */
const digest = async (connection: DuckDBConnection, path: string): Promise<string> => {
  const { query, source, columns } = await lookInto(connection, path);
  const values = columns.map((tree) => emptied(identifier(tree.name), tree, 0));
  const [row = []] = await query(`SELECT count(*), sum(hash(${[ROW, ...values].join(', ')})) FROM ${source}`);
  return row.map(String).join(' ');
};

const emptied = (value: string, tree: FoundTree, depth: number): string => {
  if (tree.kind === 'plain') return value;
  if (tree.kind === 'struct') {
    const members = tree.children.map(
      (child) =>
        `${identifier(child.name)} := ${emptied(`${value}.${identifier(child.name)}`, child, depth)}`,
    );
    return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${members.join(', ')}) END`;
  }
  const [element] = tree.children;
  const each = `d${depth}`;
  const list =
    element === undefined
      ? value
      : `list_transform(${value}, lambda ${each}: ${emptied(each, element, depth + 1)})`;
  return `coalesce(${list}, [])`;
};
