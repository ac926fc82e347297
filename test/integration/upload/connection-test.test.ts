import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../electron/adapters/clock.ts';
import { testConnection } from '../../../electron/adapters/connection-test/test-connection.ts';
import { Connection } from '../../../electron/contract/configuration.ts';
import { Credentials } from '../../../electron/core/credentials/credentials.ts';
import { makeCertificates } from './certificates.ts';
import { accessKeyId, connectionId, secret } from './open-store.ts';
import { ProxyServer } from './proxy-server.ts';
import { S3Server, type ServerSettings } from './s3-server.ts';

let folder: string;
let pki: Awaited<ReturnType<typeof makeCertificates>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-connection-test-'));
  pki = await makeCertificates(folder, 'dev.eu-1.example.test');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const serve = (settings: ServerSettings = {}) => new S3Server(settings).listen();

const walk = async (settings: object, credentials = new Credentials(accessKeyId, secret)) => {
  const tables = [{ name: 'order', folder: '/nowhere' }];
  const connection = Connection.parse({ name: 'dev', connectionId, tables, ...settings });
  const steps = [];
  const tools = {
    environment: {},
    clock: systemClock,
    signal: new AbortController().signal,
    connectionTimeout: 2_000,
    socketTimeout: 500,
  };
  for await (const step of testConnection(connection, credentials, tools)) steps.push(step);
  return steps;
};
const names = (steps: { step: string; ok: boolean }[]) =>
  steps.map(({ step, ok }) => `${step} ${ok ? 'ok' : 'failed'}`);

test('every step is shown over TLS and through a proxy, and nothing is changed at the service', async () => {
  await using server = await serve({ tls: pki.server, tables: ['order'] });
  await using proxy = await new ProxyServer(server.port, 'user:pass').listen();
  const endpoint = 'https://dev.eu-1.example.test/api/data-ingestion';
  const steps = await walk({ endpoint, caFile: pki.caFile, proxy: proxy.address('user:pass') });
  expect(names(steps)).toEqual(['dns ok', 'proxy ok', 'tls ok', 'clock ok', 'signature ok']);
  expect(steps[1]?.detail).toBe(`${proxy.address()}, set for this connection`);
  expect(steps[2]?.detail).toMatch(/TLSv1\.3, certificate of dev\.eu-1\.example\.test by Example Works/);
  expect(steps[4]?.detail).toBe('accepted');
  expect(server.seen.map(({ method }) => method).every((method) => ['HEAD', 'GET'].includes(method))).toBe(
    true,
  );
});

test('a wrong secret fails at the signature, with the service word for it', async () => {
  await using server = await serve();
  const steps = await walk({ endpoint: server.endpoint }, new Credentials(accessKeyId, 'guess'));
  expect(names(steps)).toEqual(['dns ok', 'proxy ok', 'tls ok', 'clock ok', 'signature failed']);
  expect(steps.at(-1)?.fault).toMatchObject({
    code: 'credentials.signature',
    facts: { serviceCode: 'SignatureDoesNotMatch', connection: 'dev' },
  });
});

test('a wrong region says which one is expected', async () => {
  await using server = await serve({ region: 'ch-central-1' });
  const steps = await walk({ endpoint: server.endpoint, region: 'eu-central-1' });
  expect(steps.at(-1)?.fault).toMatchObject({ code: 'region.wrong', facts: { expected: 'ch-central-1' } });
});

test('a clock that is far off fails with its offset; one that is a little off is mentioned', async () => {
  await using far = await serve({ clockOffset: 20 * 60_000 });
  const failed = await walk({ endpoint: far.endpoint });
  expect(names(failed).at(-1)).toBe('clock failed');
  expect(failed.at(-1)?.fault?.facts.seconds).toBeCloseTo(-1200, -1);
  await using near = await serve({ clockOffset: -5 * 60_000 });
  const passed = await walk({ endpoint: near.endpoint });
  expect(passed[3]).toMatchObject({ step: 'clock', ok: true, detail: expect.stringContaining('ahead') });
  expect(passed).toHaveLength(5);
});

test('where only PutObject is allowed, HeadObject of nothing proves the signature', async () => {
  await using server = await serve();
  server.mischief = (operation) =>
    operation === 'ListParts' ? { status: 403, code: 'AccessDenied' } : undefined;
  expect((await walk({ endpoint: server.endpoint })).at(-1)).toMatchObject({ step: 'signature', ok: true });
  server.mischief = (operation, { url }) =>
    operation === 'ListParts' || url.includes('.parquet') ? { status: 403, code: 'AccessDenied' } : undefined;
  expect((await walk({ endpoint: server.endpoint })).at(-1)).toMatchObject({
    ok: false,
    fault: { code: 'access.denied' },
  });
});

test('a target table that the service does not know is mentioned', async () => {
  await using server = await serve({ tables: ['invoice'] });
  expect((await walk({ endpoint: server.endpoint })).at(-1)).toMatchObject({
    ok: true,
    detail: expect.stringContaining('order'),
  });
});

test('an unknown host, a refused connection, a silent service and a foreign certificate each fail at their step', async () => {
  const unknown = await walk({ endpoint: 'http://nowhere.invalid/api/data-ingestion' });
  expect(names(unknown)).toEqual(['dns failed']);
  expect(unknown[0]?.fault?.code).toBe('network.unreachable');

  const closed = await serve();
  const { endpoint } = closed;
  await closed[Symbol.asyncDispose]();
  expect((await walk({ endpoint })).at(-1)).toMatchObject({
    step: 'tls',
    fault: { code: 'network.unreachable' },
  });

  await using silent = await serve();
  silent.mischief = () => 'never';
  expect((await walk({ endpoint: silent.endpoint })).at(-1)).toMatchObject({
    step: 'tls',
    fault: { code: 'network.timeout' },
  });

  await using foreign = await serve({ tls: pki.server });
  expect((await walk({ endpoint: foreign.endpoint })).at(-1)).toMatchObject({
    step: 'tls',
    fault: { code: 'network.certificate' },
  });
});

test('a proxy that asks for another login, or is not there, fails at the proxy', async () => {
  await using server = await serve();
  await using proxy = await new ProxyServer(server.port, 'user:right').listen();
  for (const endpoint of [
    'http://dev.example.test/api/data-ingestion',
    'https://dev.example.test/api/data-ingestion',
  ]) {
    const steps = await walk({ endpoint, proxy: proxy.address('user:wrong') });
    expect(names(steps)).toEqual(['dns ok', 'proxy failed']);
    expect(steps[1]?.fault?.code).toBe('network.proxyRefused');
    expect(JSON.stringify(steps)).not.toContain('wrong');
  }
  const gone = await new ProxyServer(server.port).listen();
  const address = gone.address();
  await gone[Symbol.asyncDispose]();
  expect((await walk({ endpoint: server.endpoint, proxy: address })).at(-1)).toMatchObject({
    step: 'proxy',
    fault: { code: 'network.unreachable' },
  });
});
