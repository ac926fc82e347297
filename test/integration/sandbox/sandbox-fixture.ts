import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import {
  startSandbox,
  type RunningSandbox,
  type SandboxConnection,
  type SandboxOptions,
  type SandboxTable,
} from '../../../electron/sandbox/index.ts';

export const flat = (name: string, primaryKey: string[] = [], ageColumn?: string): SandboxTable => ({
  name,
  structure: 'flat',
  primaryKey,
  ...(ageColumn === undefined ? {} : { ageColumn }),
});

export const nested = (name: string, primaryKey: string[] = [], ageColumn?: string): SandboxTable => ({
  ...flat(name, primaryKey, ageColumn),
  structure: 'nested',
});

export const connection: SandboxConnection = {
  name: 'dev',
  connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
  accessKeyId: 'SANDBOXKEY0001',
  secretAccessKey: 'a/secret+of=the test',
  tables: [flat('order', ['order_id'], 'changed_at'), flat('event'), flat('keyed', ['id']), nested('orders')],
};

/** A folder that goes with the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export interface Started extends RunningSandbox {
  readonly directory: string;
}

/** A running sandbox that is closed with the test. */
export const started = async (options: Partial<SandboxOptions> = {}): Promise<Started> => {
  const directory = options.directory ?? (await temporaryFolder());
  const sandbox = await startSandbox({ port: 0, connections: [connection], ...options, directory });
  onTestFinished(() => sandbox.close());
  return { ...sandbox, directory };
};

/** One running sandbox for all tests of a group that leave nothing in it. */
export const shared = (): (() => Started) => {
  let sandbox: Started | undefined;
  beforeAll(async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sluice-sandbox-'));
    sandbox = { ...(await startSandbox({ directory, port: 0, connections: [connection] })), directory };
  });
  afterAll(async () => {
    await sandbox?.close();
    if (sandbox !== undefined) await rm(sandbox.directory, { recursive: true, force: true });
  });
  return () => {
    if (sandbox === undefined) throw new Error('the sandbox has not started');
    return sandbox;
  };
};

/** A Parquet file of what a query gives, uncompressed unless told. */
export const parquetFile = async (query: string, compression = 'uncompressed'): Promise<string> => {
  const path = join(await temporaryFolder(), `${randomUUID()}.parquet`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const database = await instance.connect();
  await database.run(`COPY (${query}) TO '${path}' (FORMAT parquet, COMPRESSION ${compression})`);
  database.closeSync();
  instance.closeSync();
  return path;
};

export const parquetBytes = async (query: string, compression?: string): Promise<Buffer> =>
  readFile(await parquetFile(query, compression));
