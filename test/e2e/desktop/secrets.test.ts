import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../electron/built.ts';
import { keys } from '../../support/sluice.ts';
import { type Keyring, withKeyring } from '../../keychain/with-keyring.ts';
import type { Seen } from './keychain-scenario.ts';

beforeAll(ensureBuilt);

const scenario = path.join(import.meta.dirname, 'keychain-scenario.ts');
const seenWith = async (keyring: Keyring): Promise<Seen> => {
  const { code, stdout, stderr } = await withKeyring(keyring, [process.execPath, scenario]);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Seen;
};

test('the secret of a connection goes into the keychain, and is found nowhere else', async () => {
  const seen = await seenWith('unlocked');
  expect(seen.set).toMatchObject({ ok: true });
  expect(seen.state).toMatchObject({ ok: true, value: { present: true, accessKeyId: keys.SLUICE_TEST_KEY } });
  expect(seen.delivered).toBe(1);
  expect(seen.found).toEqual([]);
  expect(seen.looked).toBeGreaterThan(20);
  expect(seen.foundAccessKey).not.toEqual([]);
});

test('a keychain that cannot be opened is said so, and the secret is kept nowhere', async () => {
  const seen = await seenWith('noSession');
  expect(seen.set).toMatchObject({ ok: false, fault: { code: expect.stringMatching(/^credentials\./) } });
  expect(seen.found).toEqual([]);
});
