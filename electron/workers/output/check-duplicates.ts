import type { DuckDBConnection } from '@duckdb/node-api';
import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import { Fault, shown } from '../../contract/fault.ts';
import { numberedRows, ROW } from '../parquet/parquet-source.ts';
import type { LineIndex } from '../staging/line-index.ts';

/** A column of the primary key: its name, and how SQL reaches it in the written file. */
export interface KeyColumn {
  readonly name: string;
  readonly sql: string;
}

export interface DuplicateRequest {
  readonly connection: DuckDBConnection;
  /** The written file, and its columns. */
  readonly path: string;
  readonly columns: readonly string[];
  readonly key: readonly KeyColumn[];
  readonly age: string | undefined;
  readonly duplicateKeys: 'reject' | 'lastWins';
  readonly lines: LineIndex;
}

export interface Duplicates {
  readonly warnings: readonly Warning[];
  /** A query for the file without the rows that lost; absent where all rows stay. */
  readonly survivors?: string;
  readonly dropped: number;
}

/** The same key twice inside the written file. Throws `key.duplicate`. */
export const checkDuplicates = async (request: DuplicateRequest): Promise<Duplicates> => {
  const { connection, key, age } = request;
  if (key.length === 0) return { warnings: [], dropped: 0 };
  const names = key.map(({ sql }) => sql).join(', ');
  const file = numberedRows(request.path, request.columns);
  const groups = `SELECT count(*) AS n, min(${ROW}) AS first FROM ${file} GROUP BY ${names} HAVING count(*) > 1`;
  const summary = await connection.runAndReadAll(
    `SELECT count(*), sum(n - 1)::BIGINT, min(first) FROM (${groups})`,
  );
  const [keys, surplus, first] = summary.getRows()[0] ?? [];
  if (typeof keys !== 'bigint' || keys === 0n || typeof first !== 'bigint')
    return { warnings: [], dropped: 0 };
  const count = Number(surplus);
  const column = key.map(({ name }) => name).join(', ');
  if (age !== undefined) {
    return { warnings: [warning('key.duplicate', { column, count, keys: Number(keys), age })], dropped: 0 };
  }
  if (request.duplicateKeys === 'reject') throw await duplicate(request, names, file, first, count);
  return {
    warnings: [warning('key.lastWins', { column, count })],
    survivors: `SELECT * EXCLUDE (${ROW}) FROM ${file} WHERE ${ROW} NOT IN (
      SELECT ${ROW} FROM (
        SELECT ${ROW}, max(${ROW}) OVER (PARTITION BY ${names}) AS last FROM ${file}
      ) WHERE ${ROW} < last)`,
    dropped: count,
  };
};

const duplicate = async (
  { connection, key, lines }: DuplicateRequest,
  names: string,
  file: string,
  first: bigint,
  count: number,
): Promise<Fault> => {
  // the second row with the key that came first
  const found = await connection.runAndReadAll(
    `SELECT ${ROW}, ${key.map(({ sql }) => `${sql}::VARCHAR`).join(', ')} FROM ${file}
     WHERE ${ROW} > ${first} AND row(${names}) = (SELECT row(${names}) FROM ${file} WHERE ${ROW} = ${first})
     ORDER BY ${ROW} LIMIT 1`,
  );
  const [at, ...values] = found.getRows()[0] ?? [];
  const row = Number(at) + 1;
  const line = lines.lineOf(row);
  return new Fault('key.duplicate', {
    column: key.map(({ name }) => name).join(', '),
    value: shown(values.map(String).join(', ')),
    row,
    ...(line === undefined ? {} : { line }),
    count,
    reason: `first in row ${Number(first) + 1}`,
  });
};
