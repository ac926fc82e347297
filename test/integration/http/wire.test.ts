import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUiServer } from '../../../electron/adapters/http/ui-server.ts';
import { ask, openWindow, type Window } from './served.ts';

let window: Window;
beforeAll(async () => {
  window = await openWindow({
    configuration: () => `connections:
  - name: dev
    endpoint: http://127.0.0.1:9/api/data-ingestion
    connectionId: 9c92424b-829d-4beb-a65c-411873b268f8
    credentials: { env: [NO_KEY, NO_SECRET] }
    tables:
      - { name: order, folder: ./order, settleSeconds: 3600 }
`,
  });
  await mkdir(join(window.folder, 'order'), { recursive: true });
});
afterAll(() => window.close());

const own = (): Record<string, string> => ({ ...(window.own as Record<string, string>) });
const lines = (...given: readonly string[]): string => given.join('\r\n');
const headers = (more: Readonly<Record<string, string>> = {}): readonly string[] =>
  Object.entries({ ...own(), ...more }).map(([name, value]) => `${name}: ${value}`);

/** Writes these very bytes, and reads until the other side closes. */
const raw = async (bytes: string): Promise<string> => {
  const socket = connect(window.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(bytes, 'latin1');
  // a line that stays open is closed by us, so that what came can be read
  const timer = setTimeout(() => socket.destroy(), 3_000);
  const read = await text(socket).catch(() => '');
  clearTimeout(timer);
  return read;
};
const answersIn = (read: string): number => read.split(/^HTTP\/1\.1 /m).length - 1;

describe('a request that two readers could cut differently', () => {
  const second = () => lines('GET /call/x HTTP/1.1', ...headers(), '', '');
  const body = (length: number) => `Content-Length: ${length}`;

  test.each([
    ['both lengths', [body(4), 'Transfer-Encoding: chunked']],
    ['two lengths', [body(4), body(400)]],
    ['a list of lengths', ['Content-Length: 4, 400']],
    ['a signed length', ['Content-Length: +4']],
    ['chunked twice', ['Transfer-Encoding: chunked, identity']],
    ['a disguised coding', ['Transfer-Encoding: xchunked']],
    ['a blank before the colon', ['Transfer-Encoding : chunked']],
    ['a folded line', ['X-A: 1', ' Transfer-Encoding: chunked']],
    ['a line break within a value', ['X-A: 1\rTransfer-Encoding: chunked']],
  ])('is refused and ends its line: %s', async (_name, more) => {
    const read = await raw(
      lines(
        'POST /call/window.snapshot HTTP/1.1',
        ...headers({ 'Content-Type': 'application/json' }),
        ...more,
        '',
        `0`,
        '',
        second(),
      ),
    );
    expect(read).toMatch(/^HTTP\/1\.1 400 /);
    expect(answersIn(read)).toBe(1);
    expect(read).not.toContain('"ok":true');
  });

  test('what stands behind a request whose body is not read is not taken for another one', async () => {
    const inner = second();
    const read = await raw(lines('POST /elsewhere HTTP/1.1', ...headers(), body(inner.length), '', inner));
    expect(answersIn(read)).toBe(1);
  });
});

describe('a method', () => {
  test.each(['OPTIONS', 'TRACE', 'DELETE', 'PATCH', 'POST', 'PROPFIND'])(
    '%s does nothing',
    async (method) => {
      const { status, body } = await ask(window.port, '/', { method, headers: own() });
      expect(status).toBe(405);
      // TRACE would give the cookie back
      expect(body).not.toContain(window.cookie);
    },
  );

  test('HEAD says what GET would and no more', async () => {
    const get = await ask(window.port, '/', { headers: own() });
    const head = await ask(window.port, '/', { method: 'HEAD', headers: own() });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect((await ask(window.port, '/events', { method: 'HEAD', headers: own() })).status).toBe(405);
  });

  test('CONNECT and an upgrade open no other line', async () => {
    expect(await raw(lines('CONNECT 127.0.0.1:22 HTTP/1.1', ...headers(), '', ''))).toBe('');
    const upgraded = await raw(
      lines(
        'GET /events HTTP/1.1',
        ...headers({ Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' }),
        '',
        '',
      ),
    );
    expect(upgraded).not.toContain('101');
  });
});

describe('this machine is meant by', () => {
  const asked = (Host: string) => ask(window.port, '/', { headers: { Host, Cookie: window.cookie } });

  test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '[::1]'])('%s', async (host) => {
    expect((await asked(`${host}:${window.port}`)).status).toBe(200);
  });

  test.each([
    'localhost.',
    'a.localhost',
    'localhost.evil.example',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '[::ffff:127.0.0.1]',
    '[::]',
    '127.0.0.1@evil.example',
    'evil.example#127.0.0.1',
    '127.0.0.1:1:2',
    '127.0.0.1 evil.example',
  ])('and not by “%s”', async (host) => {
    expect((await asked(host)).status).toBe(403);
  });

  test('and never by nobody: a request without a Host', async () => {
    const { Host: _host, ...rest } = own();
    const sent = Object.entries(rest).map(([name, value]) => `${name}: ${value}`);
    expect(await raw(lines('GET / HTTP/1.1', ...sent, '', ''))).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(lines('GET / HTTP/1.0', ...sent, '', ''))).toMatch(/^HTTP\/1\.1 403 /);
    expect(await raw(lines('GET / HTTP/1.1', 'Host: ', ...sent, '', ''))).toMatch(/^HTTP\/1\.1 403 /);
  });

  test('its address of the new kind serves as well', async () => {
    const server = await startUiServer(
      { host: '::1', port: 0 },
      {
        files: new Map([['/index.html', { body: Buffer.from('it'), type: 'text/html', etag: '"1"' }]]),
        answer: async () => ({ ok: true, value: 1 }),
        subscribe: () => () => undefined,
        folderOf: () => '/nowhere',
        dropped: () => undefined,
        sampleFolder: async () => '/nowhere',
        sampleTaken: () => '',
        log: { write: () => undefined },
      },
    );
    try {
      const first = await fetch(server.url, { redirect: 'manual' });
      expect([first.status, new URL(server.url).hostname]).toEqual([303, '[::1]']);
      const Cookie = first.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
      const origin = new URL(server.url).origin;
      const page = await fetch(`${origin}/call/x`, {
        method: 'POST',
        headers: { Cookie, Origin: origin, 'Content-Type': 'application/json' },
        body: '{}',
      });
      expect(await page.json()).toEqual({ ok: true, value: 1 });
      expect((await fetch(origin)).status).toBe(403);
    } finally {
      await server.close();
    }
  });
});

