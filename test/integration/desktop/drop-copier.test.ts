import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropCopier } from '../../../electron/adapters/shell/drop-copier.ts';

let root: string;
let folder: string;
const { signal } = new AbortController();
const source = (name: string, text = name): string => {
  const file = path.join(root, 'from', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sluice-drop-'));
  folder = path.join(root, 'table');
  mkdirSync(folder);
});
afterEach(() => rmSync(root, { recursive: true }));

test('files arrive in the order of the selection, and stay where they were', async () => {
  // neither the names nor the times of the sources are in that order
  const names = ['z.csv', 'a.csv', 'm.csv', 'b.csv'];
  const sources = names.map((name) => source(name));
  const copied = await dropCopier().copyInto(folder, sources, signal);
  expect(copied.map((one) => one.copiedAs)).toEqual(names);
  const byTime = readdirSync(folder).toSorted(
    (left, right) => statSync(path.join(folder, left)).mtimeMs - statSync(path.join(folder, right)).mtimeMs,
  );
  expect(byTime).toEqual(names);
  expect(sources.map((file) => readFileSync(file, 'utf8'))).toEqual(names);
});

test('two drops within one millisecond keep their order', async () => {
  const copier = dropCopier(() => 1_000_000);
  await copier.copyInto(folder, [source('b.csv')], signal);
  await copier.copyInto(folder, [source('a.csv')], signal);
  expect(statSync(path.join(folder, 'a.csv')).mtimeMs).toBeGreaterThan(
    statSync(path.join(folder, 'b.csv')).mtimeMs,
  );
});

test('a name that is taken is never overwritten', async () => {
  writeFileSync(path.join(folder, 'Orders.csv'), 'was here');
  const copied = await dropCopier().copyInto(
    folder,
    [source('orders.csv', 'new'), source('deep/orders.csv', 'too')],
    signal,
  );
  expect(copied.map((one) => one.copiedAs)).toEqual(['orders (2).csv', 'orders (3).csv']);
  expect(readFileSync(path.join(folder, 'Orders.csv'), 'utf8')).toBe('was here');
});

test('what is no file, gone, or in the folder already steps aside, and the others are copied', async () => {
  const inside = path.join(folder, 'here.csv');
  writeFileSync(inside, 'x');
  const linked = path.join(root, 'link.csv');
  symlinkSync(source('real.csv', 'real'), linked);
  const copied = await dropCopier().copyInto(
    folder,
    [root, path.join(root, 'nothing.csv'), inside, '/dev/zero', linked, source('good.csv')],
    signal,
  );
  expect(copied.map((one) => one.refused ?? one.copiedAs)).toEqual([
    'notAFile',
    'gone',
    'alreadyThere',
    'notAFile',
    'link.csv',
    'good.csv',
  ]);
  expect(readFileSync(path.join(folder, 'link.csv'), 'utf8')).toBe('real');
  expect(readdirSync(folder).toSorted()).toEqual(['good.csv', 'here.csv', 'link.csv']);
});

test('a folder that is missing is not made', async () => {
  const copied = await dropCopier().copyInto(path.join(root, 'nowhere'), [source('a.csv')], signal);
  expect(copied[0]?.refused).toBe('folderMissing');
  expect(readdirSync(root)).not.toContain('nowhere');
});
