import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CallOutput } from '../../../electron/contract/calls.ts';
import { startSandbox, type RunningSandbox } from '../../../electron/sandbox/index.ts';
import { ask, listen, openWindow, type Window } from './served.ts';

const connectionId = '9c92424b-829d-4beb-a65c-411873b268f8';
const secret = 'a-secret-that-must-not-come-out';
const environment = { TEST_KEY: 'TESTKEY', TEST_SECRET: secret };

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const open = async (sandbox?: RunningSandbox): Promise<Window> => {
  const window = await openWindow({
    environment,
    configuration: () => `scanSeconds: 2
connections:
  - name: dev
    endpoint: ${sandbox?.endpoint ?? 'http://127.0.0.1:9/api/data-ingestion'}
    region: eu-central-1
    connectionId: ${connectionId}
    credentials: { env: [TEST_KEY, TEST_SECRET] }
    tables:
      - { name: order, folder: ./order, settleSeconds: 0.1, primaryKey: [id] }
`,
  });
  ends.push(() => window.close());
  return window;
};

const put = async (window: Window, path: string, body: string) => {
  const reply = await ask(window.port, path, { method: 'PUT', headers: window.own, body });
  return JSON.parse(reply.body) as { ok: boolean; value: Record<string, string>; fault: unknown };
};

test('a dropped file is delivered, sent again, and told of as it goes', { timeout: 120_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-window-sandbox-'));
  ends.push(() => rm(directory, { recursive: true, force: true }));
  const sandbox = await startSandbox({
    directory,
    port: 0,
    connections: [
      {
        name: 'dev',
        connectionId,
        accessKeyId: 'TESTKEY',
        secretAccessKey: secret,
        tables: [{ name: 'order', structure: 'flat', primaryKey: ['id'] }],
      },
    ],
  });
  ends.push(() => sandbox.close());
  const window = await open(sandbox);
  await mkdir(join(window.folder, 'order'), { recursive: true });
  const events = await listen(window);
  ends.push(async () => events.close());

  const test = (await window.call('connection.test', {
    connection: (
      (await window.call('configuration.get', {})) as CallOutput<'configuration.get'>
    ).connections.map(({ tables: _tables, ...connection }) => connection)[0] as never,
  })) as CallOutput<'connection.test'>;
  expect(test.map(({ step, ok }) => [step, ok])).toEqual(
    ['dns', 'proxy', 'tls', 'clock', 'signature'].map((step) => [step, true]),
  );

  expect(await put(window, '/drop/dev/order/Bestellungen%202024.csv', 'id;x\n0001;2\n')).toMatchObject({
    ok: true,
    value: { name: 'Bestellungen 2024.csv' },
  });
  const delivered = (id: number) =>
    events.until(
      (push) =>
        push.kind === 'events' &&
        push.events.some(
          ({ event }) => event.type === 'state' && event.state === 'delivered' && event.id === id,
        ),
    );
  await delivered(1);

  const page = (await window.call('history.page', {
    query: { text: 'bestell' },
    sort: { by: 'arrived', descending: true },
    offset: 0,
    limit: 10,
  })) as CallOutput<'history.page'>;
  expect(page).toMatchObject({ total: 1, rows: [{ id: 1, state: 'delivered', rows: 1 }] });
  const detail = (await window.call('history.detail', { id: 1 })) as CallOutput<'history.detail'>;
  expect(detail.awsCommand).toContain(`s3://continuous/connection/${connectionId}/order/`);
  expect(detail.archivedPath).toContain('_delivered');

  expect(await window.call('deliveries.sendAgain', { ids: [1] })).toEqual({ done: true });
  await delivered(2);
  // it is read where it was set aside, and stays there
  expect(existsSync(detail.archivedPath ?? '')).toBe(true);
  const again = (await window.call('history.detail', { id: 2 })) as CallOutput<'history.detail'>;
  expect(again).toMatchObject({ sourcePath: detail.archivedPath, sha256: detail.sha256 });
  expect(again.key).not.toBe(detail.key);

  const preview = (await window.call('sample.preview', {
    path: detail.archivedPath ?? '',
    options: {},
    structure: 'flat',
    tableName: 'order',
    primaryKey: ['id'],
  })) as CallOutput<'sample.preview'>;
  expect(preview).toMatchObject({
    rows: 1,
    before: [['0001', '2']],
    after: [['0001', '2']],
    key: { chosen: ['id'], unique: true, nulls: 0 },
    fault: null,
  });

  expect(await window.call('schema.get', { connection: 'dev', table: 'order' })).toMatchObject({
    schema: { from: 'Bestellungen 2024.csv' },
  });
  await window.call('schema.reset', { connection: 'dev', table: 'order' });
  expect(await window.call('schema.get', { connection: 'dev', table: 'order' })).toMatchObject({
    schema: null,
  });
  expect(JSON.stringify(events.pushes)).not.toContain(secret);
});

test(
  'what is wrong with a key is said, and the columns are shown all the same',
  { timeout: 60_000 },
  async () => {
    const window = await open();
    const { value } = await put(
      window,
      '/sample/x.csv',
      'id;amount\n0001;1.234,50\n0002;2,00\n0002;3,00\n;4,00\n',
    );
    const look = async (primaryKey: string[]) =>
      (await window.call('sample.preview', {
        path: value['path'] ?? '',
        options: {},
        structure: 'flat',
        tableName: 'x',
        primaryKey,
      })) as CallOutput<'sample.preview'>;
    const withKey = await look(['id']);
    expect(withKey.fault?.code).toMatch(/^key\./);
    expect(withKey.key).toEqual({ chosen: ['id'], unique: false, nulls: 1 });
    expect(withKey.columns).toMatchObject([
      { name: 'id', type: 'STRING', unique: false, nullShare: 0.25 },
      { name: 'amount', type: 'FLOAT', unique: true, nullShare: 0 },
    ]);
    expect(withKey.before[0]).toEqual(['0001', '1.234,50']);
    expect(withKey.after[0]).toEqual(['0001', '1234.5']);
    const without = await look([]);
    expect(without).toMatchObject({ fault: null, key: null, rows: 4 });
  },
);

