import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnReading } from '../../contract/schema.ts';
import { castExpression, duckdbType } from '../duckdb/cast.ts';
import { identifier, literal } from '../duckdb/sql-text.ts';

/** Whoever reads the file holds a row group or two for each thread: DuckDB about four times as many bytes as this. */
const GROUP_BYTES = 16 * 1024 ** 2;
const GROUP_ROWS = 122_880;
const VECTOR = 2_048;

export interface OutputColumn {
  readonly reading: ColumnReading;
  /** The column of the relation; absent where the file lacks it and NULL is written. */
  readonly staged: number | undefined;
}

/** What is written of each column, in SQL. */
export const selection = (columns: readonly OutputColumn[], datesAs: 'native' | 'text'): string =>
  columns
    .map(({ reading, staged }) => {
      const isDate = reading.column.type === 'DATE' || reading.column.type === 'DATETIME';
      const type = datesAs === 'text' && isDate ? 'VARCHAR' : duckdbType[reading.column.type];
      const value =
        staged === undefined ? `CAST(NULL AS ${type})` : castExpression(`c${staged}`, reading, datesAs);
      return `${value} AS ${identifier(reading.column.name)}`;
    })
    .join(', ');

/** Rows of a row group, so that one group stays well inside memory however wide the rows are. */
export const groupRows = (rows: number, bytes: number): number => {
  const fitting = rows === 0 ? GROUP_ROWS : GROUP_BYTES / Math.max(1, bytes / rows);
  // rows that are so long that not even one of DuckDB's vectors of them fits come in smaller ones
  if (fitting < VECTOR) return Math.max(1, Math.floor(fitting));
  return Math.min(GROUP_ROWS, Math.floor(fitting / VECTOR) * VECTOR);
};

/** What the dictionaries of all columns of a row group may take together, in bytes. */
const DICTIONARIES = 64 * 1024 ** 2;
/** Entry and place in the hash table of one dictionary value, in bytes. */
const ENTRY = 128;

/** DuckDB reserves a dictionary of about 2 MB a column beforehand, which a wide table has no room for. */
const dictionaryLimits = (columns: number, rowsPerGroup: number): string => {
  const share = Math.floor(DICTIONARIES / 2 / columns);
  if (share >= 1024 ** 2) return '';
  const entries = Math.min(Math.floor(rowsPerGroup / 5), Math.floor(share / ENTRY));
  return `, DICTIONARY_SIZE_LIMIT ${entries}, STRING_DICTIONARY_PAGE_SIZE_LIMIT ${share}`;
};

/** Writes the query's rows, in their order, as uncompressed Parquet. `columns`: how many plain values a row has. */
export const copyToParquet = async (
  connection: DuckDBConnection,
  query: string,
  path: string,
  rowsPerGroup: number,
  columns: number,
): Promise<void> => {
  await connection.run(
    `COPY (${query}) TO ${literal(path)} (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE ${rowsPerGroup}${dictionaryLimits(columns, rowsPerGroup)})`,
  );
};
