import { shown, type Facts } from '../../contract/fault.ts';
import type { Column } from '../../contract/schema.ts';
import type { Query } from './look-into.ts';
import { conditions, sure, writtenAs, type Written } from './parquet-columns.ts';
import { ROW } from './parquet-source.ts';
import type { ParquetValue } from './value-facts.ts';

const MOST = 10;

/** The first values that do not fit the pinned type of a column, or, where its type as such does not, its first ones. */
export const misfitPlaces = async (
  query: Query,
  source: string,
  value: ParquetValue & Written,
  known: Column,
  name: string,
): Promise<NonNullable<Facts['places']>> => {
  const fits = fitting(value, known);
  const wrong = (one: string) =>
    fits === undefined ? `${one} IS NULL` : `(${one} IS NULL OR coalesce(${fits(one)}, false))`;
  // in a list a value is told by its row alone
  const text = value.many ? 'NULL' : value.over(value.text, 'max', 'NULL');
  const found = await query(
    `SELECT ${ROW}, ${text} FROM ${source} WHERE NOT ${value.over(wrong, 'bool_and', 'true')} ORDER BY 1 LIMIT ${MOST}`,
  );
  return found.map(([at, content]) => ({
    row: Number(at) + 1,
    column: name,
    expected: known.type,
    ...(typeof content === 'string' ? { value: shown(content, 80) } : {}),
    reason: value.type,
  }));
};

/** The condition under which a value fits; undefined where none of the type does. */
const fitting = (value: ParquetValue, known: Column): ((one: string) => string) | undefined => {
  const { type } = writtenAs(value.name, value.found, sure);
  if (type === 'INTEGER' && known.type === 'FLOAT')
    return (one) => `CAST(TRY_CAST(${one} AS DOUBLE) AS HUGEINT) = CAST(${one} AS HUGEINT)`;
  if (type !== known.type) return undefined;
  return (one) => Object.values(conditions(value.found, one)).join(' AND ') || 'true';
};
