import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { calls } from '../../../electron/contract/calls.ts';
import { pathsIn } from '../../../electron/core/shell/paths-in.ts';
import { root } from '../../electron/backend.ts';
import { ensureBuilt } from '../../electron/built.ts';
import { launch, type Launched } from '../../electron/launch.ts';
import { inPage, logText, rawCall, valueOf, willPick } from './window.ts';

let app: Launched;
let page: Page;
const refused = { ok: false, fault: { code: 'call.refused' } };
/** How often the log has said something. */
const logged = (what: string): number => logText(app).split(what).length - 1;

beforeAll(async () => {
  await ensureBuilt();
  app = await launch();
  page = await app.page();
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
});
afterAll(async () => {
  await app.remove();
});

/** Whether a schema has a member of which `pathsIn` says that it holds a path. */
const takesPath = (schema: unknown): boolean => {
  if (typeof schema !== 'object' || schema === null) return false;
  const { properties } = schema as { readonly properties?: Readonly<Record<string, unknown>> };
  const names = Object.keys(properties ?? {});
  if (pathsIn(Object.fromEntries(names.map((name) => [name, 'x']))).length > 0) return true;
  return Object.values(schema).some(takesPath);
};

const openedLinks = (): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);

test('a hostile page with the real preload is a foreign sender', async () => {
  const before = logged('a foreign sender was refused');
  const answers = await app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      });
      await window.loadURL('data:text/html,<h1>evil</h1>');
      const given: unknown = await window.webContents.executeJavaScript(
        `Promise.all([sluice.call('configuration.get', {}), sluice.call('preferences.set', { startAtLogin: true })])`,
      );
      window.destroy();
      return given;
    },
    path.join(root, '.vite/build/preload.cjs'),
  );
  expect(answers).toMatchObject([refused, refused]);
  expect(logged('a foreign sender was refused')).toBe(before + 2);
});

describe('input that is malformed or too large is refused and logged', () => {
  test.each([
    ['no call', ``],
    ['an unknown call', `'shell.exec', {cmd: 'id'}`],
    ['a name of the prototype', `'__proto__', {}`],
    ['a name that is an object', `{ toString: null }, {}`],
    ['missing input', `'history.page'`],
    ['a number for a name', `'folder.open', { connection: 1, table: 2 }`],
    ['keys that do not exist', `'preferences.set', { startAtLogin: true, exec: 'id' }`],
    ['a map', `'preferences.set', new Map([['startAtLogin', true]])`],
    ['a date', `'preferences.set', new Date()`],
    ['three million characters', `'configuration.import', { yaml: 'x'.repeat(3000000) }`],
    [
      'a hundred thousand items',
      `'deliveries.retry', { ids: Array.from({ length: 100000 }, (_, i) => i + 1) }`,
    ],
    ['deep nesting', `'preferences.set', JSON.parse('{"a":'.repeat(200) + '1' + '}'.repeat(200))`],
    ['a key of the prototype', `'preferences.set', JSON.parse('{"__proto__": {"startAtLogin": true}}')`],
  ])('%s', async (_what, parameters) => {
    const before = logged('a call was answered with a fault');
    expect(await rawCall(page, parameters)).toMatchObject(refused);
    expect(logged('a call was answered with a fault')).toBe(before + 1);
  });

  test('what is no file cannot be given as one', async () => {
    expect(
      await inPage(page, `sluice.pathsOf([{ name: 'passwd', path: '/etc/passwd' }]).catch((e) => 'threw')`),
    ).toSatisfy((answer: unknown) => answer === 'threw' || JSON.stringify(answer) === '[]');
  });

  test('a file that a script made has no path', async () => {
    expect(await inPage(page, `sluice.pathsOf([new File(['x'], '/etc/passwd')])`)).toEqual([]);
  });
});

