import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { windowKey } from '../../../electron/adapters/http/window-key.ts';
import { ask, openWindow, type Window } from './served.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-restart-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const comeBack = async (window: Window, key: unknown, headers: Record<string, string> = {}) =>
  ask(window.port, '/session', {
    method: 'POST',
    headers: {
      Origin: window.origin,
      Host: new URL(window.origin).host,
      'Content-Type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ key }),
  });
const snapshot = (window: Window, cookie: string) =>
  ask(window.port, '/call/window.snapshot', {
    method: 'POST',
    headers: { Cookie: cookie, Origin: window.origin, 'Content-Type': 'application/json' },
    body: '{}',
  });

test(
  'a window comes back after a restart: at the same port, with its key, and with nothing else',
  { timeout: 30_000 },
  async () => {
    const before = await openWindow({ folder });
    await before.close();
    const after = await openWindow({ folder });
    expect(after.port).toBe(before.port);
    expect(after.key).toBe(before.key);
    // neither the cookie nor the first address of before opens anything
    expect((await snapshot(after, before.cookie)).status).toBe(403);
    expect((await ask(after.port, `/?token=${before.token}`)).status).toBe(403);
    const { status, headers } = await comeBack(after, before.key);
    expect(status).toBe(200);
    const cookie = headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    expect((await snapshot(after, cookie.split(';', 1)[0] ?? '')).status).toBe(200);
    for (const wrong of ['', `${before.key}x`, 'x'.repeat(43), 1, null, { length: 43 }]) {
      const refused = await comeBack(after, wrong);
      expect([refused.status, refused.headers['set-cookie']]).toEqual([403, undefined]);
    }
    await after.close();
  },
);

test('another page cannot come back, nor send what does not belong there', { timeout: 30_000 }, async () => {
  const window = await openWindow({ folder });
  for (const headers of [
    { Origin: 'http://evil.example' },
    { Origin: `http://127.0.0.1:${window.port + 1}` },
    { Host: 'evil.example', Origin: 'http://evil.example' },
    { 'Sec-Fetch-Site': 'same-site' },
  ])
    expect((await comeBack(window, window.key, headers)).status).toBe(403);
  expect((await comeBack(window, window.key, { 'Content-Type': 'text/plain' })).status).toBe(415);
  expect((await comeBack(window, 'x'.repeat(2_000))).status).toBe(413);
  await window.close();
});

test('windows that are to be forgotten have to be opened anew', { timeout: 30_000 }, async () => {
  const before = await openWindow({ folder });
  await before.close();
  const after = await openWindow({ folder, forgetWindows: true });
  expect((await comeBack(after, before.key)).status).toBe(403);
  expect((await comeBack(after, after.key)).status).toBe(200);
  await after.close();
});

test('a browser that is not known gets a page that says so, and no more', { timeout: 30_000 }, async () => {
  const window = await openWindow({ folder });
  const Accept = 'text/html,application/xhtml+xml';
  for (const path of ['/', '/history/12', '/?token=wrong']) {
    const page = await ask(window.port, path, { headers: { Accept } });
    expect(page.status).toBe(403);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('sluice run --ui');
    expect(page.body + JSON.stringify(page.headers)).not.toContain(window.key);
  }
  const script = await ask(window.port, '/resume.js');
  expect(script.headers['content-type']).toContain('text/javascript');
  expect(script.body).not.toContain(window.key);
  await window.close();
});

test('a port that somebody else has taken meanwhile is left to them', { timeout: 30_000 }, async () => {
  const before = await openWindow({ folder });
  await before.close();
  const other = createServer().listen(before.port, '127.0.0.1');
  await once(other, 'listening');
  const after = await openWindow({ folder });
  expect(after.port).not.toBe(before.port);
  await after.close();
  other.close();
});

describe('the key', () => {
  const day = 86_400_000;
  const now = Date.UTC(2026, 10, 25);
  const file = () => join(folder, 'window-key.json');

  test('is readable by its owner alone', async () => {
    await (await windowKey(folder, now)).keep(1234);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['a month less a day', 29 * day, true],
    ['a month', 30 * day, false],
    ['before it was made', -day, false],
  ])('after %s is the same: %3$s', async (_name, later, same) => {
    const first = await windowKey(folder, now);
    await first.keep(1234);
    const second = await windowKey(folder, now + later);
    expect(second.key === first.key).toBe(same);
    expect(second.port).toBe(1234);
    // its age counts from when it was made, not from the last start
    await second.keep(1234);
    expect((await windowKey(folder, now + 31 * day)).key).not.toBe(first.key);
  });

  test.each(['', '{', '{"key":"short","since":1,"port":1}', '[]'])(
    'is made anew where the file holds %j',
    async (text) => {
      writeFileSync(file(), text);
      const made = await windowKey(folder, now);
      expect(made).toMatchObject({ port: 0, key: expect.stringMatching(/^[\w-]{43}$/) });
      await made.keep(1);
      expect(readFileSync(file(), 'utf8')).toContain(made.key);
    },
  );
});
