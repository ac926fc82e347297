import { expect, test } from 'vitest';
import { Fault } from '../../../electron/contract/fault.ts';
import { sentence } from '../../../electron/contract/words/sentence.ts';
import { withRenewal } from '../../../electron/core/credentials/renewal.ts';

const refused = new Fault('credentials.signature', { connection: 'dev' });
const environment = { env: ['KEY', 'SECRET'] as [string, string] };

test.each([
  ['keychain', 'sluice credentials set dev', 'sluice credentials set dev'],
  [
    { profile: 'mine' },
    'Correct the AWS profile mine, then resume.',
    'Das AWS-Profil mine berichtigen, dann',
  ],
  [environment, 'Correct KEY and SECRET in the environment', 'KEY und SECRET in der Umgebung berichtigen'],
] as const)('refused credentials of %j are renewed where they came from', (credentials, english, german) => {
  const { view } = withRenewal(refused, { credentials });
  expect(sentence(view)).toContain(english);
  expect(sentence(view, 'de')).toContain(german);
});

test('what is no fault of the credentials is left as it is', () => {
  const denied = new Fault('access.denied');
  expect(withRenewal(denied, { credentials: environment })).toBe(denied);
});
