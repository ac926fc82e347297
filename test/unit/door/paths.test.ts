import { expect, test } from 'vitest';
import { PathRegister } from '../../../electron/core/shell/path-register.ts';
import { awsCommand } from '../../../electron/core/upload/aws-command.ts';

test('what lies directly in a folder that was walked may be named, and nothing beyond it', () => {
  const register = new PathRegister(() => ['/settings/folder']);
  register.walk('/home/me');
  expect(register.allows('/home/me')).toBe(true);
  expect(register.allows('/home/me/new')).toBe(true);
  for (const path of [
    '/home/me/a/b',
    '/home/me/..',
    '/home/me/../x',
    '/home/me/.',
    '/home/meany',
    '/home',
    '',
    'me',
  ]) {
    expect(register.allows(path), path).toBe(false);
  }
  expect(register.allows('/settings/folder')).toBe(true);
  expect(register.allows('/settings/folder/x')).toBe(false);
});

test('the root that was walked does not open everything', () => {
  const register = new PathRegister(() => []);
  register.walk('/');
  expect(register.allows('/etc')).toBe(true);
  expect(register.allows('/etc/passwd')).toBe(false);
});

test('the command puts the file under the same key, whatever stands in the names', () => {
  const connection = { name: "it's dev", team: 'dev', cluster: 'eu-1', credentials: 'keychain' as const };
  expect(awsCommand(connection, 'connection/9c92/order/a_1.parquet')).toBe(
    `aws s3 cp ./a_1.parquet --endpoint-url https://dev.eu-1.celonis.cloud/api/data-ingestion s3://continuous/connection/9c92/order/ --profile 'it'\\''s dev'`,
  );
});
