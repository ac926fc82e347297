import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { keychain } from '../../../electron/adapters/credentials/keychain.ts';
import { withKeyring, type Keyring } from '../../keychain/with-keyring.ts';

const scenario = fileURLToPath(new URL('../../keychain/scenario.ts', import.meta.url));

/** The answers of the scenario, one for each step. */
const play = async (
  keyring: Keyring,
  steps: string[],
  environment: Record<string, string> = {},
): Promise<unknown[]> => {
  const ended = await withKeyring(keyring, [process.execPath, scenario, ...steps], environment);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  return ended.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
};

const one = '9c92424b-829d-4beb-a65c-411873b268f8';
const other = '00000000000000000000000000000001';

describe.runIf(process.platform === 'linux')('the Secret Service', () => {
  test('keeps, replaces and removes the credentials of each connection by itself', async () => {
    expect(
      await play('unlocked', [
        `get ${one}`,
        `set ${one} AKID pä$$/+=✓`,
        `set ${other} AKID2 second`,
        `get ${one}`,
        `set ${one} AKID changed`,
        `get ${one}`,
        `remove ${one}`,
        `get ${one}`,
        `remove ${one}`,
        `get ${other}`,
      ]),
    ).toEqual([
      'none',
      'kept',
      'kept',
      ['AKID', 'pä$$/+=✓'],
      'kept',
      ['AKID', 'changed'],
      true,
      'none',
      false,
      ['AKID2', 'second'],
    ]);
  });

  test('says that it is locked, for what it holds and for what it does not', async () => {
    const answers = await play('unlocked', [
      `set ${one} AKID secret`,
      'lock',
      `get ${one}`,
      `get ${other}`,
      `set ${one} A b`,
      `remove ${one}`,
    ]);
    expect(answers.slice(0, 2)).toEqual(['kept', 'locked']);
    for (const answer of answers.slice(2)) expect(answer).toMatchObject({ code: 'credentials.locked' });
  });

  test('that was never opened is no keychain, and neither is a machine without a session', async () => {
    const never = await play('neverOpened', [`get ${one}`, `set ${one} A b`]);
    for (const answer of never) expect(answer).toMatchObject({ code: 'credentials.noKeychain' });
    const none = await play('noSession', [`get ${one}`, `set ${one} A b`]);
    for (const answer of none)
      expect(answer).toMatchObject({
        code: 'credentials.noKeychain',
        reason: expect.stringContaining('D-Bus'),
      });
  });

  test('that does not answer counts as locked when the time is up, and does not keep the program from ending', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-bus-'));
    const path = join(folder, 'bus');
    const silent = createServer(() => undefined).listen(path);
    try {
      const answers = await play('noSession', ['limit 300', `get ${one}`], {
        DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}`,
      });
      expect(answers[1]).toEqual({ code: 'credentials.locked', reason: 'it did not answer in time' });
    } finally {
      silent.close();
      await rm(folder, { recursive: true });
    }
  });
});

test('a machine without keytar, or without the library that it needs, has no keychain, and says which is missing', async () => {
  const absent = Object.assign(new Error("Cannot find module 'keytar'"), { code: 'MODULE_NOT_FOUND' });
  const broken = Object.assign(new Error('libsecret-1.so.0: cannot open shared object file: No such file'), {
    code: 'ERR_DLOPEN_FAILED',
  });
  for (const [thrown, reason] of [
    [absent, 'keytar is not installed'],
    [broken, 'libsecret-1.so.0 is missing'],
  ] as const) {
    const load = () => {
      throw thrown;
    };
    await expect(keychain({ load }).get(one)).rejects.toMatchObject({
      code: 'credentials.noKeychain',
      remedy: 'hold',
      facts: { reason: expect.stringContaining(reason) },
    });
  }
});
