import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../../contract/schema.ts';
import { asInSchema, isReshaped, reshaped, type FoundTree } from '../../core/nested/found-tree.ts';
import { schemaColumns, schemaTree, type SchemaNode } from '../../core/nested/schema-tree.ts';
import { columnOfType } from './column-of-type.ts';
import { LoadError, loadErrors } from './load-error.ts';
import { identifier, literal } from './sql.ts';
import { rowsOf } from './warehouse.ts';

export interface ParquetFile {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** Its rows in SQL. */
  readonly source: string;
}

/** Reads what a Parquet file says of itself. Throws a `LoadError` for what Celonis does not take. */
export const inspectParquet = async (connection: DuckDBConnection, path: string): Promise<ParquetFile> => {
  const file = literal(path);
  try {
    const [metadata] = await rowsOf(connection, `SELECT num_rows FROM parquet_file_metadata(${file})`);
    const entries = await connection.runAndReadAll(
      `SELECT ${schemaColumns.join(', ')} FROM parquet_schema(${file})`,
    );
    const schema = schemaTree(entries.getRows());
    refuseDecimal(schema);
    refuseDoubleNames(schema);
    await refuseCompression(connection, file);
    const result = await connection.run(`SELECT * FROM ${parquetSource(path)} LIMIT 0`);
    const columns = Array.from({ length: result.columnCount }, (_, index) =>
      columnOfType(result.columnName(index), result.columnType(index)),
    );
    const trees = asInSchema(columns.map(treeOf), schema);
    return {
      columns: columns.map((column, index) => withMembers(column, trees[index])),
      rows: Number(metadata?.['num_rows'] ?? 0),
      source: trees.some(isReshaped)
        ? `(SELECT ${reshaped(trees, identifier)} FROM ${parquetSource(path)})`
        : parquetSource(path),
    };
  } catch (error) {
    if (error instanceof LoadError) throw error;
    throw new LoadError(
      loadErrors.unreadable,
      error instanceof Error ? firstLine(error.message, path) : undefined,
    );
  }
};

/** The rows of a Parquet file as DuckDB reads them. */
const parquetSource = (path: string): string =>
  `read_parquet(${literal(path)}, hive_partitioning = false, filename = false)`;

/** DuckDB's message without the path, which means nothing to whoever sent the object. */
export const firstLine = (message: string, path: string): string =>
  (message.split('\n')[0] ?? '').replaceAll(path, 'the object').slice(0, 500);

/** In a repeated group of one member DuckDB gives the member itself; then its name stands in the schema only. */
const treeOf = ({ name, type, children = [] }: Column): FoundTree => ({
  name,
  found: type,
  kind: type === 'STRUCT' ? 'struct' : type === 'LIST' ? 'list' : 'plain',
  children: children.map(treeOf),
});

const withMembers = (column: Column, tree: FoundTree | undefined): Column => {
  if (tree === undefined) return column;
  if (tree.bare === true) {
    const [member] = tree.children;
    const children = member === undefined ? [] : [withMembers({ ...column, name: member.name }, member)];
    return { name: column.name, type: 'STRUCT', children };
  }
  return column.children === undefined
    ? column
    : {
        ...column,
        children: column.children.map((child, index) => withMembers(child, tree.children[index])),
      };
};

const refuseDecimal = (nodes: readonly SchemaNode[]): void => {
  for (const { name, converted, logical, children } of nodes) {
    if (converted === 'DECIMAL' || logical?.includes('Decimal') === true)
      throw new LoadError(loadErrors.decimal, `column ${name}`);
    refuseDecimal(children);
  }
};

const refuseCompression = async (connection: DuckDBConnection, file: string): Promise<void> => {
  const [compressed] = await rowsOf(
    connection,
    `SELECT path_in_schema AS name, compression FROM parquet_metadata(${file}) WHERE compression <> 'UNCOMPRESSED' LIMIT 1`,
  );
  if (compressed === undefined) return;
  throw new LoadError(
    loadErrors.compressed,
    `column ${String(compressed['name'])} is ${String(compressed['compression'])}`,
  );
};

// DuckDB gives colliding columns new names by itself, so they must be looked for in the file's own schema.
const refuseDoubleNames = (nodes: readonly SchemaNode[]): void => {
  const seen = new Map<string, string>();
  for (const { name } of nodes) {
    const before = seen.get(name.toLowerCase());
    if (before !== undefined) throw new LoadError(loadErrors.nameCollision, `${before} and ${name}`);
    seen.set(name.toLowerCase(), name);
  }
};
