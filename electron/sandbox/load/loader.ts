import type { DuckDBConnection } from '@duckdb/node-api';
import type { Arrival } from '../store/arrivals.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { firstLine, inspectParquet } from './inspect-parquet.ts';
import type { Counts } from './judge-rows.ts';
import { LoadError, loadErrors } from './load-error.ts';
import { loadObject } from './load-object.ts';
import { literal } from './sql.ts';
import { countsOf } from './warehouse.ts';

interface Waiter {
  readonly number: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Loads accepted objects one after the other, in the order of their arrival. An object's rows and the record of its load
 * become visible together, so that a load that was cut off by a crash is simply done again.
 */
export class Loader {
  readonly #connection: DuckDBConnection;
  readonly #store: ObjectStore;
  #last: number;
  #running: Promise<void> | undefined;
  #stopped = false;
  #failure: unknown;
  #waiters: readonly Waiter[] = [];

  private constructor(connection: DuckDBConnection, store: ObjectStore, last: number) {
    this.#connection = connection;
    this.#store = store;
    this.#last = last;
  }

  /** Takes up where the database says that loading ended. Nothing is loaded before `wake`. */
  static async create(connection: DuckDBConnection, store: ObjectStore): Promise<Loader> {
    return new Loader(connection, store, await lastLoaded(connection));
  }

  /** Says that there may be something to load. */
  wake(): void {
    if (this.#stopped || this.#failure !== undefined) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      // Something may have arrived between the last look and now.
      if (this.#store.arrivals.newest > this.#last) this.wake();
    });
  }

  /** Resolves when every object that has arrived by now is loaded; rejects when loading broke down or was stopped. */
  settled(): Promise<void> {
    const number = this.#store.arrivals.newest;
    if (number <= this.#last) return Promise.resolve();
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiters = [...this.#waiters, { number, resolve, reject }];
      this.wake();
    });
  }

  /** Finishes the load under way and begins no other. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    this.#release(new Error('The sandbox was stopped'));
  }

  async #run(): Promise<void> {
    try {
      for (;;) {
        const next = this.#stopped ? undefined : this.#store.arrivals.after(this.#last);
        if (next === undefined) return;
        await this.#load(next);
        this.#last = next.number;
        this.#release();
        await this.#store.releaseBefore(next);
      }
    } catch (error) {
      this.#failure = error;
      this.#release(error);
    }
  }

  async #load(arrival: Arrival): Promise<void> {
    const path = this.#store.pathOf(arrival);
    let rows = 0;
    try {
      const file = await inspectParquet(this.#connection, path);
      rows = file.rows;
      await this.#connection.run('BEGIN TRANSACTION');
      const counts = await loadObject(this.#connection, arrival, file);
      await this.#record(arrival, rows, counts);
      await this.#connection.run('COMMIT');
    } catch (error) {
      // Where no transaction is open there is nothing to undo.
      await this.#connection.run('ROLLBACK').catch(() => undefined);
      const message = error instanceof Error ? firstLine(error.message, path) : String(error);
      const cause = error instanceof LoadError ? error : new LoadError(loadErrors.failed, message);
      await this.#record(arrival, rows, { inserted: 0, updated: 0, stale: 0 }, cause);
    }
  }

  async #record(arrival: Arrival, rows: number, counts: Counts, error?: LoadError): Promise<void> {
    const text = (value: string | undefined) =>
      value === undefined ? 'NULL' : literal(value.replaceAll('\0', ''));
    const values = [
      arrival.number,
      text(arrival.key),
      text(arrival.table.name),
      rows,
      counts.inserted,
      counts.updated,
      counts.stale,
      text(error?.message),
      text(error?.detail),
    ];
    await this.#connection.run(`INSERT INTO sluice.loads VALUES (${values.join(', ')})`);
  }

  #release(error?: unknown): void {
    const due = (waiter: Waiter) => error !== undefined || waiter.number <= this.#last;
    const waiting = this.#waiters;
    this.#waiters = waiting.filter((waiter) => !due(waiter));
    for (const waiter of waiting.filter(due)) {
      if (error === undefined) waiter.resolve();
      else waiter.reject(error);
    }
  }
}

/** The number of the newest arrival whose load is recorded. */
export const lastLoaded = async (connection: DuckDBConnection): Promise<number> =>
  (await countsOf(connection, 'SELECT max(number) AS number FROM sluice.loads'))['number'] ?? 0;
