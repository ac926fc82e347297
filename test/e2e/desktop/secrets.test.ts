import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../electron/built.ts';
import { keys } from '../../support/sluice.ts';
import { type Keyring, withKeyring } from '../../keychain/with-keyring.ts';
import type { Seen } from './keychain-scenario.ts';
import type { SeenLocked } from './locked-scenario.ts';

beforeAll(ensureBuilt);

const played = async <Seen>(keyring: Keyring, scenario: string): Promise<Seen> => {
  const file = path.join(import.meta.dirname, scenario);
  const { code, stdout, stderr } = await withKeyring(keyring, [process.execPath, file]);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Seen;
};
const seenWith = (keyring: Keyring): Promise<Seen> => played<Seen>(keyring, 'keychain-scenario.ts');

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

test('a keychain that is locked at the start holds the connection, says so, and lets it go on once it is opened', async () => {
  const seen = await played<SeenLocked>('unlocked', 'locked-scenario.ts');
  const fault = { ok: false, fault: { code: 'credentials.locked' } };
  expect(seen).toMatchObject({
    locked: true,
    state: 'stopped',
    connection: 'held',
    sentence: expect.stringContaining('dev'),
    message: expect.stringMatching(/locked/i),
    credentials: { ok: true, value: { present: false, fault: { code: 'credentials.locked' } } },
    set: fault,
    deliveredWhileLocked: 0,
    unlocked: true,
    delivered: 1,
    stateAfter: 'idle',
    crashes: false,
    code: 0,
  });
  if (seen.tray !== undefined) expect(seen.tray).toMatch(/^tray-stopped/);
});
