import { randomBytes } from 'node:crypto';
import { Configuration, TargetTable } from '../contract/configuration.ts';
import type { EngineEvent } from '../contract/events.ts';
import type { HistoryRow } from '../contract/views.ts';
import { historyRow } from '../core/history/history-row.ts';
import { readLoads, readTable, readTables, startSandbox } from '../sandbox/index.ts';
import type { LoadLine, TableContent, TableSummary } from '../sandbox/index.ts';
import {
  ageExamples,
  expectedTables,
  makeExtract,
  makeSampleGround,
  makeSamples,
  sampleTables,
  type AgeExample,
  type ExpectedTable,
  type Sample,
} from '../sandbox/samples/index.ts';
import { startEngine, type Engine } from './engine.ts';
import { RoundEnd } from './round-end.ts';

export type { AgeExample, ExpectedTable, LoadLine, Sample, TableContent, TableSummary };

/** What came of the samples: the engine's history, the sandbox's loads in order, and its tables. */
export interface DemoOutcome {
  readonly deliveries: readonly HistoryRow[];
  readonly loads: readonly LoadLine[];
  readonly tables: readonly (TableSummary & { readonly content: TableContent })[];
}

export interface Demo extends AsyncDisposable {
  readonly endpoint: string;
  readonly connectionId: string;
  readonly samples: readonly Sample[];
  readonly expected: readonly ExpectedTable[];
  readonly examples: readonly AgeExample[];
  /**
   * Drops the samples of a round and resolves when each has ended its way. Throws the fault that holds the connection or
   * ends the engine, and the signal's reason.
   */
  play(round: number, signal: AbortSignal): Promise<void>;
  /** Resolves when everything that was delivered is loaded. */
  outcome(): Promise<DemoOutcome>;
}

const connectionId = '00000000-0000-4000-8000-000000004711';
const connectionName = 'demo';
const keyVariable = 'SLUICE_DEMO_ACCESS_KEY';
const secretVariable = 'SLUICE_DEMO_SECRET';

/**
 * Makes samples, a sandbox and an engine that delivers to it, all of them in a temporary folder. Disposing of it ends both
 * and removes the folder. The credentials are made up for this one run and stand in no file.
 */
export const startDemo = async (
  onEvent: (event: EngineEvent) => void,
  signal: AbortSignal,
): Promise<Demo> => {
  const environment = {
    [keyVariable]: `DEMO${randomBytes(8).toString('hex').toUpperCase()}`,
    [secretVariable]: randomBytes(30).toString('base64url'),
  };
  const extract = makeExtract();
  await using made = new AsyncDisposableStack();
  const ground = made.use(await makeSampleGround(sampleTables(String).map(({ name }) => name)));
  const samples = await makeSamples(ground.samples, extract);
  signal.throwIfAborted();

  // nothing but the demo writes to these folders, and it puts whole files there: no long wait for a writer to end
  const tables = sampleTables(ground.folderOf).map((table) =>
    TargetTable.parse({ ...table, settleSeconds: 0.5 }),
  );
  const sandbox = made.adopt(
    await startSandbox({
      directory: ground.sandbox,
      port: 0,
      connections: [
        {
          name: connectionName,
          connectionId,
          accessKeyId: environment[keyVariable] ?? '',
          secretAccessKey: environment[secretVariable] ?? '',
          tables,
        },
      ],
    }),
    (running) => running.close(),
  );
  signal.throwIfAborted();

  const roundEnd = new RoundEnd();
  const engine = made.adopt(
    await startEngine({
      configuration: Configuration.parse({
        scanSeconds: 2,
        connections: [
          {
            name: connectionName,
            endpoint: sandbox.endpoint,
            region: 'eu-central-1',
            connectionId,
            credentials: { env: [keyVariable, secretVariable] },
            tables,
          },
        ],
      }),
      dataDirectory: ground.data,
      program: 'sluice demo',
      environment,
      onEvent: (event) => {
        onEvent(event);
        roundEnd.fold(event);
      },
    }),
    (running) => running.close(),
  );
  signal.throwIfAborted();

  const running = made.move();
  return {
    endpoint: sandbox.endpoint,
    connectionId,
    samples,
    expected: expectedTables(extract),
    examples: ageExamples(extract),
    play: async (round, until) => {
      const dropped = samples.filter((sample) => sample.round === round);
      const ended = roundEnd.of(dropped, until);
      const drops = (async () => {
        for (const sample of dropped) await ground.drop(sample);
        await engine.pipeline.scanNow();
      })();
      await Promise.all([ended, drops]);
    },
    outcome: async () => {
      await sandbox.settled();
      const summaries = await readTables(ground.sandbox);
      const read = [];
      for (const summary of summaries) {
        read.push({ ...summary, content: await readTable(ground.sandbox, summary.table) });
      }
      return { deliveries: deliveriesOf(engine), loads: await readLoads(ground.sandbox), tables: read };
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
};

const deliveriesOf = ({ history }: Engine): readonly HistoryRow[] =>
  [...history.all({})].map((entry) => historyRow(entry, history.attempts(entry.delivery.id)));
