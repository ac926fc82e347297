import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallOutput } from '../../../electron/contract/calls.ts';
import type { Configuration } from '../../../electron/contract/configuration.ts';
import { startSandbox, type RunningSandbox } from '../../../electron/sandbox/index.ts';
import { connectionId, keys, sluice } from '../../support/sluice.ts';
import { ProxyServer } from '../upload/proxy-server.ts';
import { ask, listen, openWindow, type Window } from './served.ts';

const password = 'word-of-the-proxy';
let directory: string;
let sandbox: RunningSandbox;
let proxy: ProxyServer;
let window: Window;

const yaml = (address: string) => `proxy: ${address} # by hand
connections:
  - name: dev
    endpoint: ${sandbox.endpoint}
    region: eu-central-1
    connectionId: ${connectionId}
    credentials: { env: [ SLUICE_TEST_KEY, SLUICE_TEST_SECRET ] }
    tables:
      - { name: order, folder: ./order, settleSeconds: 0.1, primaryKey: [ id ] }
`;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sluice-proxy-'));
  sandbox = await startSandbox({
    directory,
    port: 0,
    connections: [
      {
        name: 'dev',
        connectionId,
        accessKeyId: keys.SLUICE_TEST_KEY,
        secretAccessKey: keys.SLUICE_TEST_SECRET,
        tables: [{ name: 'order', structure: 'flat', primaryKey: ['id'] }],
      },
    ],
  });
  proxy = await new ProxyServer(Number(new URL(sandbox.endpoint).port), `me:${password}`).listen();
  window = await openWindow({
    environment: keys,
    configuration: () => yaml(proxy.address(`me:${password}`)),
  });
  await mkdir(join(window.folder, 'order'));
});
afterAll(async () => {
  await window.close();
  await proxy[Symbol.asyncDispose]();
  await sandbox.close();
  await rm(directory, { recursive: true, force: true });
});

const file = () => readFile(join(window.folder, 'sluice.yaml'), 'utf8');
const configuration = async () => (await window.call('configuration.get', {})) as Configuration;
const deliver = async (name: string): Promise<void> => {
  const events = await listen(window);
  await ask(window.port, `/drop/dev/order/${name}`, {
    method: 'PUT',
    headers: window.own,
    body: `id;n\n${name};1\n`,
  });
  const ended = await events.until(
    (push) =>
      push.kind === 'events' &&
      push.events.some(
        ({ event }) =>
          event.type === 'state' && event.file === name && ['delivered', 'held'].includes(event.state),
      ),
  );
  events.close();
  expect(JSON.stringify(ended)).toContain('"delivered"');
};
const way = async (own: object = {}): Promise<string | undefined> => {
  const [connection] = (await configuration()).connections;
  if (connection === undefined) throw new Error('no connection');
  const { tables: _tables, ...rest } = connection;
  const steps = (await window.call('connection.test', {
    connection: { ...rest, ...own },
  })) as CallOutput<'connection.test'>;
  const step = steps.find((one) => one.step === 'proxy');
  return step?.ok === true ? step.detail : JSON.stringify(steps);
};
/** Everything that a person or another program could read. */
const everything = async (): Promise<string> => {
  const data = join(window.folder, 'data');
  const names = await readdir(data, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
  const replies = await Promise.all([
    window.call('configuration.get', {}),
    window.call('configuration.export', {}),
    window.call('about.logs', { lines: 2000 }),
    window.call('history.csv', { query: {}, after: 0, limit: 1000 }),
    window.call('window.snapshot', {}),
  ]);
  return texts.join('') + JSON.stringify(replies);
};

test(
  'the proxy of all connections is used, and its password is shown nowhere',
  { timeout: 60_000 },
  async () => {
    await deliver('a.csv');
    expect(proxy.seen.some((line) => line.startsWith('PUT '))).toBe(true);
    expect(await way()).toBe(`${proxy.address()}, set for all connections`);
    expect((await configuration()).proxy).toBe(proxy.address('me:***'));
    expect(await everything()).not.toContain(password);
  },
);

test('a connection may go another way', async () => {
  const before = proxy.seen.length;
  expect(await way({ proxy: 'none' })).toBe('none, set for this connection');
  expect(proxy.seen).toHaveLength(before);
  expect(await way({ proxy: proxy.address('me:wrong') })).toContain('network.proxyRefused');
  // what was shown may come back, and means what it was; at another host it means nothing
  expect(await way({ proxy: proxy.address('me:***') })).toBe(`${proxy.address()}, set for this connection`);
  const elsewhere = proxy.address('me:***').replace('127.0.0.1', 'localhost');
  expect(await window.call('configuration.network', { proxy: elsewhere, caFile: null })).toMatchObject({
    code: 'configuration.invalid',
  });
});

test('saving what was shown leaves the file as it is written by hand', async () => {
  const before = await file();
  await window.call('configuration.network', { proxy: proxy.address('me:***'), caFile: null });
  expect(await file()).toBe(before);
});

test(
  'a password from the window goes into the keychain, not into the file',
  { timeout: 60_000 },
  async () => {
    await window.call('configuration.network', { proxy: proxy.address(`me:${password}`), caFile: null });
    expect(await file()).toContain(`proxy: ${proxy.address('me')} # by hand`);
    const before = proxy.seen.length;
    await deliver('b.csv');
    expect(proxy.seen.length).toBeGreaterThan(before);
    expect((await everything()) + (await file())).not.toContain(password);
    await window.call('configuration.network', { proxy: null, caFile: null });
    expect(await way()).toBe('none, as the environment says');
  },
);

test('the command says which proxy was used, and never its password', { timeout: 60_000 }, async () => {
  const config = join(directory, 'sluice.yaml');
  await writeFile(config, yaml(proxy.address(`me:${password}`)));
  const run = (more: readonly string[] = []) =>
    sluice(['connections', 'test', '--config', config, ...more], { env: keys });
  const good = await run();
  expect(good.stdout).toContain(`proxy      ${proxy.address()}, set for all connections`);
  await writeFile(config, yaml(proxy.address(`me:not-${password}`)));
  const bad = await run(['--json']);
  expect(bad.stdout).toContain('network.proxyRefused');
  for (const { stdout, stderr } of [good, bad]) expect(stdout + stderr).not.toContain(password);
  await writeFile(config, yaml(`ftp://me:${password}@127.0.0.1`));
  const broken = await run();
  expect(broken.stderr).toContain('it is not the address of a proxy');
  expect(broken.stdout + broken.stderr).not.toContain(password);
});
