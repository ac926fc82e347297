import type { DuckDBConnection } from '@duckdb/node-api';
import { qualified, type StoredTable } from './catalogue.ts';
import { identifier } from './sql.ts';
import type { Stage } from './stage.ts';
import { countsOf } from './warehouse.ts';

export interface Counts {
  readonly inserted: number;
  readonly updated: number;
  readonly stale: number;
}

export interface Verdict extends Counts {
  /** The columns of the key, which `temp.verdict` has as `k0, k1, …` beside `row` and `keep`. */
  readonly keys: readonly string[];
}

/**
 * Decides, row by row in the order of the file, what a delta load does: a new key is inserted, a known one is updated, and a
 * row whose age is smaller than the largest so far is stale. `keep` marks the one row of a key that remains. A row without
 * an age counts as older than any that has one.
 */
export const judgeRows = async (
  connection: DuckDBConnection,
  stage: Stage,
  target: StoredTable,
): Promise<Verdict> => {
  const chosen = stage.table.columns.map((column, index) => ({
    column,
    stored: identifier(target.columns[index]?.name ?? column.name),
    expression: stage.columns[index] ?? 'NULL',
  }));
  const keys = chosen.filter(({ column }) => column.primaryKey);
  const age = chosen.find(({ column }) => column.ageColumn);
  const names = keys.map((_, index) => `k${index}`).join(', ');
  const incoming = keys.map(({ expression }, index) => `${expression} AS k${index}`).join(', ');
  const stored = keys.map((key, index) => `${key.stored} AS k${index}`).join(', ');
  await connection.run(`
    CREATE TEMP TABLE verdict AS
    WITH incoming AS (SELECT row, ${incoming}, ${age?.expression ?? 'NULL'} AS age FROM temp.${stage.name}),
    matching AS (SELECT ${stored}${age === undefined ? '' : `, ${age.stored} AS stored_age`} FROM ${qualified(target)}),
    stored AS (
      SELECT ${names}, ${age === undefined ? 'NULL' : 'max(stored_age)'} AS stored_age, true AS known
      FROM matching SEMI JOIN incoming USING (${names}) GROUP BY ALL
    ),
    compared AS (
      SELECT incoming.*, known, row_number() OVER earlier = 1 AS first,
        greatest(stored_age, max(age) OVER (earlier ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS best
      FROM incoming LEFT JOIN stored USING (${names})
      WINDOW earlier AS (PARTITION BY ${names} ORDER BY row)
    ),
    judged AS (SELECT *, best IS NOT NULL AND (age IS NULL OR age < best) AS stale FROM compared)
    SELECT row, ${names}, first, stale, known, coalesce(row = max(row) FILTER (NOT stale) OVER (PARTITION BY ${names}), false) AS keep
    FROM judged`);
  const counts = await countsOf(
    connection,
    `SELECT count(*) AS rows, count(*) FILTER (stale) AS stale, count(*) FILTER (first AND known IS NULL) AS inserted FROM temp.verdict`,
  );
  const { rows = 0, stale = 0, inserted = 0 } = counts;
  return { keys: keys.map(({ column }) => column.name), inserted, stale, updated: rows - stale - inserted };
};
