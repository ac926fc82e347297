import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificates } from './certificates.ts';
import { ProxyServer } from './proxy-server.ts';
import { openTestStore } from './open-store.ts';
import { MiB, Sending } from './sending.ts';

let folder: string;
let pki: Awaited<ReturnType<typeof makeCertificates>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-network-'));
  pki = await makeCertificates(folder, 'dev.eu-1.example.test');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const overTls = (settings: Parameters<typeof Sending.open>[1] = {}) =>
  Sending.open({ tls: pki.server }, settings);
const failure = (sending: Sending) =>
  sending.attempt().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

describe('over TLS', () => {
  test('a certificate of an authority in caFile is trusted, and the payload travels unsigned beside its Content-MD5', async () => {
    await using sending = await overTls({ caFile: pki.caFile });
    await sending.spool(9 * MiB);
    await sending.attempt();
    expect(sending.arrived?.equals(sending.content)).toBe(true);
    const parts = sending.server.seen.filter(({ operation }) => operation === 'UploadPart');
    expect(parts.map(({ headers }) => headers['x-amz-content-sha256'])).toEqual([
      'UNSIGNED-PAYLOAD',
      'UNSIGNED-PAYLOAD',
    ]);
    expect(parts.every(({ headers }) => headers.authorization?.includes('content-md5'))).toBe(true);
  });

  test('without it the connection is held for a certificate that is not trusted', async () => {
    await using sending = await overTls();
    await sending.spool(100);
    expect(await failure(sending)).toMatchObject({ code: 'network.certificate', outcomeUnknown: false });
    expect(sending.server.seen).toEqual([]);
  });

  test('a certificate for another name is not trusted', async () => {
    await using sending = await overTls({ caFile: pki.caFile });
    await sending.spool(100);
    using store = await openTestStore(sending.server.endpoint.replace('127.0.0.1', 'localhost'), {
      caFile: pki.caFile,
    });
    await expect(sending.attempt({}, { store })).rejects.toMatchObject({ code: 'network.certificate' });
  });

  test('a caFile that is missing or holds no certificate is named', async () => {
    const empty = join(folder, 'empty.pem');
    await writeFile(empty, 'nothing here');
    const torn = join(folder, 'torn.pem');
    await writeFile(torn, '-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n');
    for (const caFile of [join(folder, 'absent.pem'), empty, torn])
      await expect(openTestStore('https://127.0.0.1:1', { caFile })).rejects.toMatchObject({
        code: 'network.certificate',
        facts: { path: caFile },
      });
  });

  test('a service that does not speak TLS is tried again', async () => {
    await using sending = await Sending.open();
    await sending.spool(100);
    using store = await openTestStore(sending.server.endpoint.replace('http:', 'https:'));
    await expect(sending.attempt({}, { store })).rejects.toMatchObject({
      code: 'network.unreachable',
    });
  });
});

describe('through a proxy', () => {
  test('TLS is tunnelled, with the login of the address', async () => {
    await using sending = await overTls();
    await sending.spool(9 * MiB);
    await using proxy = await new ProxyServer(sending.server.port, 'us@er:pa:ss').listen();
    using store = await openTestStore('https://dev.eu-1.example.test/api/data-ingestion', {
      caFile: pki.caFile,
      proxy: proxy.address('us%40er:pa%3Ass'),
    });
    await sending.attempt({}, { store });
    expect(sending.arrived?.equals(sending.content)).toBe(true);
    expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT dev.eu-1.example.test:443']));
  });

  test('the variables of the environment are used, and NO_PROXY and loopback are left out', async () => {
    await using sending = await Sending.open();
    await sending.spool(100);
    await using proxy = await new ProxyServer(sending.server.port).listen();
    const environment = { HTTP_PROXY: proxy.address() };
    using store = await openTestStore('http://dev.eu-1.example.test/api/data-ingestion', { environment });
    await sending.attempt({}, { store });
    expect(sending.arrived?.equals(sending.content)).toBe(true);
    expect(proxy.seen[0]).toMatch(
      /^PUT http:\/\/dev\.eu-1\.example\.test\/api\/data-ingestion\/continuous\//,
    );

    proxy.seen.length = 0;
    using direct = await openTestStore(sending.server.endpoint, { environment });
    await sending.attempt({}, { store: direct });
    expect(proxy.seen).toEqual([]);
  });

  test('a wrong login holds the connection, and the password stands in no fault', async () => {
    for (const tls of [true, false]) {
      await using sending = tls ? await overTls() : await Sending.open();
      await sending.spool(100);
      await using proxy = await new ProxyServer(sending.server.port, 'user:right').listen();
      using store = await openTestStore(
        `${tls ? 'https' : 'http'}://dev.eu-1.example.test/api/data-ingestion`,
        {
          caFile: pki.caFile,
          proxy: proxy.address('user:hunter2'),
        },
      );
      const thrown: unknown = await sending.attempt({}, { store }).catch((reason: unknown) => reason);
      expect(thrown).toMatchObject({ code: 'network.proxyRefused', outcomeUnknown: false });
      expect(inspect(thrown, { depth: 10, showHidden: false })).not.toContain('hunter2');
    }
  });

  test('a proxy that cannot reach the service, or is not there, is tried again', async () => {
    await using sending = await overTls();
    await sending.spool(100);
    const proxy = await new ProxyServer(sending.server.port).listen();
    proxy.refusal = 502;
    using store = await openTestStore('https://dev.eu-1.example.test/api/data-ingestion', {
      proxy: proxy.address(),
    });
    await expect(sending.attempt({}, { store })).rejects.toMatchObject({
      code: 'network.unreachable',
      outcomeUnknown: false,
    });
    const { refusal: _none, ...gone } = { refusal: 0, proxy: proxy.address() };
    await proxy[Symbol.asyncDispose]();
    using late = await openTestStore('https://dev.eu-1.example.test/api/data-ingestion', gone);
    await expect(sending.attempt({}, { store: late })).rejects.toMatchObject({
      code: 'network.unreachable',
      outcomeUnknown: false,
    });
  });

  test('an address that is none, or of another kind, is refused before anything is sent', async () => {
    for (const HTTPS_PROXY of ['http://user:hunter2@bad host:99', 'socks5://127.0.0.1:1080']) {
      const thrown: unknown = await openTestStore('https://dev.eu-1.example.test', {
        environment: { HTTPS_PROXY },
      }).catch((reason: unknown) => reason);
      expect(thrown).toMatchObject({ code: 'network.proxyRefused' });
      expect(JSON.stringify((thrown as { view: unknown }).view)).not.toContain('hunter2');
    }
  });
});
