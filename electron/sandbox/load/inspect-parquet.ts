import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../../contract/schema.ts';
import { columnOfType } from './column-of-type.ts';
import { LoadError, loadErrors } from './load-error.ts';
import { literal } from './sql.ts';
import { rowsOf, type Row } from './warehouse.ts';

export interface ParquetFile {
  readonly columns: readonly Column[];
  readonly rows: number;
}

/** Reads what a Parquet file says of itself. Throws a `LoadError` for what Celonis does not take. */
export const inspectParquet = async (connection: DuckDBConnection, path: string): Promise<ParquetFile> => {
  const file = literal(path);
  try {
    const [metadata] = await rowsOf(connection, `SELECT num_rows FROM parquet_file_metadata(${file})`);
    const entries = await rowsOf(
      connection,
      `SELECT name, num_children, converted_type = 'DECIMAL' OR logical_type LIKE '%Decimal%' AS decimal FROM parquet_schema(${file})`,
    );
    refuseDecimal(entries);
    refuseDoubleNames(entries);
    await refuseCompression(connection, file);
    const result = await connection.run(`SELECT * FROM ${parquetSource(path)} LIMIT 0`);
    const columns = Array.from({ length: result.columnCount }, (_, index) =>
      columnOfType(result.columnName(index), result.columnType(index)),
    );
    return { columns, rows: Number(metadata?.['num_rows'] ?? 0) };
  } catch (error) {
    if (error instanceof LoadError) throw error;
    throw new LoadError(
      loadErrors.unreadable,
      error instanceof Error ? firstLine(error.message, path) : undefined,
    );
  }
};

/** The rows of a Parquet file, its columns exactly as they stand in it. */
export const parquetSource = (path: string): string =>
  `read_parquet(${literal(path)}, hive_partitioning = false, filename = false)`;

/** DuckDB's message without the path, which means nothing to whoever sent the object. */
export const firstLine = (message: string, path: string): string =>
  (message.split('\n')[0] ?? '').replaceAll(path, 'the object').slice(0, 500);

const refuseDecimal = (entries: readonly Row[]): void => {
  const found = entries.find((entry) => entry['decimal'] === true);
  if (found !== undefined) throw new LoadError(loadErrors.decimal, `column ${String(found['name'])}`);
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
const refuseDoubleNames = (entries: readonly Row[]): void => {
  const names = topLevelNames(
    entries.map((entry) => [String(entry['name']), Number(entry['num_children'] ?? 0)]),
  );
  const seen = new Map<string, string>();
  for (const name of names) {
    const before = seen.get(name.toLowerCase());
    if (before !== undefined) throw new LoadError(loadErrors.nameCollision, `${before} and ${name}`);
    seen.set(name.toLowerCase(), name);
  }
};

/** The schema is a tree written depth first; its first entry is the root. */
const topLevelNames = (
  entries: readonly (readonly [name: string, children: number])[],
): readonly string[] => {
  const names: string[] = [];
  const open: number[] = [];
  for (const [name, children] of entries) {
    if (open.length === 1) names.push(name);
    if (open.length > 0) open.push((open.pop() ?? 1) - 1);
    if (children > 0 || open.length === 0) open.push(children);
    while (open.at(-1) === 0) open.pop();
  }
  return names;
};
