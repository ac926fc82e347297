import { expect, test } from 'vitest';
import { firstDifference } from '../../../build/setup/lock.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/keychain': { version: '7.0.0', integrity: 'sha512-k', optional: true },
  },
};
const installed = (packages: Record<string, { version: string; integrity: string }>) => ({ packages });
const a = { version: '1.0.0', integrity: 'sha512-a' };

test('modules as the lock file has them need no installation', () => {
  const all = { 'node_modules/a': a, 'node_modules/keychain': { version: '7.0.0', integrity: 'sha512-k' } };
  expect(firstDifference(lock, installed(all))).toBeUndefined();
});

test('an optional package may be absent', () => {
  expect(firstDifference(lock, installed({ 'node_modules/a': a }))).toBeUndefined();
});

test('a package that is absent is a difference', () => {
  expect(firstDifference(lock, installed({}))).toBe('node_modules/a');
});

test('another version is a difference', () => {
  expect(firstDifference(lock, installed({ 'node_modules/a': { ...a, version: '1.0.1' } }))).toBe(
    'node_modules/a',
  );
});

test('the same version with other content is a difference', () => {
  expect(firstDifference(lock, installed({ 'node_modules/a': { ...a, integrity: 'sha512-b' } }))).toBe(
    'node_modules/a',
  );
});

test('a package that the lock file does not have is a difference', () => {
  expect(firstDifference(lock, installed({ 'node_modules/a': a, 'node_modules/b': a }))).toBe(
    'node_modules/b',
  );
});

test('an empty record is not mistaken for a complete one', () => {
  expect(firstDifference(lock, {})).toBe('node_modules/a');
});
