import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReadOptions } from '../../contract/configuration.ts';
import type { Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import { identifier } from '../duckdb/sql-text.ts';
import { RowSamples } from '../staging/row-samples.ts';
import type { FoundTree } from '../../core/nested/found-tree.ts';
import { jsonOf } from './json-text.ts';
import { lookInto, type ParquetLook, type Query } from './look-into.ts';
import { sure, writtenAs } from './parquet-columns.ts';
import { ROW } from './parquet-source.ts';
import { refuseCollisions } from '../../core/nested/schema-tree.ts';
import { staysAsIs } from './stays-as-is.ts';
import { sampledRows } from './sampled-rows.ts';
import {
  dateWarnings,
  isMadeText,
  observeValues,
  valueFacts,
  type ObservedValue,
  type ParquetValue,
} from './value-facts.ts';

export interface InspectedParquet {
  readonly rows: number;
  readonly columns: readonly InspectedColumn[];
  /** Uncompressed, and of types that Celonis takes, throughout. */
  readonly fitting: boolean;
  readonly samples: RowSamples;
  readonly warnings: readonly Warning[];
  /** The rows in SQL. */
  readonly source: string;
  readonly query: Query;
  readonly bytes: number;
}

/** A column of a flat table: `parent_child` for a member of a structure. */
export interface InspectedColumn extends ObservedValue {
  readonly value: string;
}

type FlatOptions = Pick<ReadOptions, 'arrays' | 'columnNames'>;

/** Everything that must be known of a flat Parquet file before it is handed on or re-written. `isText`: columns that are text whatever they hold. */
export const inspectParquet = async (
  connection: DuckDBConnection,
  path: string,
  options: FlatOptions,
  isText: (name: string) => boolean,
): Promise<InspectedParquet> => {
  const look = await lookInto(connection, path);
  const { query, rows, source } = look;
  if (options.columnNames === undefined) refuseCollisions(look.schema);
  const plain = flatValues(look.columns, options);
  const facts = await valueFacts(query, source, plain);
  const columns = plain.map((column, index) => {
    const written = writtenAs(column.name, column.found, facts[index] ?? sure);
    const { type, text } = written;
    return type !== 'STRING' && isText(column.name)
      ? { ...column, type: 'STRING' as const, written: text, text }
      : { ...column, ...written };
  });
  const observed = await observeValues(query, source, columns);
  const samples = new RowSamples();
  const texts = columns.map(({ value, written, type }) => {
    if (type === 'DATE') return `strftime(${written(value)}, '%Y-%m-%d')`;
    if (type === 'DATETIME') return `strftime(${written(value)}, '%Y-%m-%dT%H:%M:%S.%g')`;
    return `CAST(${written(value)} AS VARCHAR)`;
  });
  for (const [row, cells] of await sampled(look, texts)) samples.take(row, cells);
  return {
    rows,
    columns: observed,
    // a structure dissolves, so it cannot stay
    fitting:
      look.plain &&
      staysAsIs(look.schema, 'three-level') &&
      look.columns.every(({ kind }) => kind === 'plain') &&
      !columns.some(isMadeText),
    samples,
    warnings: await dateWarnings(query, source, columns),
    source,
    query,
    bytes: look.bytes,
  };
};

/** So many columns at a time: a table with thousands of them would not fit memory. */
const MOST_COLUMNS = 250;

/** Some rows by their numbers, from 1, as `texts` in SQL. */
const sampled = async (
  { query, source, rows, bytes }: ParquetLook,
  texts: readonly string[],
): Promise<Map<number, (string | null)[]>> => {
  const found = new Map<number, (string | null)[]>();
  for (let from = 0; from < texts.length; from += MOST_COLUMNS) {
    const part = texts.slice(from, from + MOST_COLUMNS);
    const answers = await query(
      `SELECT ${[ROW, ...part].join(', ')} FROM ${source} WHERE ${sampledRows(rows, bytes)}`,
    );
    for (const [at, ...cells] of answers) {
      const row = found.get(Number(at) + 1) ?? [];
      row.push(...cells.map((cell) => (cell === null ? null : String(cell))));
      found.set(Number(at) + 1, row);
    }
  }
  return found;
};

/** The plain values of a file by name: structures dissolve, lists are refused or become text. */
const flatValues = (
  trees: readonly FoundTree[],
  { arrays }: FlatOptions,
): (ParquetValue & { readonly value: string })[] => {
  const dissolve = (
    name: string,
    value: string,
    tree: FoundTree,
  ): (ParquetValue & { readonly value: string })[] => {
    if (tree.kind === 'struct')
      return tree.children.flatMap((member) =>
        dissolve(`${name}_${member.name}`, `${value}.${identifier(member.name)}`, member),
      );
    if (tree.kind !== 'plain' && arrays !== 'json') throw new Fault('nested.inFlat', { column: name });
    const plain =
      tree.kind === 'plain' ? { value, found: tree.found } : { value: jsonOf(value, tree), found: 'VARCHAR' };
    return [{ ...plain, name, many: false, over: (each) => each(plain.value) }];
  };
  return trees.flatMap((tree) => dissolve(tree.name, identifier(tree.name), tree));
};
