import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../../contract/fault.ts';

/** Who owns a data directory. */
export interface Owner {
  readonly pid: number;
  readonly program: string;
  readonly since: string;
}

export interface DataLock {
  release(): void;
}

/**
 * Takes the data directory for this process. The lock is the operating system's own (a SQLite write lock on a small
 * file), so it ends with the process, however that ends. Throws `dataDirectory.inUse` and says who holds it.
 */
export const lockDataDirectory = (directory: string, program: string): DataLock => {
  const database = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch (error) {
    database.close();
    const owner = ownerOf(directory);
    throw new Fault(
      'dataDirectory.inUse',
      {
        path: directory,
        process:
          owner === undefined
            ? 'another process'
            : `process ${owner.pid} (${owner.program}, since ${owner.since})`,
      },
      { cause: error },
    );
  }
  const owner: Owner = { pid: process.pid, program, since: new Date().toISOString() };
  writeFileSync(join(directory, 'owner.json'), JSON.stringify(owner));
  return {
    release: () => {
      if (!database.isOpen) return;
      database.exec('ROLLBACK');
      database.close();
    },
  };
};

/** Whether some process owns the directory now. */
export const isLocked = (directory: string): boolean => {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0, readOnly: true });
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    return /locked|busy/i.test(String(error));
  } finally {
    database?.close();
  }
};

/** What the last owner wrote of itself; undefined when nothing readable stands there. */
export const ownerOf = (directory: string): Owner | undefined => {
  try {
    return JSON.parse(readFileSync(join(directory, 'owner.json'), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
};
