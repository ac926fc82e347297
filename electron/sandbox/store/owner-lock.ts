import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../../contract/fault.ts';

/**
 * Makes this process the only one that writes to a sandbox's directory, until disposed of or until the process ends, however
 * it ends. SQLite's own file lock does it, on every system. Throws `dataDirectory.inUse`.
 */
export const holdOwnerLock = (path: string, directory: string): Disposable => {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw new Fault(
      'dataDirectory.inUse',
      { path: directory, reason: 'another sandbox runs here' },
      { cause: error },
    );
  }
  return { [Symbol.dispose]: () => database.close() };
};