test('a cookie of the same name from another port neither opens the window nor locks it', async () => {
  const name = window.cookie.split('=', 1)[0] ?? '';
  const status = async (Cookie: string) =>
    (await ask(window.port, '/', { headers: { ...own(), Cookie } })).status;
  expect(await status(`${name}=tossed; ${window.cookie}`)).toBe(200);
  expect(await status(`${window.cookie}; ${name}=tossed`)).toBe(200);
  expect(await status(`${name}=tossed; ${name}=`)).toBe(403);
  expect(await status(`x=${window.cookie}`)).toBe(403);
});

describe('a dropped file', () => {
  const drop = async (name: string) => {
    const { body } = await ask(window.port, `/drop/dev/order/${name}`, {
      method: 'PUT',
      headers: own(),
      body: 'id\n1\n',
    });
    return JSON.parse(body) as { readonly ok: boolean; readonly value?: { readonly name: string } };
  };

  test.each([
    '..%2f..%2fescaped.csv',
    '%2e%2e',
    '..%5cescaped.csv',
    '%2fetc%2fescaped.csv',
    'C%3aescaped.csv',
    'a%00.csv',
    'a%0d%0aX-Injected:%201.csv',
    '.hidden.csv',
    '~%24lock.xlsx',
    'a.csv.part',
    'NUL',
    'con.csv',
    'COM1.csv',
    'a.csv.',
    'a.csv%20',
    '%E0%A4%A',
    `${'x'.repeat(300)}.csv`,
    '',
  ])('named “%.30s” is put nowhere', async (name) => {
    expect(await drop(name)).toMatchObject({ ok: false });
    expect(readdirSync(join(window.folder, 'order'))).toEqual([]);
    expect(existsSync(join(window.folder, 'escaped.csv'))).toBe(false);
  });

  test('named as in any language goes where it belongs, and a name that is taken gets a number', async () => {
    const names = ['Bestellungen März.csv', "it's; $(rm) `x` & more.csv", '注文.csv', '-rf.csv'];
    for (const name of names)
      expect(await drop(encodeURIComponent(name))).toEqual({ ok: true, value: { name } });
    expect(await drop(encodeURIComponent('-rf.csv'))).toEqual({ ok: true, value: { name: '-rf (2).csv' } });
    expect(readdirSync(join(window.folder, 'order')).sort()).toEqual([...names, '-rf (2).csv'].sort());
  });
});

test('nothing is kept by caches on the way, and every answer says how it is to be treated', async () => {
  const paths = ['/', '/assets/index.js', '/assets/missing.js', '/call/window.snapshot', '/nothing.txt'];
  for (const headersSent of [own(), { Host: own()['Host'] ?? '' }]) {
    for (const path of paths) {
      const { headers: got } = await ask(window.port, path, { headers: headersSent });
      expect(got['cache-control'], path).toMatch(/no-store|private, no-cache/);
      expect(got).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(got['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  }
});
