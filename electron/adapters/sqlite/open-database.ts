import { accessSync, constants, copyFileSync, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../../contract/fault.ts';
import { tellingFullDisk } from './statements.ts';

/**
 * Opens the journal's database and brings its schema up to date. A database that is damaged is kept beside as a
 * copy and reported; one that a newer Sluice wrote is left alone.
 */
export const openDatabase = (path: string, migrations: readonly string[]): DatabaseSync => {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 10_000 });
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    migrate(database, migrations, path);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Fault) throw error;
    throw damage(path, error);
  }
};

const migrate = (database: DatabaseSync, migrations: readonly string[], path: string): void => {
  const applied = () => Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (applied() > migrations.length) {
    throw new Fault('journal.newer', { path, reason: `its schema is number ${applied()}` });
  }
  while (applied() < migrations.length) {
    database.exec('BEGIN IMMEDIATE');
    try {
      // another process may have applied it while this one waited for the lock
      const number = applied();
      const step = migrations[number];
      if (step !== undefined) database.exec(`${step}; PRAGMA user_version = ${number + 1};`);
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }
};

const damage = (path: string, error: unknown): Fault => {
  const reason = error instanceof Error ? error.message : String(error);
  const damaged = /malformed|not a database|corrupt/i.test(reason);
  if (!damaged)
    return new Fault('dataDirectory.unusable', { path, reason: whyClosed(path) ?? reason }, { cause: error });
  // named for its last change: however often it is tried, one copy is kept
  const changed = statSync(path, { throwIfNoEntry: false })?.mtime ?? new Date();
  const copy = `${path}.damaged-${changed.toISOString().replaceAll(/[:.]/g, '-')}`;
  if (existsSync(path) && !existsSync(copy)) copyFileSync(path, copy);
  return new Fault('journal.damaged', { path, reason: `${reason}; a copy is ${copy}` }, { cause: error });
};

/** SQLite only says that it cannot open the file. */
const whyClosed = (path: string): string | undefined => {
  try {
    accessSync(dirname(path), constants.W_OK);
    return undefined;
  } catch (error) {
    const readOnly = error instanceof Error && 'code' in error && error.code === 'EROFS';
    return readOnly ? 'its volume is read-only' : 'it may not be written to';
  }
};

/**
 * Runs `work` in one transaction that no killed process loses, but a power cut may: for what is found out or made again
 * from what came before. The next transaction takes it to the disk, so that the order holds.
 */
export const unhurried = <T>(database: DatabaseSync, work: () => T): T => {
  if (database.isTransaction) return work();
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    return transaction(database, work);
  } finally {
    database.exec('PRAGMA synchronous = FULL');
  }
};

/** Runs `work` in one transaction: whole or absent. */
export const transaction = <T>(database: DatabaseSync, work: () => T): T => {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    tellingFullDisk(() => database.exec('COMMIT'));
    return result;
  } catch (error) {
    // a full disk rolls back by itself
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};
