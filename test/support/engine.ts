import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfiguration } from '../../electron/adapters/configuration/read-configuration.ts';
import { startEngine, type Engine } from '../../electron/compose/engine.ts';
import type { EngineEvent } from '../../electron/contract/events.ts';
import type { Converter } from '../../electron/core/convert/converter.ts';
import type { HistoryRow } from '../../electron/contract/views.ts';
import { historyRow } from '../../electron/core/history/history-row.ts';
import {
  FaultList,
  readLoads,
  startSandbox,
  type LoadLine,
  type RunningSandbox,
} from '../../electron/sandbox/index.ts';
import { configurationFor, connectionId, keys, scratch, type TestTable } from './sluice.ts';

/** A sandbox, a folder for each table and, when it is started, an engine: all in this process. */
export interface Stage extends AsyncDisposable {
  readonly root: string;
  readonly sandbox: RunningSandbox;
  readonly faults: FaultList;
  readonly events: EngineEvent[];
  engine: Engine | undefined;
  start(environment?: Readonly<Record<string, string>>, converter?: Converter): Promise<Engine>;
  stop(): Promise<void>;
  untilIdle(): Promise<void>;
  /** Resolves with the first event, past or future, that fits. */
  seen(fits: (event: EngineEvent) => boolean): Promise<EngineEvent>;
  drop(table: string, name: string, text: string | Uint8Array): string;
  history(): readonly HistoryRow[];
  loads(): Promise<readonly LoadLine[]>;
}

export const setStage = async (
  tables: readonly TestTable[],
  more: Record<string, unknown> = {},
): Promise<Stage> => {
  const folder = scratch();
  const root = folder.path;
  const faults = new FaultList();
  const sandbox = await startSandbox({
    directory: join(root, 'sandbox'),
    port: 0,
    faults,
    connections: [
      {
        name: 'dev',
        connectionId,
        accessKeyId: keys.SLUICE_TEST_KEY,
        secretAccessKey: keys.SLUICE_TEST_SECRET,
        tables: tables.map((table) => ({ structure: 'flat', primaryKey: [], ...table })),
      },
    ],
  });
  for (const table of tables) mkdirSync(join(root, 'drop', table.name), { recursive: true });
  const text = configurationFor(root, sandbox.endpoint, tables);
  const configuration = parseConfiguration(
    JSON.stringify({ ...(JSON.parse(text) as object), ...more }),
    join(root, 'sluice.json'),
  );
  const waiting = new Set<(event: EngineEvent) => void>();
  const stage: Stage = {
    root,
    sandbox,
    faults,
    events: [],
    engine: undefined,
    start: async (environment = keys, converter) => {
      stage.engine = await startEngine({
        configuration,
        dataDirectory: join(root, 'data'),
        program: 'test',
        environment,
        ...(converter === undefined ? {} : { converter }),
        onEvent: (event) => {
          stage.events.push(event);
          for (const hear of waiting) hear(event);
        },
      });
      return stage.engine;
    },
    stop: async () => {
      await stage.engine?.close();
      stage.engine = undefined;
    },
    untilIdle: async () => {
      await stage.engine?.pipeline.untilIdle(AbortSignal.timeout(60_000));
    },
    seen: (fits) =>
      new Promise((resolve) => {
        const past = stage.events.find(fits);
        if (past !== undefined) {
          resolve(past);
          return;
        }
        const hear = (event: EngineEvent) => {
          if (!fits(event)) return;
          waiting.delete(hear);
          resolve(event);
        };
        waiting.add(hear);
      }),
    drop: (table, name, content) => {
      const path = join(root, 'drop', table, name);
      writeFileSync(path, content);
      return path;
    },
    history: () => {
      const engine = stage.engine;
      if (engine === undefined) return [];
      return [...engine.history.all({})].map((entry) =>
        historyRow(entry, engine.history.attempts(entry.delivery.id)),
      );
    },
    loads: () => readLoads(join(root, 'sandbox')),
    [Symbol.asyncDispose]: async () => {
      await stage.stop();
      await sandbox.close();
      folder[Symbol.dispose]();
    },
  };
  return stage;
};

export const states = (rows: readonly HistoryRow[]): readonly (readonly [string, string])[] =>
  rows.map((row) => [row.source, row.state]);
