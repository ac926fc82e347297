import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../../electron/adapters/clock.ts';
import { testConnection } from '../../../electron/adapters/connection-test/test-connection.ts';
import { md5, openSpooledFile } from '../../../electron/adapters/s3/file-bytes.ts';
import { Connection } from '../../../electron/contract/configuration.ts';
import { Credentials } from '../../../electron/core/credentials/credentials.ts';
import { retrying } from './retrying.ts';
import { sendObject } from '../../../electron/core/upload/send-object.ts';
import { FaultList, startSandbox } from '../../../electron/sandbox/index.ts';
import { accessKeyId, connectionId, keyOf, openTestStore, secret } from './open-store.ts';
import { RecordingLedger } from './recording-ledger.ts';

/** A sandbox that knows one connection with the table `order`. */
const serve = async (faults = new FaultList(), now: () => number = Date.now) => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-against-sandbox-'));
  const tables = [{ name: 'order', structure: 'flat' as const, primaryKey: [] }];
  const connections = [{ name: 'dev', connectionId, accessKeyId, secretAccessKey: secret, tables }];
  const sandbox = await startSandbox({ directory, port: 0, connections, faults, now });
  const close = async (): Promise<void> => {
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { endpoint: sandbox.endpoint, faults, directory, [Symbol.asyncDispose]: close };
};

const MiB = 1024 ** 2;
const path = async (folder: string, bytes: number): Promise<string> => {
  const at = join(folder, 'spooled.bin');
  await writeFile(at, Buffer.alloc(bytes, 'PAR1'));
  return at;
};

test('resets, lost replies, full queues and errors are survived, with parts sent once where they arrived', async () => {
  await using sandbox = await serve();
  const { faults } = sandbox;
  faults.add({
    match: ({ operation }) => operation === 'CreateMultipartUpload',
    status: 503,
    code: 'SlowDown',
    times: 1,
  });
  faults.add({ match: ({ operation }) => operation === 'UploadPart', resetAfter: 2 * MiB, times: 2 });
  faults.add({
    match: ({ operation }) => operation === 'UploadPart',
    status: 500,
    code: 'InternalError',
    times: 1,
  });
  faults.add({
    match: ({ operation }) => operation === 'CompleteMultipartUpload',
    dropReply: true,
    times: 1,
  });
  const bytes = 30 * MiB;
  const file = await path(sandbox.directory, bytes);
  const ledger = new RecordingLedger();
  using store = await openTestStore(sandbox.endpoint);
  const { signal } = new AbortController();
  const failures: string[] = [];

  const receipt = await retrying(
    ({ outcomeUnknown }) =>
      sendObject(
        {
          path: file,
          bytes,
          key: keyOf('a.parquet'),
          keyNaming: 'unique',
          multipart: 'auto',
          outcomeUnknown,
          upload: ledger.upload,
        },
        { store, openFile: openSpooledFile, md5, ledger, signal },
      ),
    {
      clock: { wait: async () => undefined },
      random: () => 0,
      signal,
      onFailed: ({ fault }) => void failures.push(fault.code),
    },
  );
  expect(receipt).toMatchObject({ bytes, viaHead: true, mayHaveArrivedTwice: false });
  expect(failures[0]).toBe('service.busy');
  expect(failures.at(-1)).toBe('network.unreachable');
});

const refusedPut = async (
  endpoint: string,
  key: string,
  credentials = new Credentials(accessKeyId, secret),
) => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-refused-'));
  try {
    using store = await openTestStore(endpoint, { credentials });
    await using file = await openSpooledFile(await path(folder, 1000), 1000, new AbortController().signal);
    const { signal } = new AbortController();
    const body = { file, from: 0, bytes: 1000, md5: await file.md5(0, 1000, signal) };
    return await store.put(key, body, signal).then(
      () => 'delivered',
      (thrown: unknown) => thrown,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
};

test('each of the service’s refusals has its fault', async () => {
  await using sandbox = await serve();
  const key = keyOf('refused.parquet');
  expect(await refusedPut(sandbox.endpoint, key, new Credentials(accessKeyId, 'wrong'))).toMatchObject({
    code: 'credentials.signature',
  });
  expect(await refusedPut(sandbox.endpoint, key, new Credentials('AKIDWRONG', secret))).toMatchObject({
    code: 'credentials.refused',
  });
  expect(await refusedPut(sandbox.endpoint, key.replace('/order/', '/unheard-of/'))).toMatchObject({
    code: 'table.unknown',
    remedy: 'reject',
  });
  const foreign = key.replace(connectionId, 'ffffffff-829d-4beb-a65c-411873b268f8');
  expect(await refusedPut(sandbox.endpoint, foreign)).toMatchObject({ remedy: 'hold' });

  await using late = await serve(undefined, () => Date.now() + 20 * 60_000);
  const skewed = await refusedPut(late.endpoint, key);
  expect(skewed).toMatchObject({ code: 'clock.skewed' });
  expect((skewed as { facts: { seconds: number } }).facts.seconds).toBeCloseTo(-1200, -1);
});

test('the connection test passes, and leaves nothing behind', async () => {
  await using sandbox = await serve();
  const connection = Connection.parse({
    name: 'dev',
    connectionId,
    endpoint: sandbox.endpoint,
    tables: [{ name: 'order', folder: '/nowhere' }],
  });
  const tools = { environment: {}, clock: systemClock, signal: new AbortController().signal };
  const steps = [];
  for await (const step of testConnection(connection, new Credentials(accessKeyId, secret), tools))
    steps.push(step);
  expect(steps.map(({ step, ok }) => [step, ok])).toEqual([
    ['dns', true],
    ['proxy', true],
    ['tls', true],
    ['clock', true],
    ['signature', true],
  ]);
});
