import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import {
  readLoads,
  readTable,
  readTables,
  type Cell,
  type LoadLine,
  type SandboxTable,
} from '../../../electron/sandbox/index.ts';
import { connection, parquetBytes, started, type Started } from './sandbox-fixture.ts';
import { keyOf, send } from './signed-request.ts';

/** A sandbox with one table, and short ways to fill and look at it. */
export interface Bench {
  readonly sandbox: Started;
  /** Delivers what a query gives and waits for its load. */
  readonly deliver: (query: string, compression?: string) => Promise<LoadLine>;
  readonly deliverBytes: (bytes: Buffer) => Promise<LoadLine>;
  readonly rows: (table?: string) => Promise<readonly (readonly Cell[])[]>;
  readonly columns: (table?: string) => Promise<readonly string[]>;
  readonly tables: () => Promise<readonly string[]>;
}

export const bench = async (table: SandboxTable, directory?: string): Promise<Bench> => {
  const sandbox = await started({
    connections: [{ ...connection, tables: [table] }],
    ...(directory === undefined ? {} : { directory }),
  });
  const deliverBytes = async (body: Buffer) => {
    const answer = await send(sandbox, { key: keyOf(table.name, `${randomUUID()}.parquet`), body });
    expect(answer.status).toBe(200);
    const last = (await readLoads(sandbox.directory)).at(-1);
    if (last === undefined) throw new Error('nothing was loaded');
    return last;
  };
  return {
    sandbox,
    deliverBytes,
    deliver: async (query, compression) => deliverBytes(await parquetBytes(query, compression)),
    rows: async (name = table.name) => (await readTable(sandbox.directory, name)).rows,
    columns: async (name = table.name) =>
      (await readTable(sandbox.directory, name)).columns.map((column) => column.name),
    tables: async () => (await readTables(sandbox.directory)).map((each) => each.table),
  };
};