describe('paths that nobody chose are refused through every call that takes one', () => {
  const connection = {
    name: 'evil',
    team: 'dev',
    cluster: 'eu-1',
    connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
  };
  const hostile = [
    '/etc',
    '/etc/passwd',
    '../../etc/passwd',
    'C:\\Windows\\System32',
    '\\\\server\\share',
    '~/.aws/credentials',
  ];
  const callsWithPaths = hostile.flatMap((place) => [
    ['table.save', { connection: 'dev', table: { name: 'x', folder: place } }] as const,
    ['folder.check', { path: place }] as const,
    ['file.drop', { connection: 'dev', table: 'order', paths: [place] }] as const,
    [
      'sample.preview',
      { path: place, options: {}, structure: 'flat', tableName: 'x', primaryKey: [] },
    ] as const,
    ['connection.save', { connection: { ...connection, caFile: place } }] as const,
    [
      'connection.save',
      { connection: { ...connection, credentials: { profile: 'p', file: place } } },
    ] as const,
    ['connection.test', { connection: { ...connection, caFile: place } }] as const,
    ['folder.browse', { path: place }] as const,
    ['configuration.network', { proxy: null, caFile: place }] as const,
  ]);
  test('every call of the contract that takes a path is among them', () => {
    const taking = Object.entries(calls).flatMap(([name, { input }]) =>
      takesPath(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })) ? [name] : [],
    );
    expect(taking.toSorted()).toEqual([...new Set(callsWithPaths.map(([name]) => name))].toSorted());
  });

  test.each(callsWithPaths)('%s %j', async (name, input) => {
    const before = logged('a call was answered with a fault');
    expect(await rawCall(page, `${JSON.stringify(name)}, ${JSON.stringify(input)}`)).toMatchObject({
      ok: false,
      fault: { code: 'call.refused', facts: { reason: expect.stringContaining('nobody chose the path') } },
    });
    expect(logged('a call was answered with a fault')).toBe(before + 1);
  });

  test.each([
    ['folder.open', { connection: '..', table: '/etc' }],
    ['folder.browse', { path: '../../etc' }],
    ['about.document', { name: '../../../etc/passwd' }],
    ['about.document', { name: '/etc/passwd' }],
    ['about.document', { name: 'desktop\0.md' }],
    ['credentials.importProfile', { connection: 'dev', profile: '../../etc/passwd' }],
    ['table.save', { connection: 'dev', table: { name: '../../etc', folder: '/tmp' } }],
  ])('names lead nowhere: %s %j', async (name, input) => {
    const before = logged('a call was answered with a fault');
    expect(await rawCall(page, `${JSON.stringify(name)}, ${JSON.stringify(input)}`)).toMatchObject({
      ok: false,
    });
    expect(logged('a call was answered with a fault')).toBe(before + 1);
  });

  test.each([
    ['../../etc', 'cron.d'],
    ['dev', '../../../etc/cron.d'],
    ['..', '..'],
    ['C:\\Windows', 'System32'],
  ])(
    'a suggested folder stays in its place, whatever the names %j %j say',
    async (connectionName, tableName) => {
      const home = await app.evaluate(({ app: one }) => one.getPath('documents'));
      const input = { connection: connectionName, table: tableName };
      const { path: suggested } = await valueOf(page, 'folder.suggest', input);
      expect(path.relative(path.join(home, 'Sluice'), suggested)).toMatch(/^(?!\.\.$)[^/\\]+$/);
    },
  );

  test('a picked folder opens neither its parent nor what a link in it leads to', async () => {
    const folder = path.join(app.userData, 'picked');
    mkdirSync(folder);
    symlinkSync('/etc', path.join(folder, 'link'));
    await willPick(app, folder);
    await valueOf(page, 'folder.pick', {});
    for (const place of [`${folder}/..`, `${folder}/../../etc`, `${folder}/link/passwd`, `${folder}\0/etc`]) {
      expect(await rawCall(page, `'folder.check', ${JSON.stringify({ path: place })}`)).toMatchObject(
        refused,
      );
    }
  });

  test('a configuration text with folders that nobody chose asks the person, and a no is a no', async () => {
    const yaml = `connections: [{name: dev, team: dev, cluster: eu-1, connectionId: 9c92424b-829d-4beb-a65c-411873b268f8, tables: [{name: order, folder: /etc}]}]`;
    expect(await rawCall(page, `'configuration.import', ${JSON.stringify({ yaml })}`)).toMatchObject(refused);
    expect((await valueOf(page, 'configuration.get', {})).connections).toEqual([]);
  });
});

