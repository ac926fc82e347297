import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { withKeyring } from '../../keychain/with-keyring.ts';
import { scratch } from '../../support/sluice.ts';

const scenario = fileURLToPath(new URL('./held-scenario.ts', import.meta.url));

it('a wrong secret holds the connection and its files; once it is set right the same files arrive; nothing leaks', async () => {
  using folder = scratch();
  const ended = await withKeyring('unlocked', [process.execPath, scenario, folder.path]);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  const seen = JSON.parse(ended.stdout) as Record<string, unknown>;
  expect(seen).toMatchObject({
    stored: 0,
    refused: 4,
    whileHeld: {
      state: 'stopped',
      connections: [
        {
          state: 'held',
          fault: { code: 'credentials.signature', facts: { serviceCode: 'SignatureDoesNotMatch' } },
          message: expect.stringContaining('sluice credentials set dev'),
          tables: [{ waiting: 3, delivered: 0, rejected: 0 }],
        },
      ],
    },
    filesWhileHeld: ['file_1.csv', 'file_2.csv', 'file_3.csv'],
    mended: 0,
    seen: ['held', 'released', 'delivered file_4.csv'],
    serviceCode: 0,
    loaded: ['file_1', 'file_2', 'file_3', 'file_4'],
    leaks: [],
  });
});
