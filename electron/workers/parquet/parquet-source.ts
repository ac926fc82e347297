import { identifier, literal } from '../duckdb/sql-text.ts';

/** The number of a row in its file, from 0, in `numberedRows`; no file has a column of this name. */
export const ROW = identifier('sluice:row');

/** The rows of one Parquet file; the names of the folders that it lies in are no columns. */
export const parquetRows = (path: string): string =>
  `read_parquet(${literal(path)}, hive_partitioning = false, filename = false)`;

/** As `parquetRows`, with `ROW`. `names`: the columns of the file. */
export const numberedRows = (path: string, names: readonly string[]): string => {
  // a column of the file's own hides the number that DuckDB gives
  const shadowed = names.some((name) => name.toLowerCase() === 'file_row_number');
  const number = shadowed ? 'row_number() OVER () - 1' : 'file_row_number';
  return `(SELECT ${number} AS ${ROW}, * FROM ${parquetRows(path)})`;
};
