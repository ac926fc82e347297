import { dirname } from 'node:path';
import { openDatabase, type Database } from './open-database.ts';

/** Up to this many staged bytes a job is small: it needs no second thread, and never spills. */
const SMALL_BYTES = 1024 ** 2;
/** What a database has taken of memory is given back after so many jobs. */
const MOST_JOBS = 1_000;

export interface SmallDatabaseRequest {
  /** The job's own temporary folder. */
  readonly temporary: string;
  /** Absolute paths that are written. */
  readonly files: readonly string[];
  readonly memoryLimit: number;
  /** What the queries read, in bytes. */
  readonly bytes: number;
}

/** A database for one job. `close(false)` where the job failed. */
export interface JobDatabase {
  readonly connection: Database['connection'];
  close(whole: boolean): void;
}

/**
 * A database that small jobs use one after the other: to make one and to end it costs more than the conversion of a small
 * file. It reaches the folders that Sluice's jobs work in, in place of one job's files, and nothing else. A job that fails
 * takes it along, so that no job meets what another left.
 */
export class SmallDatabases {
  #kept: { readonly places: string; readonly database: Database; jobs: number } | undefined;
  #lent = false;

  /** Undefined where the job is not small, or the database is lent out. */
  async lend(request: SmallDatabaseRequest): Promise<JobDatabase | undefined> {
    if (request.bytes > SMALL_BYTES || this.#lent) return undefined;
    this.#lent = true;
    try {
      const kept = await this.#open(request);
      kept.jobs += 1;
      return {
        connection: kept.database.connection,
        close: (whole) => {
          this.#lent = false;
          if (!whole || kept.jobs >= MOST_JOBS) this.close();
        },
      };
    } catch (error) {
      this.#lent = false;
      throw error;
    }
  }

  close(): void {
    this.#kept?.database.close();
    this.#kept = undefined;
  }

  async #open({ temporary, files, memoryLimit }: SmallDatabaseRequest) {
    const folders = [...new Set([dirname(temporary), ...files.map((file) => dirname(file))])];
    const places = JSON.stringify([folders, memoryLimit]);
    if (this.#kept?.places === places) return this.#kept;
    this.close();
    const database = await openDatabase({
      temporary: dirname(temporary),
      folders,
      files: [],
      memoryLimit,
      threads: 1,
    });
    this.#kept = { places, database, jobs: 0 };
    return this.#kept;
  }
}