describe('the window cannot leave its page', () => {
  test.each([
    'https://evil.example/',
    'http://127.0.0.1:9/',
    'file:///etc/passwd',
    'data:text/html,<h1>evil</h1>',
    'app://other/index.html',
  ])('to %s', async (address) => {
    const before = page.url();
    const refusals = logged('a navigation was refused') + logged('the window complained');
    await inPage(page, `void (location.href = ${JSON.stringify(address)})`).catch(() => undefined);
    await expect.poll(() => valueOf(page, 'configuration.get', {}).then(() => true)).toBe(true);
    expect(page.url()).toBe(before);
    // some of these the browser itself refuses, and says so in the page's console; of another host of the app's scheme
    // Chromium alone, which does not know that scheme, says nothing
    if (app.backend === 'stand-in' && address.startsWith('app:')) return;
    await expect
      .poll(() => logged('a navigation was refused') + logged('the window complained'))
      .toBeGreaterThan(refusals);
    expect(await page.textContent('h1, [data-app], main, body')).not.toContain('evil');
  });

  test('nor open another window; only links on the list reach the browser', async () => {
    const links = [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,1',
      'https://evil.example/',
      'https://docs.celonis.com@evil.example/',
      'smb://server/share',
      'https://docs.celonis.com/en/push-data.html',
    ];
    const refusals = logged('a link was refused') + logged('the window complained');
    for (const link of links)
      await inPage(page, `void window.open(${JSON.stringify(link)})`).catch(() => undefined);
    await expect.poll(openedLinks).toEqual(['https://docs.celonis.com/en/push-data.html']);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    // all but the last; of two the browser itself says in the page's console that it refuses them
    await expect
      .poll(() => logged('a link was refused') + logged('the window complained'))
      .toBeGreaterThanOrEqual(refusals + links.length - 1);
  });

  test('a link to a script or a file that a person clicks does nothing', async () => {
    const before = logged('a navigation was refused') + logged('the window complained');
    await inPage(
      page,
      `(() => {
        for (const [id, href] of [['l1', 'javascript:window.pwned = 1'], ['l2', 'file:///etc/passwd']])
          document.body.insertAdjacentHTML('beforeend', \`<a id="\${id}" href="\${href}">x</a>\`);
        document.getElementById('l1').click();
        document.getElementById('l2').click();
      })()`,
    );
    await expect
      .poll(() => logged('a navigation was refused') + logged('the window complained'))
      .toBeGreaterThanOrEqual(before + 2);
    expect(await inPage(page, 'typeof window.pwned')).toBe('undefined');
  });

  test('a frame is neither shown nor may it call', async () => {
    const before = logged('the window complained');
    const seen = await inPage(
      page,
      `new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.srcdoc = '<script>parent.framed = [typeof sluice, 1]</' + 'script>';
        frame.onload = () => resolve([typeof frame.contentWindow.sluice, typeof window.framed]);
        document.body.append(frame);
        setTimeout(() => resolve(['undefined', typeof window.framed]), 2000);
      })`,
    );
    expect(seen).toEqual(['undefined', 'undefined']);
    await expect.poll(() => logged('the window complained')).toBeGreaterThan(before);
  });
});

describe('the policy holds', () => {
  const violation = (code: string): Promise<string> =>
    inPage(
      page,
      `new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (e) => resolve(e.effectiveDirective), { once: true });
        ${code}
      })`,
    );

  test.each([
    [
      'inline script',
      'script-src-elem',
      `const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; document.body.append(s);`,
    ],
    [
      'remote script',
      'script-src-elem',
      `const s = document.createElement('script'); s.src = 'https://evil.example/x.js'; document.body.append(s);`,
    ],
    [
      'event handler',
      'script-src-attr',
      `document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.pwned = 1">');`,
    ],
    [
      'eval',
      'script-src', // outside of the debugger's own evaluation, which may do what the page may not
      `setTimeout(() => void eval('window.pwned = 1'));`,
    ],
    [
      'frame',
      'frame-src',
      `const f = document.createElement('iframe'); f.src = 'https://evil.example/'; document.body.append(f);`,
    ],
    ['connection', 'connect-src', `fetch('https://evil.example/').catch(() => 0);`],
    ['picture', 'img-src', `new Image().src = 'https://evil.example/x.png';`],
    [
      'form',
      'form-action',
      `const f = document.createElement('form'); f.action = 'https://evil.example/'; document.body.append(f); f.submit();`,
    ],
  ])('against an %s', async (_what, directive, code) => {
    const before = logged('the window complained');
    expect(await violation(code)).toBe(directive);
    await expect.poll(() => logged('the window complained')).toBeGreaterThan(before);
    expect(await inPage(page, `typeof window.pwned`)).toBe('undefined');
  });

  test('files outside the window folder are not served', async () => {
    for (const address of [
      '/%2e%2e/build/main.cjs',
      '/..%2f..%2fpackage.json',
      '/../build/main.cjs',
      '/index.html%00.js',
    ]) {
      const answer = await inPage<{ status: number; text: string }>(
        page,
        `fetch(${JSON.stringify(address)}).then(async (r) => ({ status: r.status, text: await r.text() }))`,
      );
      expect(answer.status).toBe(404);
      expect(answer.text).toBe('');
    }
  });
});

test('no permission is given', async () => {
  expect(await inPage(page, `Notification.requestPermission()`)).toBe('denied');
  expect(
    await inPage(
      page,
      `navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', () => 'refused')`,
    ),
  ).toBe('refused');
  if (app.backend === 'stand-in') {
    const decision = await app.evaluate(
      ({ session }) =>
        new Promise((resolve) => {
          const { requestHandler } = session.defaultSession as unknown as {
            requestHandler: (contents: null, permission: string, decide: (given: boolean) => void) => void;
          };
          requestHandler(null, 'geolocation', resolve);
        }),
    );
    expect(decision).toBe(false);
    expect(logText(app)).toContain('a permission was refused');
  }
});
