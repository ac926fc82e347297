import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { Configuration } from '../../../electron/contract/configuration.ts';
import { makeReadySandbox, readTable, type ReadySandbox } from '../../../electron/sandbox/index.ts';
import { aws } from './aws-cli.ts';
import { parquetFile, temporaryFolder } from './sandbox-fixture.ts';

const ready = async (directory: string): Promise<ReadySandbox> => {
  const sandbox = await makeReadySandbox(directory);
  onTestFinished(() => sandbox.close());
  return sandbox;
};
const configured = async (sandbox: ReadySandbox) => {
  const { connections } = Configuration.parse(parse(await readFile(sandbox.configurationFile, 'utf8')));
  const [connection] = connections;
  if (connection === undefined) throw new Error('no connection');
  return connection;
};

describe('a sandbox without a configuration', { timeout: 30_000 }, () => {
  test('writes one that fits it, and credentials that only the owner reads', async () => {
    const sandbox = await ready(await temporaryFolder());
    const connection = await configured(sandbox);
    expect(connection).toMatchObject({ name: 'sandbox', endpoint: sandbox.endpoint });
    expect(connection.connectionId).toBe(sandbox.connections[0]?.connectionId);
    expect(connection.tables.map(({ name }) => name)).toEqual(sandbox.connections[0]?.tables);
    expect((await stat(sandbox.credentialsFile)).mode & 0o777).toBe(0o600);
  });

  test('keeps its connection, and the tables that a person added, from start to start', async () => {
    const directory = await temporaryFolder();
    const first = await ready(directory);
    await first.close();
    const text = await readFile(first.configurationFile, 'utf8');
    await writeFile(first.configurationFile, `${text}      # mine\n      - { name: mine, folder: ./mine }\n`);
    const second = await ready(directory);
    expect(second.connections[0]).toMatchObject({
      connectionId: first.connections[0]?.connectionId,
      accessKeyId: first.connections[0]?.accessKeyId,
      tables: ['order', 'event', 'mine'],
    });
    expect((await configured(second)).endpoint).toBe(second.endpoint);
    expect(await readFile(second.configurationFile, 'utf8')).toContain('# mine');
  });

  test('says so when that file cannot be understood, and leaves it as it is', async () => {
    const directory = await temporaryFolder();
    await writeFile(join(directory, 'sluice.yaml'), 'connections: [');
    await expect(makeReadySandbox(directory)).rejects.toMatchObject({ code: 'configuration.invalid' });
    expect(await readFile(join(directory, 'sluice.yaml'), 'utf8')).toBe('connections: [');
  });

  test('is reached by the AWS CLI with the credentials that it wrote', async () => {
    const directory = await temporaryFolder();
    const sandbox = await ready(directory);
    const home = await temporaryFolder();
    await copyFile(sandbox.credentialsFile, join(home, 'credentials'));
    const file = await parquetFile('SELECT 1 AS id');
    const target = `s3://continuous/connection/${sandbox.connections[0]?.connectionId}/event/`;
    const call = ['s3', 'cp', file, '--endpoint-url', sandbox.endpoint, target, '--profile', sandbox.profile];
    expect(await aws(home, home, ...call)).toMatchObject({ exitCode: 0 });
    expect((await readTable(directory, 'event')).rows).toEqual([[1]]);
  });
});
