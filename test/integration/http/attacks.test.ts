import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Agent, request } from 'node:http';
import { ask, openWindow, type Window } from './served.ts';

let window: Window;
beforeAll(async () => {
  window = await openWindow();
});
afterAll(() => window.close());

const json = { 'Content-Type': 'application/json' };
const snapshot = (headers: Record<string, string>) =>
  ask(window.port, '/call/window.snapshot', { method: 'POST', headers: { ...json, ...headers }, body: '{}' });
const own = (): Record<string, string> => ({ ...(window.own as Record<string, string>) });

describe('the token', () => {
  test('opens the window, and is exchanged for a cookie that scripts and other sites do not get', async () => {
    const { status, headers } = await ask(window.port, `/?token=${window.token}`);
    expect(status).toBe(303);
    expect(headers.location).toMatch(/^\/#window-key=[\w-]{43}$/);
    expect(headers['set-cookie']?.[0]).not.toContain(headers.location?.slice(-43));
    expect(headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(headers['set-cookie']?.[0]).not.toContain(window.token);
    expect((await snapshot(own())).status).toBe(200);
  });

  test.each(['', 'wrong', 'x'.repeat(43), '%00'])('%j opens nothing', async (token) => {
    const { status, headers } = await ask(window.port, `/?token=${token}`);
    expect(status).toBe(403);
    expect(headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['/', 'GET'],
    ['/assets/index.js', 'GET'],
    ['/events', 'GET'],
    ['/call/configuration.get', 'POST'],
    ['/drop/dev/order/x.csv', 'PUT'],
    ['/sample/x.csv', 'PUT'],
  ])('without a cookie %s says nothing', async (path, method) => {
    const { Origin, Host } = own();
    for (const cookie of [
      undefined,
      'sluice=1',
      `${window.cookie.split('=')[0]}=wrong`,
      `${window.cookie}x`,
    ]) {
      const reply = await ask(window.port, path, {
        method,
        headers: { Origin, Host, ...json, ...(cookie === undefined ? {} : { Cookie: cookie }) },
      });
      expect(reply.status).toBe(403);
      expect(reply.body).toContain('call.refused');
    }
  });

  test('the token alone does not stand in for the cookie of a call', async () => {
    const { Cookie: _cookie, ...rest } = own();
    const reply = await ask(window.port, `/call/window.snapshot?token=${window.token}`, {
      method: 'POST',
      headers: { ...rest, ...json },
      body: '{}',
    });
    expect(reply.status).toBe(403);
  });
});

describe('another site', () => {
  test.each(['evil.example', '127.0.0.1.evil.example', '0.0.0.0', '192.168.0.7', 'evil.example:80'])(
    'that made its name %s point here gets nothing, even with the cookie',
    async (Host) => {
      for (const path of ['/', `/?token=${window.token}`, '/events', '/assets/index.js']) {
        const { Cookie = '' } = own();
        const reply = await ask(window.port, path, { headers: { Host, Cookie } });
        expect(reply.status, path).toBe(403);
        expect(reply.headers['set-cookie']).toBeUndefined();
      }
      expect((await snapshot({ ...own(), Host, Origin: `http://${Host}` })).status).toBe(403);
    },
  );

  test.each([
    undefined,
    'text/plain',
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=----x',
    'application/json',
    'application/octet-stream',
    'text/xml',
  ])('cannot have a call made with content type %s', async (type) => {
    const before = window.served.host.configuration;
    const { Cookie = '', Host = '' } = own();
    for (const Origin of ['http://evil.example', 'null', `http://127.0.0.1:${window.port + 1}`, undefined]) {
      const reply = await ask(window.port, '/call/configuration.limits', {
        method: 'POST',
        headers: {
          Cookie,
          Host,
          ...(Origin === undefined ? {} : { Origin }),
          ...(type === undefined ? {} : { 'Content-Type': type }),
        },
        body: '{"scanSeconds":1}',
      });
      expect(reply.status).toBe(403);
    }
    expect(window.served.host.configuration).toEqual(before);
  });

  test('a form of our own page cannot make a call either: it has to be JSON', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const reply = await ask(window.port, '/call/window.snapshot', {
        method: 'POST',
        headers: { ...own(), 'Content-Type': type },
        body: '{}',
      });
      expect(reply.status).toBe(415);
    }
    expect((await ask(window.port, '/call/window.snapshot', { headers: own() })).body).not.toContain(
      '"ok":true',
    );
  });

  test('is not invited by any header', async () => {
    const preflight = await ask(window.port, '/call/window.snapshot', {
      method: 'OPTIONS',
      headers: {
        Host: own()['Host'],
        Origin: 'http://evil.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      },
    });
    const page = await ask(window.port, '/', { headers: own() });
    expect(preflight.status).toBe(403);
    for (const { headers } of [preflight, page]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  test('cannot show our files or read our events inside itself', async () => {
    for (const path of ['/assets/index.js', '/events', '/']) {
      for (const site of ['cross-site', 'same-site']) {
        const headers = { ...own(), Origin: undefined, 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'no-cors' };
        const { Origin: _origin, ...sent } = headers;
        expect((await ask(window.port, path, { headers: sent })).status).toBe(403);
      }
    }
  });
});

describe('files', () => {
  test.each([
    '/../secret.txt',
    '/../../../../etc/passwd',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5c..%5csecret.txt',
    '/assets/..\\..\\secret.txt',
    '//etc/passwd',
    '/assets//../secret.txt',
    '/assets/index.js%00.html',
    '/assets/%c0%ae%c0%ae/secret.txt',
    '/assets/index.js.map',
    'http://evil.example/secret.txt',
    '*',
  ])('%s leads nowhere', async (path) => {
    const { body, status } = await ask(window.port, path, { headers: own() });
    expect(body).not.toContain('not for the window');
    expect(body).not.toContain('root:');
    expect([400, 403, 404]).toContain(status === 200 && body.startsWith('<script') ? 404 : status);
  });

  test('every path of the window is its document, which finds its files from there', async () => {
    const { status, body } = await ask(window.port, '/history/12', { headers: own() });
    expect({ status, body }).toEqual({
      status: 200,
      body: '<script type="module" src="/assets/index.js"></script>',
    });
  });

  test.each([
    '/drop/a/b/..%2fx.csv',
    '/drop/a/b/..',
    '/drop/a/b/x%00.csv',
    '/sample/..%2f..%2fx',
    '/drop/..',
    '/x',
  ])('PUT %s puts nothing anywhere', async (path) => {
    const { body } = await ask(window.port, path, { method: 'PUT', headers: own(), body: 'x' });
    expect(JSON.parse(body)).toMatchObject({ ok: false });
  });
});

describe('a call', () => {
  test.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    'window.snapshot/x',
    '%',
    '%E0%A4%A',
  ])('named %j is refused', async (name) => {
    const { body } = await ask(window.port, `/call/${name}`, {
      method: 'POST',
      headers: { ...own(), ...json },
      body: '{}',
    });
    expect(JSON.parse(body)).toMatchObject({ ok: false, fault: { code: 'call.refused' } });
  });

  test.each(['', '{', 'null', '[]', '"x"', '{"__proto__":{"x":1}}', '['.repeat(100_000)])(
    'with %.20j for a body is refused',
    async (body) => {
      const reply = await ask(window.port, '/call/history.detail', {
        method: 'POST',
        headers: { ...own(), ...json },
        body,
      });
      expect(JSON.parse(reply.body)).toMatchObject({ ok: false, fault: { code: 'call.refused' } });
    },
  );

  test('may not name a path that nobody chose', async () => {
    for (const path of ['/etc', `${window.folder}/secret.txt`, `${window.folder}/../..`]) {
      expect(await window.call('folder.check', { path })).toMatchObject({ code: 'call.refused' });
    }
    expect(
      await window.call('sample.preview', {
        path: '/etc/passwd',
        options: {},
        structure: 'flat',
        tableName: 'x',
        primaryKey: [],
      }),
    ).toMatchObject({ code: 'call.refused' });
  });

  test('of more than a mebibyte is refused, declared or not', async () => {
    const declared = await ask(window.port, '/call/window.snapshot', {
      method: 'POST',
      headers: { ...own(), ...json, 'Content-Length': 1024 * 1024 + 1 },
      body: Buffer.alloc(1024 * 1024 + 1, ' '),
    }).catch(() => ({ status: 413 }));
    expect(declared.status).toBe(413);
    const socket = connect(window.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(head({ ...own(), ...json, 'Transfer-Encoding': 'chunked' }, '/call/window.snapshot'));
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 40; sent += 1) socket.write(chunk);
    expect(await text(socket).catch(() => '413')).toContain('413');
  });
});

const head = (headers: Record<string, string>, path: string, method = 'POST'): string =>
  `${method} ${path} HTTP/1.1\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

/** 10,000 requests for events that nobody reads, a few hundred at once. */
const tenThousand = async (): Promise<ReadonlyMap<number, number>> => {
  const agent = new Agent({ keepAlive: false, maxSockets: 200 });
  const statuses = new Map<number, number>();
  const open: { destroy(): void }[] = [];
  const one = (): Promise<void> =>
    new Promise((resolve) => {
      const sent = request(
        { host: '127.0.0.1', port: window.port, path: '/events', headers: window.own, agent },
        (response) => {
          const status = response.statusCode ?? 0;
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status === 200) open.push(response);
          else response.resume();
          resolve();
        },
      );
      sent.on('error', () => resolve());
      sent.end();
    });
  await Promise.all(Array.from({ length: 10_000 }, one));
  expect((await snapshot(own())).status).toBe(200);
  for (const response of open) response.destroy();
  agent.destroy();
  return statuses;
};

test('10,000 event streams are bounded, and the window still answers meanwhile', async () => {
  const statuses = await tenThousand();
  expect(statuses.get(200)).toBe(32);
  expect(statuses.get(503)).toBe(10_000 - 32);
  // the places are free again once their readers are gone
  await expect.poll(async () => (await probe()).status, { timeout: 10_000 }).toBe(200);
});

const probe = (): Promise<{ readonly status: number }> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: window.port, path: '/events', headers: window.own, agent: false },
      (response) => {
        resolve({ status: response.statusCode ?? 0 });
        response.destroy();
      },
    );
    sent.on('error', reject);
    sent.end();
  });

test('a head that does not end, and a body that does not come, are given up', async () => {
  const hasty = await openWindow({ limits: { headWithin: 1_000, bodyWithin: 500 } });
  const ended = async (socket: Socket): Promise<string> => {
    const read = text(socket).catch(() => '');
    await once(socket, 'close');
    return read;
  };
  const slowHead = connect(hasty.port, '127.0.0.1');
  slowHead.on('error', () => undefined);
  slowHead.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ');
  const slowBody = connect(hasty.port, '127.0.0.1');
  slowBody.on('error', () => undefined);
  slowBody.write(
    `${head({ ...(hasty.own as Record<string, string>), ...json, 'Content-Length': '100' }, '/call/window.snapshot')}{"a"`,
  );
  const [first, second] = await Promise.all([ended(slowHead), ended(slowBody)]);
  expect(first).toContain('408');
  expect(second).toContain('408');
  await hasty.close();
});
