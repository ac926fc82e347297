import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Column } from '../../contract/schema.ts';

export interface ParquetColumn {
  readonly name: string;
  readonly example: string | null;
  readonly nulls: number;
  readonly distinct: number;
}

export interface ParquetLook {
  readonly rows: number;
  readonly columns: readonly ParquetColumn[];
  /** The first rows, each value as text; nested ones as JSON. */
  readonly first: (string | null)[][];
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const shown = ({ name: column, type }: Pick<Column, 'name' | 'type'>): string =>
  type === 'STRUCT' || type === 'LIST'
    ? `CAST(to_json(${name(column)}) AS VARCHAR)`
    : `CAST(${name(column)} AS VARCHAR)`;

const textOrNull = (value: unknown): string | null => (value === null ? null : String(value));

/** A Parquet file that Sluice made itself, open for a look. */
export class ParquetFile {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #source: string;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, path: string) {
    this.#instance = instance;
    this.#connection = connection;
    // a folder called year=2025 is no column
    this.#source = `read_parquet(${literal(path)}, hive_partitioning = false)`;
  }

  static async open(path: string): Promise<ParquetFile> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '256MiB' });
    const connection = await instance.connect();
    for (const setting of [
      "TimeZone = 'UTC'",
      `allowed_paths = [${literal(path)}]`,
      'autoinstall_known_extensions = false',
      'autoload_known_extensions = false',
      'enable_external_access = false',
      'lock_configuration = true',
    ]) {
      await connection.run(`SET ${setting}`);
    }
    return new ParquetFile(instance, connection, path);
  }

  /** Looks at all rows for the columns' figures, and at the first `limit` for their values. */
  async look(columns: readonly Column[], limit: number): Promise<ParquetLook> {
    if (columns.length === 0) return { rows: 0, columns: [], first: [] };
    const figures = columns.flatMap((column) => [
      `count(*) - count(${name(column.name)})`,
      `approx_count_distinct(${shown(column)})`,
      `any_value(${shown(column)})`,
    ]);
    const [sums = []] = await this.#rows(`SELECT count(*), ${figures.join(', ')} FROM ${this.#source}`);
    const first = await this.#rows(
      `SELECT ${columns.map(shown).join(', ')} FROM ${this.#source} LIMIT ${limit}`,
    );
    return {
      rows: Number(sums[0] ?? 0),
      columns: columns.map((column, index) => ({
        name: column.name,
        nulls: Number(sums[1 + index * 3] ?? 0),
        distinct: Number(sums[2 + index * 3] ?? 0),
        example: textOrNull(sums[3 + index * 3] ?? null),
      })),
      first: first.map((row) => row.map(textOrNull)),
    };
  }

  /** Whether no value, or no combination of values, stands twice; null counts as a value. */
  async unique(columns: readonly string[]): Promise<boolean> {
    const list = columns.map(name).join(', ');
    const found = await this.#rows(
      `SELECT 1 FROM ${this.#source} GROUP BY ${list} HAVING count(*) > 1 LIMIT 1`,
    );
    return found.length === 0;
  }

  /** Rows in which one of these columns is null. */
  async nulls(columns: readonly string[]): Promise<number> {
    const either = columns.map((column) => `${name(column)} IS NULL`).join(' OR ');
    const [row] = await this.#rows(`SELECT count(*) FROM ${this.#source} WHERE ${either}`);
    return Number(row?.[0] ?? 0);
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async #rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    return (await this.#connection.runAndReadAll(sql)).getRows();
  }
}
