import { Fault } from '../../contract/fault.ts';
import { done, type HandlersOf } from '../../core/door/handlers.ts';
import { readLoads, readTable, readTables } from '../../sandbox/index.ts';
import type { OwnSandbox } from './own-sandbox.ts';

/** The sandbox of this window: started with samples in one click, looked into, stopped. */
export const sandboxHandlers = (
  sandbox: OwnSandbox,
): HandlersOf<'sandbox.state' | 'sandbox.try' | 'sandbox.stop' | 'sandbox.show' | 'sandbox.loads'> => ({
  'sandbox.state': async () => ({
    running: sandbox.endpoint !== undefined,
    endpoint: sandbox.endpoint ?? null,
    tables: (await sandbox.exists())
      ? (await readTables(sandbox.directory)).map((table) => ({ ...table, columns: [...table.columns] }))
      : [],
  }),
  'sandbox.try': async () => ({ connection: await sandbox.tryOut() }),
  'sandbox.stop': async () => {
    await sandbox.stop();
    return done;
  },
  'sandbox.show': async ({ connection, table, limit }) => {
    if (!(await sandbox.exists())) throw new Fault('table.unknown', { table });
    const { columns, rows } = await readTable(sandbox.directory, table, { connection, limit });
    return { columns: [...columns], rows: rows.map((row) => [...row]) };
  },
  'sandbox.loads': async () => ((await sandbox.exists()) ? [...(await readLoads(sandbox.directory))] : []),
});
