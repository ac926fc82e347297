import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { literal } from './sql-text.ts';

export interface DatabaseSettings {
  /** An existing folder of the job's own: DuckDB spills there, and reads and writes nothing else but `files`. */
  readonly temporary: string;
  /** Absolute paths. */
  readonly files: readonly string[];
  /** In bytes. */
  readonly memoryLimit: number;
  readonly threads: number;
}

/** A database in memory that cannot reach anything but the job's own files: no network, no extensions, no settings. */
export const openDatabase = async (settings: DatabaseSettings): Promise<Database> => {
  const spill = join(settings.temporary, 'duckdb');
  await mkdir(spill, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(settings.threads),
    memory_limit: `${Math.ceil(settings.memoryLimit / 1024 ** 2)}MiB`,
  });
  const connection = await instance.connect();
  const files = settings.files.map(literal).join(', ');
  // the allowed places must be named before the door is shut
  for (const setting of [
    `temp_directory = ${literal(spill)}`,
    `allowed_directories = [${literal(`${settings.temporary}/`)}]`,
    `allowed_paths = [${files}]`,
    "TimeZone = 'UTC'",
    // a file that is written anew under the same name must not be read from memory
    'enable_external_file_cache = false',
    'enable_progress_bar = true',
    'enable_progress_bar_print = false',
    'progress_bar_time = 0',
    'autoinstall_known_extensions = false',
    'autoload_known_extensions = false',
    'allow_community_extensions = false',
    'enable_external_access = false',
    'lock_configuration = true',
  ]) {
    await connection.run(`SET ${setting}`);
  }
  return { connection, close: () => (connection.closeSync(), instance.closeSync()) };
};

export interface Database {
  readonly connection: DuckDBConnection;
  close(): void;
}
