import {
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Cell, FoundTable } from './cell.ts';

const types: Readonly<Record<string, string>> = {
  VARCHAR: 'STRING',
  BIGINT: 'INTEGER',
  DOUBLE: 'FLOAT',
  BOOLEAN: 'BOOLEAN',
  DATE: 'DATE',
  TIMESTAMP: 'DATETIME',
  TIMESTAMP_MS: 'DATETIME',
};

/** Reads Parquet with DuckDB: the first of the two readers. */
export class DuckdbReader {
  readonly connection: DuckDBConnection;
  readonly #instance: DuckDBInstance;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.connection = connection;
  }

  static async open(): Promise<DuckdbReader> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run(`SET TimeZone = 'UTC'`);
    return new DuckdbReader(instance, connection);
  }

  async read(path: string): Promise<FoundTable> {
    const from = `read_parquet('${path.replaceAll("'", "''")}')`;
    const reader = await this.connection.runAndReadAll(`SELECT * FROM ${from}`);
    const names = reader.columnNames();
    return {
      columns: reader
        .columnTypes()
        .map((type, index) => ({ name: names[index] ?? '', type: typeName(String(type)) })),
      rows: reader.getRows().map((row) => row.map(toCell)),
    };
  }

  close(): void {
    this.connection.closeSync();
    this.#instance.closeSync();
  }
}

/** Nested types are told apart by their kind only. */
const typeName = (type: string): string => {
  if (type.endsWith('[]')) return 'LIST';
  if (type.startsWith('STRUCT')) return 'STRUCT';
  return types[type] ?? type;
};

const toCell = (value: DuckDBValue): Cell => {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000).toISOString().slice(0, 10);
  if (value instanceof DuckDBTimestampMillisecondsValue) return new Date(Number(value.millis)).toISOString();
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    if (value.micros % 1000n !== 0n) return `${value.micros} microseconds`;
    return new Date(Number(value.micros / 1000n)).toISOString();
  }
  if (value instanceof DuckDBListValue) return value.items.map(toCell);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, member]) => [name, toCell(member)]));
  }
  return `${value.constructor.name} ${String(value)}`;
};
