import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '../../contract/fault.ts';
import { foldersOf } from '../store/folders.ts';
import { readPresence } from './presence.ts';
import { NotRunning, readRunning } from './read-running.ts';
import { readStopped } from './read-stopped.ts';
import type {
  LoadLine,
  ReadingLine,
  ReadingRequest,
  ShownColumn,
  TableContent,
  TableSummary,
} from './views.ts';

export interface Narrowing {
  /** A connection's name or id; all where absent. */
  readonly connection?: string;
  /** The largest number of rows or loads. */
  readonly limit?: number;
}

/** Every table of a sandbox, child tables included, whether it runs or not. */
export const readTables = async (
  directory: string,
  narrowing: Narrowing = {},
): Promise<readonly TableSummary[]> => {
  const lines = await read(directory, { what: 'tables', ...narrowing });
  return lines.flatMap((line) => ('table' in line ? [line.table] : []));
};

/** One table with its rows; its name in any case. Throws `table.unknown`, or `usage.wrong` where several connections have it. */
export const readTable = async (
  directory: string,
  table: string,
  narrowing: Narrowing = {},
): Promise<TableContent> => {
  const lines = await read(directory, { what: 'show', table, ...narrowing });
  const columns: readonly ShownColumn[] = lines.flatMap((line) => ('columns' in line ? line.columns : []));
  return { columns, rows: lines.flatMap((line) => ('rows' in line ? line.rows : [])) };
};

/** What was loaded and what failed, in the order of arrival. */
export const readLoads = async (
  directory: string,
  narrowing: Narrowing = {},
): Promise<readonly LoadLine[]> => {
  const lines = await read(directory, { what: 'loads', ...narrowing });
  return lines.flatMap((line) => ('load' in line ? [line.load] : []));
};

const patience = 30_000;

const read = async (directory: string, request: ReadingRequest): Promise<readonly ReadingLine[]> => {
  const folders = foldersOf(directory);
  const until = Date.now() + patience;
  for (;;) {
    try {
      const presence = await readPresence(folders.presence);
      if (presence !== undefined) return await collect(readRunning(presence, request));
    } catch (error) {
      if (!(error instanceof NotRunning)) throw error;
    }
    try {
      return await collect(readStopped(folders, request));
    } catch (error) {
      // A sandbox may just be starting or ending, or another reader finishing its loads.
      if (!isLocked(error) || Date.now() > until) throw error;
    }
    await pause(100);
  }
};

const collect = async (lines: AsyncIterable<ReadingLine>): Promise<readonly ReadingLine[]> => {
  const collected: ReadingLine[] = [];
  for await (const line of lines) collected.push(line);
  return collected;
};

const isLocked = (error: unknown): boolean =>
  (error instanceof Fault && error.code === 'dataDirectory.inUse') ||
  (error instanceof Error && /lock|being used by another process/i.test(error.message));
