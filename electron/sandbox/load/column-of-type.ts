import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import type { Column } from '../../contract/schema.ts';
import type { ColumnType } from '../../contract/state.ts';
import { LoadError, loadErrors } from './load-error.ts';

const plainTypes = new Map<DuckDBTypeId, ColumnType>([
  [DuckDBTypeId.BOOLEAN, 'BOOLEAN'],
  [DuckDBTypeId.TINYINT, 'INTEGER'],
  [DuckDBTypeId.SMALLINT, 'INTEGER'],
  [DuckDBTypeId.INTEGER, 'INTEGER'],
  [DuckDBTypeId.BIGINT, 'INTEGER'],
  [DuckDBTypeId.UTINYINT, 'INTEGER'],
  [DuckDBTypeId.USMALLINT, 'INTEGER'],
  [DuckDBTypeId.UINTEGER, 'INTEGER'],
  [DuckDBTypeId.FLOAT, 'FLOAT'],
  [DuckDBTypeId.DOUBLE, 'FLOAT'],
  [DuckDBTypeId.VARCHAR, 'STRING'],
  [DuckDBTypeId.ENUM, 'STRING'],
  [DuckDBTypeId.UUID, 'STRING'],
  [DuckDBTypeId.TIME, 'STRING'],
  [DuckDBTypeId.DATE, 'DATE'],
  [DuckDBTypeId.TIMESTAMP, 'DATETIME'],
  [DuckDBTypeId.TIMESTAMP_S, 'DATETIME'],
  [DuckDBTypeId.TIMESTAMP_MS, 'DATETIME'],
  [DuckDBTypeId.TIMESTAMP_NS, 'DATETIME'],
  [DuckDBTypeId.TIMESTAMP_TZ, 'DATETIME'],
]);

/** A column of a Parquet file in Celonis's types. Throws a `LoadError` for what they cannot hold. */
export const columnOfType = (name: string, type: DuckDBType, path: string = name): Column => {
  switch (type.typeId) {
    case DuckDBTypeId.STRUCT:
      return {
        name,
        type: 'STRUCT',
        children: type.entryNames.map((entry, index) =>
          columnOfType(entry, type.entryTypes[index] ?? type, `${path}.${entry}`),
        ),
      };
    case DuckDBTypeId.LIST:
      return { name, type: 'LIST', children: [columnOfType('element', type.valueType, `${path}[]`)] };
    case DuckDBTypeId.DECIMAL:
      throw new LoadError(loadErrors.decimal, `column ${path} is ${type.toString()}`);
    default: {
      const plain = plainTypes.get(type.typeId);
      if (plain === undefined)
        throw new LoadError(loadErrors.unsupportedType, `column ${path} is ${type.toString()}`);
      return { name, type: plain };
    }
  }
};

/** The SQL type in which the sandbox keeps a Celonis type. */
export const sqlTypes: Readonly<Record<ColumnType, string>> = {
  STRING: 'VARCHAR',
  INTEGER: 'BIGINT',
  FLOAT: 'DOUBLE',
  BOOLEAN: 'BOOLEAN',
  DATE: 'DATE',
  DATETIME: 'TIMESTAMP',
};

export const celonisType = (sqlType: string): ColumnType => {
  const found = Object.entries(sqlTypes).find(([, type]) => type === sqlType);
  return (found?.[0] as ColumnType | undefined) ?? 'STRING';
};

/** An SQL expression as a value of a Celonis type: milliseconds and the years 1400 to 9999; beyond them null. */
export const asCelonis = (expression: string, type: ColumnType): string => {
  switch (type) {
    case 'DATETIME': {
      const utc = `make_timestamp(epoch_us(${expression}))`;
      return `CASE WHEN year(${utc}) BETWEEN 1400 AND 9999 THEN date_trunc('millisecond', ${utc}) END`;
    }
    case 'DATE':
      return `CASE WHEN year(${expression}) BETWEEN 1400 AND 9999 THEN ${expression} END`;
    default:
      return `CAST(${expression} AS ${sqlTypes[type]})`;
  }
};
