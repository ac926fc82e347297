import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeUpdateKey } from '../../../build/packaging/sign-release.ts';
import { updateKeysIn } from '../../../build/packaging/update-keys.ts';
import { isFeedAddress } from '../../../electron/contract/feed-address.ts';
import { ReleaseFile } from '../../../electron/contract/update.ts';
import { besideFeed, redirected } from '../../../electron/core/updates/feed-address.ts';
import { compareVersions } from '../../../electron/core/updates/judge-release.ts';

test.each([
  ['https://updates.example/sluice', true],
  ['http://127.0.0.1:8080/', true],
  ['http://[::1]:8080/', true],
  ['http://localhost/', true],
  ['http://updates.example/', false],
  ['http://127.0.0.1.evil.example/', false],
  ['http://localhost.evil.example/', false],
  ['https://user:secret@updates.example/', false],
  ['file:///tmp/feed', false],
  ['javascript:alert(1)', false],
  ['', false],
])('a feed at %s: %s', (address, allowed) => {
  expect(isFeedAddress(address)).toBe(allowed);
});

test('a redirection never leaves https, not even for this machine', () => {
  const from = new URL('https://updates.example/a/b');
  expect(redirected(from, '/c')?.href).toBe('https://updates.example/c');
  expect(redirected(from, 'https://cdn.example/c')?.href).toBe('https://cdn.example/c');
  expect(redirected(from, 'http://updates.example/c')).toBeUndefined();
  expect(redirected(from, 'http://127.0.0.1/c')).toBeUndefined();
  expect(redirected(from, 'data:,x')).toBeUndefined();
});

test('files stand in the folder of the feed, with or without a slash at its end', () => {
  expect(besideFeed('https://a.example/sluice', 'x.json').href).toBe('https://a.example/sluice/x.json');
  expect(besideFeed('https://a.example/sluice/?a=1#b', 'x.json').href).toBe(
    'https://a.example/sluice/x.json',
  );
});

test('versions are compared as numbers', () => {
  expect(compareVersions('0.10.0', '0.9.9')).toBeGreaterThan(0);
  expect(compareVersions('1.0.0', '1.0.0')).toBe(0);
  expect(compareVersions('0.9.10', '1.0.0')).toBeLessThan(0);
});

describe('a name that leads somewhere is none of a release', () => {
  const file = { platform: 'win32', arch: 'x64', size: 1, sha512: 'a'.repeat(128) };
  test.each(['../evil.exe', 'a/b', 'a\\b', '.hidden', 'C:evil', 'a b', '', 'x'.repeat(200)])('%j', (name) => {
    expect(ReleaseFile.safeParse({ ...file, name }).success).toBe(false);
  });
  test('a plain name is', () => {
    expect(ReleaseFile.safeParse({ ...file, name: 'Sluice-0.2.0-full.nupkg' }).success).toBe(true);
  });
});

test('a build takes Ed25519 keys and nothing else', () => {
  const [one, other] = [makeUpdateKey().publicKey, makeUpdateKey().publicKey];
  expect(updateKeysIn(`${one}, ${other}`)).toEqual([one, other]);
  expect(updateKeysIn(undefined)).toEqual([]);
  expect(() => updateKeysIn('bm8ga2V5')).toThrow(/no public key/);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey;
  expect(() => updateKeysIn(rsa.export({ format: 'der', type: 'spki' }).toString('base64'))).toThrow(
    /no Ed25519/,
  );
});
