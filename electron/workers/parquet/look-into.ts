import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../../contract/fault.ts';
import { identifier, literal } from '../duckdb/sql-text.ts';
import { foundTree } from './duckdb-tree.ts';
import { asInSchema, isReshaped, reshaped, type FoundTree } from '../../core/nested/found-tree.ts';
import { parquetFault } from './parquet-fault.ts';
import { numberedRows, parquetRows, ROW } from './parquet-source.ts';
import { schemaColumns, schemaTree, type SchemaNode } from '../../core/nested/schema-tree.ts';

export type Query = (sql: string) => Promise<unknown[][]>;

/** What a Parquet file says of itself. */
export interface ParquetLook {
  readonly query: Query;
  readonly rows: number;
  readonly columns: readonly FoundTree[];
  readonly schema: readonly SchemaNode[];
  /** Uncompressed, in encodings that every reader knows. */
  readonly plain: boolean;
  /** Its records in SQL, with `ROW`, and with maps as lists of their entries. */
  readonly source: string;
  /** Size of its values, in bytes. */
  readonly bytes: number;
}

/** Encodings that every reader of Parquet knows, the second reader among them. */
const readable = new Set(['PLAIN', 'RLE', 'BIT_PACKED', 'PLAIN_DICTIONARY', 'RLE_DICTIONARY']);

/** Throws `format.encrypted`, `format.unsupported`, `format.damaged` or `columns.none`. */
export const lookInto = async (connection: DuckDBConnection, path: string): Promise<ParquetLook> => {
  const query: Query = async (sql) => {
    try {
      return (await connection.runAndReadAll(sql)).getRows();
    } catch (error) {
      throw parquetFault(error);
    }
  };
  const file = literal(path);
  const schema = schemaTree(await query(`SELECT ${schemaColumns.join(', ')} FROM parquet_schema(${file})`));
  if (schema.length === 0) throw new Fault('columns.none');
  const columns = asInSchema(await describe(connection, path), schema);
  const chunks = await query(
    `SELECT compression, encodings, sum(total_uncompressed_size)::BIGINT FROM parquet_metadata(${file}) GROUP BY ALL`,
  );
  const [[counted] = []] = await query(`SELECT count(*) FROM ${parquetRows(path)}`);
  const numbered = numberedRows(
    path,
    columns.map(({ name }) => name),
  );
  return {
    query,
    rows: Number(counted),
    columns,
    schema,
    plain: chunks.every(
      ([codec, encodings]) =>
        codec === 'UNCOMPRESSED' &&
        String(encodings)
          .split(/,\s*/)
          .every((one) => readable.has(one)),
    ),
    source: columns.some(isReshaped)
      ? `(SELECT ${ROW}, ${reshaped(columns, identifier)} FROM ${numbered})`
      : numbered,
    bytes: chunks.reduce((sum, [, , size]) => sum + Number(size ?? 0), 0),
  };
};

const describe = async (connection: DuckDBConnection, path: string): Promise<FoundTree[]> => {
  try {
    const result = await connection.run(`SELECT * FROM ${parquetRows(path)} LIMIT 0`);
    const types = result.columnTypes();
    return result.columnNames().flatMap((name, index) => {
      const type = types[index];
      return type === undefined ? [] : [foundTree(name, type)];
    });
  } catch (error) {
    throw parquetFault(error);
  }
};
