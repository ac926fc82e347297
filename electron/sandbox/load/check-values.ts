import type { DuckDBConnection } from '@duckdb/node-api';
import { LoadError, loadErrors } from './load-error.ts';
import type { Stage } from './stage.ts';
import { countsOf } from './warehouse.ts';

/** The longest text of a cell, in bytes of UTF-8. */
const longestString = 65_000;

/** Refuses values that Celonis does not load: empty keys and overlong texts. */
export const checkValues = async (connection: DuckDBConnection, stage: Stage): Promise<void> => {
  const { table, columns } = stage;
  const checks = table.columns.flatMap((column, index) => {
    const staged = columns[index] ?? 'NULL';
    if (column.source.length === 0) return [];
    return [
      ...(column.primaryKey
        ? [{ column, error: loadErrors.keyNull, select: `count(*) FILTER (${staged} IS NULL)`, limit: 0 }]
        : []),
      ...(column.type === 'STRING'
        ? [
            {
              column,
              error: loadErrors.stringTooLong,
              select: `max(strlen(${staged}))`,
              limit: longestString,
            },
          ]
        : []),
    ];
  });
  if (checks.length === 0) return;
  const selected = checks.map(({ select }, index) => `${select} AS n${index}`);
  const found = await countsOf(connection, `SELECT ${selected.join(', ')} FROM temp.${stage.name}`);
  checks.forEach(({ column, error, limit }, index) => {
    const count = found[`n${index}`] ?? 0;
    if (count <= limit) return;
    const what = error === loadErrors.keyNull ? `${count} rows without a value` : `${count} bytes`;
    throw new LoadError(error, `column ${column.name} of ${table.name}: ${what}`);
  });
};
