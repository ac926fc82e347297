import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../contract/fault.ts';
import type { History } from '../../core/history/history.ts';
import type { Journal } from '../../core/queue/journal.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { SqliteHistory } from './sqlite-history.ts';
import { SqliteJournal } from './sqlite-journal.ts';

/** The journal of a data directory, open; its history is a reading of it. */
export interface OpenJournal {
  readonly journal: Journal;
  readonly history: History;
  close(): void;
}

const journalPath = (directory: string): string => join(directory, 'journal.sqlite');

/** Whether Sluice has ever worked in this directory. */
export const hasJournal = (directory: string): boolean => existsSync(journalPath(directory));

/** Opens the journal, and makes directory and journal where there are none. The directory is its owner's alone. */
export const openJournal = (directory: string): OpenJournal => {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Fault('dataDirectory.unusable', { path: directory, reason: String(error) }, { cause: error });
  }
  const database = openDatabase(journalPath(directory), migrations);
  const journal = new SqliteJournal(database);
  return { journal, history: new SqliteHistory(database), close: () => journal.close() };
};
