import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import type { Folders } from '../store/folders.ts';
import { literal } from './sql.ts';

const catalogue = `
  CREATE SCHEMA IF NOT EXISTS sluice;
  CREATE TABLE IF NOT EXISTS sluice.tables (
    schema VARCHAR NOT NULL, name VARCHAR NOT NULL, root VARCHAR NOT NULL, keys VARCHAR NOT NULL
  );
  CREATE TABLE IF NOT EXISTS sluice.loads (
    number BIGINT NOT NULL, key VARCHAR NOT NULL, "table" VARCHAR NOT NULL, rows BIGINT NOT NULL, inserted BIGINT NOT NULL,
    updated BIGINT NOT NULL, stale BIGINT NOT NULL, error VARCHAR, detail VARCHAR
  );
`;

export type Row = Readonly<Record<string, DuckDBValue>>;

/** The DuckDB database that objects are loaded into. One process has it at a time; readers may share it. */
export class Warehouse implements Disposable {
  readonly #instance: DuckDBInstance;
  readonly #connections = new Set<DuckDBConnection>();

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  /**
   * Opens the database. For writing it is made where missing, and then locked down: from here on SQL reaches the stored
   * objects and the temporary folder, and nothing else of the machine. Throws DuckDB's error where another process has it.
   */
  static async open(folders: Folders, mode: 'write' | 'read'): Promise<Warehouse> {
    const settings = {
      threads: '1',
      memory_limit: '512MB',
      temp_directory: folders.temporary,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(mode === 'read' ? { access_mode: 'READ_ONLY' } : {}),
    };
    const warehouse = new Warehouse(await DuckDBInstance.create(folders.database, settings));
    try {
      const connection = await warehouse.connect();
      const allowed = [folders.objects, folders.temporary].map((folder) => literal(`${folder}/`));
      await connection.run(`SET allowed_directories = [${allowed.join(', ')}]`);
      await connection.run('SET enable_external_access = false');
      await connection.run('SET lock_configuration = true');
      if (mode === 'write') await connection.run(catalogue);
      return warehouse;
    } catch (error) {
      warehouse[Symbol.dispose]();
      throw error;
    }
  }

  async connect(): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect();
    this.#connections.add(connection);
    return connection;
  }

  disconnect(connection: DuckDBConnection): void {
    if (this.#connections.delete(connection)) connection.closeSync();
  }

  [Symbol.dispose](): void {
    for (const connection of this.#connections) this.disconnect(connection);
    this.#instance.closeSync();
  }
}

/** All rows of a small result. */
export const rowsOf = async (connection: DuckDBConnection, sql: string): Promise<readonly Row[]> =>
  (await connection.runAndReadAll(sql)).getRowObjects();

/** The numbers of a result's single row, by column. */
export const countsOf = async (
  connection: DuckDBConnection,
  sql: string,
): Promise<Readonly<Record<string, number>>> => {
  const [row] = await rowsOf(connection, sql);
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value ?? 0)]));
};
