import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sluice, start } from '../../support/sluice.ts';
import { ask } from './served.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-run-ui-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const args = (...more: string[]) => [
  'run',
  '--config',
  join(folder, 'sluice.yaml'),
  '--data',
  join(folder, 'data'),
  ...more,
];

test('run --ui tells where the window is, needs no configuration yet, and ends when asked to', async () => {
  const child = start(args('--ui', '--json'));
  const exit = once(child, 'exit');
  let url: URL | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as { type: string; url?: string };
    if (event.type !== 'ui' || event.url === undefined) continue;
    url = new URL(event.url);
    break;
  }
  expect(url?.hostname).toBe('127.0.0.1');
  const reply = await ask(Number(url?.port), `/?token=${url?.searchParams.get('token') ?? ''}`);
  expect(reply.status).toBe(303);
  const cookie = reply.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  const saved = await ask(Number(url?.port), '/call/configuration.limits', {
    method: 'POST',
    headers: { Cookie: cookie, Origin: url?.origin ?? '', 'Content-Type': 'application/json' },
    body: '{"scanSeconds":7}',
  });
  expect(JSON.parse(saved.body)).toMatchObject({ ok: true });
  expect(existsSync(join(folder, 'sluice.yaml'))).toBe(true);
  child.kill('SIGTERM');
  expect((await exit)[0]).toBe(0);
});

test.each(['0.0.0.0:8080', '192.168.1.2', 'example.org:80', '127.0.0.1:99999'])(
  'the window is not served on %s',
  async (address) => {
    const { code, stderr } = await sluice(args('--ui', address));
    expect(code).toBe(2);
    expect(stderr).not.toContain('token=');
  },
);

test('a directory that another service has is not served a second time', async () => {
  const child = start(args('--ui', '--json'));
  const exit = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('"ui"')) break;
  const { code, stderr } = await sluice(args('--ui'));
  expect(code).toBe(2);
  expect(stderr).toContain('sluice run');
  child.kill('SIGTERM');
  await exit;
});
