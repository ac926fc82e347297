import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Fault } from '../../../electron/contract/fault.ts';
import { Credentials } from '../../../electron/core/credentials/credentials.ts';
import { resolveCredentials, type CredentialSources } from '../../../electron/core/credentials/resolve.ts';

const connectionId = '9c92424b-829d-4beb-a65c-411873b268f8';
const kept = new Credentials('AKIDKEPT', 'kept');
const sources: CredentialSources = {
  secrets: { get: async (id) => (id === connectionId ? kept : undefined) },
  profiles: {
    read: async (profile) => (profile === 'dev' ? new Credentials('AKIDPROFILE', 'profile') : undefined),
  },
  environment: { KEY: ' AKIDENV ', SECRET: 'environment\n', EMPTY: ' ' },
};
const resolve = (credentials: Parameters<typeof resolveCredentials>[0]['credentials'], id = connectionId) =>
  resolveCredentials({ name: 'dev', connectionId: id, credentials }, sources);

test('credentials come from the one source that the connection names', async () => {
  expect((await resolve('keychain')).secretAccessKey).toBe('kept');
  expect((await resolve({ profile: 'dev' })).secretAccessKey).toBe('profile');
  const fromEnvironment = await resolve({ env: ['KEY', 'SECRET'] });
  expect([fromEnvironment.accessKeyId, fromEnvironment.secretAccessKey]).toEqual(['AKIDENV', 'environment']);
});

test.each([
  ['keychain', 'ffffffff-829d-4beb-a65c-411873b268f8', 'sluice credentials set dev'],
  [{ profile: 'none' }, connectionId, 'aws configure --profile none'],
  [{ env: ['KEY', 'ABSENT'] as [string, string] }, connectionId, 'Set ABSENT in'],
  [{ env: ['EMPTY', 'SECRET'] as [string, string] }, connectionId, 'Set EMPTY in'],
] as const)('where %j holds none, what to do is said', async (source, id, suggestion) => {
  await expect(resolve(source, id)).rejects.toMatchObject({
    code: 'credentials.missing',
    remedy: 'hold',
    facts: { connection: 'dev', suggestion: expect.stringContaining(suggestion) },
  });
});

test('what a source throws is passed on with the connection’s name', async () => {
  const locked = {
    get: () => Promise.reject(new Fault('credentials.locked', { reason: 'Prompt dismissed' })),
  };
  const resolving = resolveCredentials(
    { name: 'dev', connectionId, credentials: 'keychain' },
    { ...sources, secrets: locked },
  );
  await expect(resolving).rejects.toMatchObject({
    code: 'credentials.locked',
    facts: { connection: 'dev', reason: 'Prompt dismissed' },
  });
});

test('no way of printing credentials shows the secret', () => {
  const credentials = new Credentials('AKID', 'S3CRET');
  const holder = { credentials, list: [credentials], map: new Map([[credentials, credentials]]) };
  const printed = [
    inspect(holder, { depth: Infinity, showHidden: true, getters: false }),
    JSON.stringify(holder),
    String(credentials),
    `${credentials}`,
    JSON.stringify({ ...credentials }),
    JSON.stringify(Object.entries(credentials)),
  ].join('\n');
  expect(printed).not.toContain('S3CRET');
});
