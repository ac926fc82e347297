import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { Fault } from '../../contract/fault.ts';
import type { Row } from './rows.ts';

/** Prepared once, by their text; integers come as BigInt so that nanoseconds stay exact. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  #statement(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const made = this.#database.prepare(sql);
    made.setReadBigInts(true);
    this.#prepared.set(sql, made);
    return made;
  }

  run(sql: string, ...values: SQLInputValue[]): { readonly changes: number; readonly lastId: number } {
    const done = tellingFullDisk(() => this.#statement(sql).run(...values));
    return { changes: Number(done.changes), lastId: Number(done.lastInsertRowid) };
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): readonly Row[] {
    return this.#statement(sql).all(...values);
  }
}

/** A value as SQLite stores it: what is absent is NULL. */
export const orNull = <T extends SQLInputValue>(value: T | undefined): T | null => value ?? null;
export const jsonOrNull = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(value);

const SQLITE_FULL = 13;

/** Does what is asked; a full disk becomes the fault that is waited for. */
export const tellingFullDisk = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_FULL) {
      throw new Fault('disk.full', { reason: error.message }, { cause: error });
    }
    throw error;
  }
};
