import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../duckdb/sql-text.ts';
import { parquetRows } from '../parquet/parquet-source.ts';
import type { Staged } from '../staging/staged-column.ts';
import type { OutputColumn } from './write-parquet.ts';

/**
 * Whether the whole written file holds as many rows, values a column, and characters a text column as were read from the
 * source: a cell that was lost, merged or cut would show.
 */
export const compareContents = async (
  connection: DuckDBConnection,
  path: string,
  { staged, columns }: { readonly staged: Staged; readonly columns: readonly OutputColumn[] },
): Promise<boolean> => {
  const texts = columns.filter(
    ({ reading, staged: place }) => place !== undefined && reading.column.type === 'STRING',
  );
  const sums = texts.map(
    ({ reading }) => `coalesce(sum(length(${identifier(reading.column.name)})), 0)::BIGINT`,
  );
  const counts = columns.map(({ reading }) => `count(${identifier(reading.column.name)})`);
  const result = await connection.runAndReadAll(
    `SELECT ${['count(*)', ...counts, ...sums].join(', ')} FROM ${parquetRows(path)}`,
  );
  const found = (result.getRows()[0] ?? []).map(Number);
  const seen = (column: OutputColumn) => staged.columns.find(({ staged: place }) => place === column.staged);
  const expected = [
    staged.rows,
    ...columns.map((column) => {
      const observer = seen(column)?.observer;
      return observer === undefined ? 0 : observer.values - observer.zeroDates;
    }),
    ...texts.map((column) => seen(column)?.characters ?? 0),
  ];
  return found.length === expected.length && found.every((value, index) => value === expected[index]);
};
