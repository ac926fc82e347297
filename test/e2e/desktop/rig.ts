import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { ConnectionView, TableView } from '../../../electron/contract/views.ts';
import { launch, type Launched } from '../../electron/launch.ts';
import {
  configurationFor,
  connectionId,
  keys,
  objects,
  type SandboxProcess,
  sluice,
  startSandboxProcess,
} from '../../support/sluice.ts';
import { valueOf, willPick } from './window.ts';

export interface Load {
  readonly key: string;
  readonly table: string;
  readonly rows: number;
  readonly error?: string;
}

/** A sandbox in place of Celonis, folders to drop into, and the desktop app set up by its own contract. */
export interface Rig {
  readonly root: string;
  readonly sandbox: SandboxProcess;
  folderOf(table: string): string;
  /** What the sandbox has loaded of a table, in the order of arrival. */
  loads(table: string): Promise<readonly Load[]>;
  /** Sets up the connection and its tables through the window. */
  setUp(app: Launched, page: Page): Promise<void>;
  /** `environment` may differ from what the sandbox accepts. */
  launch(userData?: string, environment?: Readonly<Record<string, string>>): Promise<Launched>;
  remove(): Promise<void>;
}

export const rigWith = async (tables: readonly string[]): Promise<Rig> => {
  const root = mkdtempSync(path.join(tmpdir(), 'sluice-rig-'));
  const folderOf = (table: string): string => path.join(root, 'drop', table);
  for (const table of tables) mkdirSync(folderOf(table), { recursive: true });
  const config = path.join(root, 'sandbox.json');
  const described = tables.map((name) => ({ name, folder: folderOf(name), primaryKey: ['id'] }));
  writeFileSync(config, configurationFor(root, 'http://127.0.0.1:9/api/data-ingestion', described));
  const directory = path.join(root, 'sandbox');
  const sandbox = await startSandboxProcess(config, directory, { env: keys });
  return {
    root,
    sandbox,
    folderOf,
    loads: async (table) => {
      const { stdout } = await sluice(['sandbox', 'loads', '--dir', directory, '--json']);
      return objects<Load>(stdout).filter((load) => load.table === table);
    },
    setUp: async (app, page) => {
      await valueOf(page, 'connection.save', {
        connection: {
          name: 'dev',
          endpoint: sandbox.endpoint,
          region: 'eu-central-1',
          connectionId,
          credentials: { env: ['SLUICE_TEST_KEY', 'SLUICE_TEST_SECRET'] },
          requestsPerSecond: 1_000,
        },
      });
      for (const name of tables) {
        const folder = folderOf(name);
        await willPick(app, folder);
        await valueOf(page, 'folder.pick', {});
        await valueOf(page, 'table.save', {
          connection: 'dev',
          table: { name, folder, primaryKey: ['id'], settleSeconds: 0.2 },
        });
      }
    },
    launch: (userData, environment = keys) =>
      launch({ environment, ...(userData === undefined ? {} : { userData }) }),
    remove: async () => {
      await sandbox.stop();
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

/** A CSV of some rows whose keys no other file has. */
export const csv = (number: number, rows = 3): string =>
  [
    'id,text',
    ...Array.from({ length: rows }, (_, row) => `${number * 1_000_000 + row},row ${row} of ${number}`),
    '',
  ].join('\n');

export const connectionNow = async (page: Page): Promise<ConnectionView | undefined> =>
  (await valueOf(page, 'window.snapshot', {})).status.connections[0];

export const tableNow = async (page: Page, table: string): Promise<TableView | undefined> =>
  (await connectionNow(page))?.tables.find((one) => one.name === table);

export const stateNow = async (page: Page): Promise<string> =>
  (await valueOf(page, 'window.snapshot', {})).status.state;

/** The source file's name in an object's key. */
export const stemOf = ({ key }: Load): string =>
  (key.split('/').at(-1) ?? '').replace(/_\d{17}_[0-9a-f]{8}\.parquet$/, '');
