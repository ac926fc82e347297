import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { literal } from './sql-text.ts';

export interface DatabaseSettings {
  /** An existing folder of the job's own: DuckDB spills there, and reads and writes nothing else but what is named below. */
  readonly temporary: string;
  /** Folders whose files it may read and write too. */
  readonly folders?: readonly string[];
  /** Absolute paths. */
  readonly files: readonly string[];
  /** In bytes. */
  readonly memoryLimit: number;
  readonly threads: number;
}

/** A database in memory that cannot reach anything but the job's own files: no network, no extensions, no settings. */
export const openDatabase = async (settings: DatabaseSettings): Promise<Database> => {
  // DuckDB makes the folder when it has something to spill
  const spill = join(settings.temporary, 'duckdb');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(settings.threads),
    memory_limit: `${Math.ceil(settings.memoryLimit / 1024 ** 2)}MiB`,
  });
  const connection = await instance.connect();
  const files = settings.files.map(literal).join(', ');
  const folders = [settings.temporary, ...(settings.folders ?? [])].map((folder) => literal(`${folder}/`));
  // the allowed places must be named before the door is shut
  for (const setting of [
    `temp_directory = ${literal(spill)}`,
    `allowed_directories = [${folders.join(', ')}]`,
    `allowed_paths = [${files}]`,
    "TimeZone = 'UTC'",
    // a file that is written anew under the same name must not be read from memory
    'enable_external_file_cache = false',
    // geometries are bytes like any other
    'enable_geoparquet_conversion = false',
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
