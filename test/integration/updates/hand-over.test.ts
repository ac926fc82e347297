import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handOver } from '../../../electron/adapters/updates/hand-over.ts';
import type { VerifiedFile } from '../../../electron/core/updates/ports.ts';

const content = randomBytes(100_000);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sluice-hand-over-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const verified = (platform: 'win32' | 'darwin', name: string): VerifiedFile => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const sha512 = createHash('sha512').update(content).digest('hex');
  return { path: file, file: { platform, arch: 'x64', name, size: content.length, sha512 } };
};

test('Squirrel on Windows finds a folder with the package and its line in RELEASES', async () => {
  const handed = await handOver(verified('win32', 'Sluice-0.2.0-full.nupkg'), '0.2.0', 'win32');
  expect(handed.url).toBe(folder);
  const sha1 = createHash('sha1').update(content).digest('hex').toUpperCase();
  expect(readFileSync(path.join(folder, 'RELEASES'), 'utf8')).toBe(
    `${sha1} Sluice-0.2.0-full.nupkg ${content.length}\n`,
  );
  await handed.close();
});

test('Squirrel on macOS is answered on this machine, with the verified file alone', async () => {
  const handed = await handOver(verified('darwin', 'Sluice-0.2.0.zip'), '0.2.0', 'darwin');
  expect(new URL(handed.url).hostname).toBe('127.0.0.1');
  const feed = (await (await fetch(handed.url)).json()) as { url: string; name: string };
  expect(feed.name).toBe('0.2.0');
  expect(Buffer.from(await (await fetch(feed.url)).arrayBuffer())).toEqual(content);
  for (const other of ['/', '/feed', '/Sluice-0.2.0.zip', `${new URL(handed.url).pathname}/../RELEASES`]) {
    expect((await fetch(new URL(other, handed.url))).status).toBe(404);
  }
  await handed.close();
  await expect(fetch(handed.url)).rejects.toThrow();
});