test('files with the same name stand beside each other, and half a file nowhere', async () => {
  const window = await open();
  const folder = join(window.folder, 'order');
  await mkdir(folder, { recursive: true });
  await window.call('queue.pause', {});
  await put(window, '/drop/dev/order/a.csv', 'id\n1\n');
  expect(await put(window, '/drop/dev/order/a.csv', 'id\n2\n')).toMatchObject({
    value: { name: 'a (2).csv' },
  });
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('id\n1\n');
  // the body ends before what was promised
  const socket = connect(window.port, '127.0.0.1');
  const heads = Object.entries(window.own).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  socket.write(
    `PUT /drop/dev/order/broken.csv HTTP/1.1\r\n${heads.join('')}Content-Length: 1000\r\n\r\nid\n`,
  );
  await expect.poll(() => readdirSync(folder).some((name) => name.endsWith('.part'))).toBe(true);
  socket.destroy();
  await expect.poll(() => readdirSync(folder).some((name) => name.endsWith('.part'))).toBe(false);
  expect(readdirSync(folder)).not.toContain('broken.csv');
});

test('pause and resume show in the status, for a table, a connection and all of it', async () => {
  const window = await open();
  const paused = async () => {
    const { status } = (await window.call('window.snapshot', {})) as CallOutput<'window.snapshot'>;
    const [connection] = status.connections;
    return [connection?.state, connection?.tables[0]?.paused];
  };
  await window.call('queue.pause', { connection: 'dev', table: 'order' });
  expect(await paused()).toEqual(['ready', true]);
  await window.call('queue.pause', { connection: 'dev' });
  expect(await paused()).toEqual(['paused', true]);
  await window.call('queue.resume', {});
  expect(await paused()).toEqual(['ready', false]);
  expect(await window.call('queue.pause', { connection: 'nobody' })).toMatchObject({ code: 'usage.wrong' });
});

test('a table is set up by browsing to its folder, and its folder is made', async () => {
  const window = await open();
  const listing = (await window.call('folder.browse', { path: window.folder })) as { code?: string };
  expect(listing.code).toBe('call.refused');
  const home = (await window.call('folder.browse', {})) as CallOutput<'folder.browse'>;
  expect(home.parent).not.toBeNull();
  const { path } = (await window.call('folder.suggest', { connection: 'dev', table: 'item' })) as {
    path: string;
  };
  expect(await window.call('folder.check', { path })).toMatchObject({
    exists: false,
    writable: true,
    sharedWith: [],
  });
  const table = { name: 'item', folder: path, structure: 'flat' as const };
  expect(await window.call('table.save', { connection: 'dev', table })).toEqual({ done: true });
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(join(window.folder, 'sluice.yaml'), 'utf8')).toContain('name: item');
  expect(await window.call('folder.check', { path })).toMatchObject({
    exists: true,
    sharedWith: ['dev/item'],
  });
  expect(await window.call('table.remove', { connection: 'dev', table: 'item' })).toEqual({
    done: true,
    waiting: 0,
  });
});

test('a secret that goes in comes out nowhere', async () => {
  const window = await open();
  const given = { connection: 'dev', accessKeyId: 'NEWKEY', secretAccessKey: 'another-secret-value' };
  const replies = [
    await window.call('credentials.state', { connection: 'dev' }),
    await window.call('credentials.set', given),
    await window.call('credentials.state', { connection: 'dev' }),
    await window.call('configuration.export', {}),
    await window.call('configuration.get', {}),
    await window.call('about.logs', { lines: 2000 }),
  ];
  const text = JSON.stringify(replies);
  expect(text).not.toContain('another-secret-value');
  expect(text).not.toContain(secret);
  expect(replies.slice(0, 3)).toMatchObject([
    { source: 'env', accessKeyId: 'TESTKEY', present: true },
    { done: true },
    { source: 'keychain', accessKeyId: 'NEWKEY', present: true },
  ]);
  expect(readFileSync(join(window.folder, 'sluice.yaml'), 'utf8')).toContain('credentials: keychain');
});

test('one setting changes nothing else', async () => {
  const window = await open();
  await window.call('configuration.limits', { spoolBudget: 5_000_000 });
  expect(await window.call('configuration.get', {})).toMatchObject({
    spoolBudget: 5_000_000,
    scanSeconds: 2,
  });
  await window.call('preferences.set', { theme: 'dark' });
  await window.call('preferences.set', { language: 'de' });
  expect(await window.call('preferences.get', {})).toMatchObject({ theme: 'dark', language: 'de' });
});

test('two changes of the preferences at once are both kept', async () => {
  const window = await open();
  await Promise.all([
    window.call('preferences.set', { language: 'de' }),
    window.call('preferences.set', { theme: 'dark' }),
    window.call('preferences.set', { logLevel: 'warn' }),
  ]);
  expect(await window.call('preferences.get', {})).toMatchObject({
    language: 'de',
    theme: 'dark',
    logLevel: 'warn',
  });
});
