import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
} from '@duckdb/node-api';
import type { Column } from '../../contract/schema.ts';
import { sameName } from '../../core/convert/column-plan.ts';
import type { SeenColumn } from '../../core/convert/json/nested-pinned.ts';
import type { CellValue } from '../../core/convert/read-cell.ts';
import { leafKey, nestedSelection } from '../nested/nested-sql.ts';
import type { SampledRecord } from '../output/second-reader/compare-leaf.ts';
import { disagrees } from '../output/second-reader/disagrees.ts';
import { asWritten } from '../output/second-reader/same-value.ts';
import type { NestedCell } from '../output/second-reader/shred.ts';
import type { ParquetLook } from './look-into.ts';
import { ROW } from './parquet-source.ts';
import { sampledRows } from './sampled-rows.ts';
import type { ObservedValue } from './value-facts.ts';
import { writtenValue } from './written-value.ts';

export interface SampleRequest {
  /** The columns as they are written, and as the file has them. */
  readonly columns: readonly Column[];
  readonly found: readonly SeenColumn[];
  readonly byPath: ReadonlyMap<string, ObservedValue>;
  readonly datesAs: 'native' | 'text';
}

/**
 * Some records as they must stand in the written file. DuckDB gives the values as the source has them; what becomes of
 * numbers and dates is said here anew, without SQL.
 */
export const nestedSamples = async (
  { query, source, rows, bytes }: ParquetLook,
  { columns, found, byPath, datesAs }: SampleRequest,
): Promise<SampledRecord[]> => {
  const selected = nestedSelection(columns, found, 'native', (value, column, path) => {
    const known = byPath.get(leafKey(path));
    return known !== undefined && column.type === 'STRING'
      ? writtenValue(known, value, column.type, 'native')
      : value;
  });
  const answers = await query(
    `SELECT * FROM (SELECT ${ROW}, ${selected} FROM ${source}) WHERE ${sampledRows(rows, bytes)}`,
  );
  const samples = answers.map(([at, ...values]) => ({
    row: Number(at) + 1,
    cells: new Map(columns.map((column, index) => [column.name, cellOf(values[index], column, datesAs)])),
  }));
  return samples.toSorted((one, other) => one.row - other.row);
};

const cellOf = (value: unknown, column: Column, datesAs: 'native' | 'text'): NestedCell => {
  if (value === null || value === undefined) return null;
  const [element] = column.children ?? [];
  if (column.type === 'STRUCT' && value instanceof DuckDBStructValue) {
    const own = new Map(Object.entries(value.entries).map(([name, member]) => [sameName(name), member]));
    return new Map(
      (column.children ?? []).map((child) => [
        child.name,
        cellOf(own.get(sameName(child.name)), child, datesAs),
      ]),
    );
  }
  if (column.type === 'LIST' && value instanceof DuckDBListValue && element !== undefined)
    return value.items.map((item) => cellOf(item, element, datesAs));
  return asWritten(plainCell(value, column), column.type, datesAs);
};

const DAY = 86_400_000;

const plainCell = (value: unknown, { name, type }: Column): CellValue => {
  switch (type) {
    case 'STRING':
      if (typeof value === 'string') return value;
      break;
    case 'BOOLEAN':
      if (typeof value === 'boolean') return value;
      break;
    case 'INTEGER':
      if (typeof value === 'bigint') return value;
      if (typeof value === 'number') return BigInt(value);
      if (value instanceof DuckDBDecimalValue && value.scale === 0) return value.value;
      break;
    case 'FLOAT':
      if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
      if (value instanceof DuckDBDecimalValue) return Number(value.toString());
      break;
    case 'DATE':
      if (value instanceof DuckDBDateValue) return value.days * DAY;
      break;
    default: {
      const stamp = millisOf(value);
      if (stamp !== undefined) return stamp;
    }
  }
  throw disagrees(`the source has another value than ${type}`, { column: name });
};

/** Milliseconds since 1970, cut downwards. */
const millisOf = (value: unknown): number | undefined => {
  if (value instanceof DuckDBTimestampMillisecondsValue) return Number(value.millis);
  if (value instanceof DuckDBTimestampSecondsValue) return Number(value.seconds) * 1000;
  if (value instanceof DuckDBTimestampNanosecondsValue) return Number(floored(value.nanos, 1_000_000n));
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return Number(floored(value.micros, 1000n));
  return undefined;
};

const floored = (value: bigint, by: bigint): bigint =>
  value < 0n && value % by !== 0n ? value / by - 1n : value / by;
