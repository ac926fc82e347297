import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cutHead } from '../../../electron/adapters/preview/cut-head.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-head-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cut = async (content: Buffer, encoding: string): Promise<Buffer | undefined> => {
  const [source, target] = [join(folder, 'source'), join(folder, 'head')];
  writeFileSync(source, content);
  return (await cutHead(source, target, encoding)) ? readFileSync(target) : undefined;
};
// 0x0a stands in both bytes of the letter U+0A0A, and in one of U+010A
const text = Array.from({ length: 300_000 }, (_, line) => `${line};\u0a0a\u010a value\n`).join('');

test.each(['utf8', 'utf16le'] as const)('a large file in %s is cut behind a whole line', async (encoding) => {
  const head = await cut(Buffer.from(text, encoding), encoding === 'utf8' ? 'utf-8' : 'utf-16le');
  const lines = head?.toString(encoding).split('\n') ?? [];
  expect(lines.at(-1)).toBe('');
  expect(lines.length).toBeGreaterThan(1_000);
  expect(text.startsWith(lines.join('\n'))).toBe(true);
  expect(head?.length).toBeLessThanOrEqual(1024 * 1024);
});

test('big endian too', async () => {
  const head = await cut(Buffer.from(text, 'utf16le').swap16(), 'utf-16be');
  expect(head?.swap16().toString('utf16le').endsWith(' value\n')).toBe(true);
});

test('what is small, packed or one long line is read as it is', async () => {
  expect(await cut(Buffer.from('id\n1\n'), 'utf-8')).toBeUndefined();
  const noise = Buffer.from(Array.from({ length: 6_000_000 }, (_, at) => (at * at * 31 + at) % 251));
  expect(await cut(gzipSync(noise, { level: 0 }), 'utf-8')).toBeUndefined();
  expect(await cut(Buffer.alloc(5_000_000, 'x'), 'utf-8')).toBeUndefined();
});
