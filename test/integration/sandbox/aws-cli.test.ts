import { copyFile, stat } from 'node:fs/promises';
import { createServer, connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readLoads, readTable, type RunningSandbox } from '../../../electron/sandbox/index.ts';
import { aws, awsHome } from './aws-cli.ts';
import { connection, parquetFile, started, temporaryFolder } from './sandbox-fixture.ts';
import { keyOf } from './signed-request.ts';

const orders = "SELECT range AS order_id, TIMESTAMP '2024-01-01' AS changed_at FROM range(100)";

/** The documented call, on a file in the folder where it is made. */
const copy = async (
  sandbox: Pick<RunningSandbox, 'endpoint'>,
  { query = orders, secret = connection.secretAccessKey, table = 'order', id = connection.connectionId } = {},
) => {
  const folder = await temporaryFolder();
  await copyFile(await parquetFile(query), join(folder, 'FILE.parquet'));
  const target = `s3://continuous/connection/${id}/${table}/`;
  const home = await awsHome(secret);
  return aws(
    home,
    folder,
    's3',
    'cp',
    'FILE.parquet',
    '--endpoint-url',
    sandbox.endpoint,
    target,
    '--profile',
    'celonis',
  );
};

/** A wire between client and sandbox that changes one byte of the Parquet data on its way. */
const tampering = async (sandbox: RunningSandbox): Promise<string> => {
  const server = createServer((client) => {
    const upstream = connect(sandbox.port, '127.0.0.1');
    client.on('data', (bytes: Buffer) => {
      const at = bytes.indexOf('PAR1');
      if (at >= 0) bytes[at + 8] = (bytes[at + 8] ?? 0) ^ 1;
      upstream.write(bytes);
    });
    upstream.pipe(client);
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/data-ingestion`;
};

describe('`aws s3 cp` as Celonis documents it', { timeout: 60_000 }, () => {
  test('prints its upload line, and the rows arrive', async () => {
    const sandbox = await started();
    const run = await copy(sandbox);
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain(
      `upload: ./FILE.parquet to s3://continuous/${keyOf('order', 'FILE.parquet')}`,
    );
    expect(run.exitCode).toBe(0);
    expect(await readLoads(sandbox.directory)).toEqual([
      { key: keyOf('order', 'FILE.parquet'), table: 'order', rows: 100, inserted: 100, updated: 0, stale: 0 },
    ]);
  });

  test('sends 20 MB in parts, and every row arrives', async () => {
    const operations: string[] = [];
    const sandbox = await started({ log: (line) => operations.push(line.operation) });
    const query =
      'SELECT range AS id, md5(range::VARCHAR) || md5((range + 1)::VARCHAR) AS text FROM range(300000)';
    expect((await stat(await parquetFile(query))).size).toBeGreaterThan(20_000_000);
    const run = await copy(sandbox, { query, table: 'event' });
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(operations.filter((each) => each === 'UploadPart').length).toBeGreaterThanOrEqual(3);
    expect(await readLoads(sandbox.directory)).toMatchObject([{ rows: 300_000, inserted: 300_000 }]);
    const { rows } = await readTable(sandbox.directory, 'event', { limit: 1 });
    expect(rows).toEqual([[0, 'cfcd208495d565ef66e7dff9f98764dac4ca4238a0b923820dcc509a6f75849b']]);
  });

  test.each([
    ['a wrong secret', {}, { secret: 'wrong' }, 'SignatureDoesNotMatch'],
    ['a clock 20 minutes off', { now: () => Date.now() + 20 * 60_000 }, {}, 'RequestTimeTooSkewed'],
    ['an unknown connection', {}, { id: '00000000-0000-4000-8000-000000000000' }, 'AccessDenied'],
    ['an unknown table', {}, { table: 'nothing' }, 'NoSuchKey'],
  ])('is refused for %s', async (_, options, call, code) => {
    const sandbox = await started(options);
    const run = await copy(sandbox, call);
    expect(run.exitCode).not.toBe(0);
    expect(run.stderr).toContain(`(${code})`);
    expect(await readLoads(sandbox.directory)).toEqual([]);
  });

  test('is refused for a body that changed on the way', async () => {
    const sandbox = await started();
    const run = await copy({ endpoint: await tampering(sandbox) });
    expect(run.exitCode).not.toBe(0);
    expect(run.stderr).toMatch(/\((BadDigest|XAmzContentSHA256Mismatch)\)/);
    expect(await readLoads(sandbox.directory)).toEqual([]);
  });
});
