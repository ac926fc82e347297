import { execFile } from 'node:child_process';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { profileStore } from '../../../electron/adapters/credentials/profile-files.ts';
import { Credentials } from '../../../electron/core/credentials/credentials.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sluice-profiles-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const credentials = new Credentials('AKIDNEW', 'new/secret+=');
const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

test('a written profile is what the AWS command line reads, readable by its owner only', async () => {
  const written = await profileStore({ HOME: home }).write('dev', credentials, 'eu-central-1');
  expect(written).toEqual({
    credentialsFile: join(home, '.aws', 'credentials'),
    configFile: join(home, '.aws', 'config'),
    replaced: false,
  });
  expect(await mode(join(home, '.aws'))).toBe('700');
  expect(await mode(written.credentialsFile)).toBe('600');
  expect(await mode(written.configFile)).toBe('600');
  expect((await readdir(join(home, '.aws'))).sort()).toEqual(['config', 'credentials']);

  const aws = async (name: string) => {
    const environment = { PATH: process.env['PATH'] ?? '', HOME: home };
    const { stdout } = await promisify(execFile)('aws', ['configure', 'get', name, '--profile', 'dev'], {
      env: environment,
    });
    return stdout.trim();
  };
  expect(await aws('aws_access_key_id')).toBe('AKIDNEW');
  expect(await aws('aws_secret_access_key')).toBe('new/secret+=');
  expect(await aws('region')).toBe('eu-central-1');
  expect(await aws('output')).toBe('parquet');

  const read = await profileStore({ HOME: home }).read('dev');
  expect([read?.accessKeyId, read?.secretAccessKey]).toEqual(['AKIDNEW', 'new/secret+=']);
});

test('everything else in the files keeps its bytes, whatever they are', async () => {
  const place = { AWS_SHARED_CREDENTIALS_FILE: join(home, 'keys'), AWS_CONFIG_FILE: join(home, 'settings') };
  const foreign = Buffer.concat([
    Buffer.from('# M\u00fcller\r\n[other]\r\naws_access_key_id=X\r\n'),
    Buffer.from([0xe4, 0xff, 0x0d, 0x0a]),
  ]);
  await writeFile(place.AWS_SHARED_CREDENTIALS_FILE, foreign, { mode: 0o644 });
  await writeFile(
    place.AWS_CONFIG_FILE,
    '[profile dev]\nregion = old\ns3 =\n  max_concurrent_requests = 2\n',
  );
  const written = await profileStore(place).write('dev', credentials, 'us-east-1');

  const keys = await readFile(written.credentialsFile);
  expect(keys.subarray(0, foreign.length).equals(foreign)).toBe(true);
  expect(await mode(written.credentialsFile)).toBe('600');
  expect(await readFile(written.configFile, 'utf8')).toBe(
    '[profile dev]\nregion = us-east-1\ns3 =\n  max_concurrent_requests = 2\noutput = parquet\n',
  );
});

test('replacing other keys is told; writing the same again is not', async () => {
  const profiles = profileStore({ HOME: home });
  await profiles.write('dev', new Credentials('AKIDOLD', 'old'), 'eu-central-1');
  expect((await profiles.write('dev', credentials, 'eu-central-1')).replaced).toBe(true);
  expect((await profiles.write('dev', credentials, 'eu-central-1')).replaced).toBe(false);
});

test('a file that is a link stays one, and its target is written', async () => {
  await mkdir(join(home, '.aws'));
  await mkdir(join(home, 'dotfiles'));
  await writeFile(join(home, 'dotfiles', 'credentials'), '');
  await symlink(join(home, 'dotfiles', 'credentials'), join(home, '.aws', 'credentials'));
  await profileStore({ HOME: home }).write('dev', credentials, 'eu-central-1');
  expect((await lstat(join(home, '.aws', 'credentials'))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(home, 'dotfiles', 'credentials'), 'utf8')).toContain('AKIDNEW');
});

test('keys may stand in the config file, or in a file that the connection names', async () => {
  await mkdir(join(home, '.aws'));
  await writeFile(
    join(home, '.aws', 'config'),
    '[profile dev]\naws_access_key_id = A\naws_secret_access_key = B\n',
  );
  const own = join(home, 'own');
  await writeFile(own, '[dev]\naws_access_key_id = C\naws_secret_access_key = D\n');
  const profiles = profileStore({ HOME: home });
  expect((await profiles.read('dev'))?.accessKeyId).toBe('A');
  expect((await profiles.read('dev', own))?.accessKeyId).toBe('C');
  expect(await profiles.read('absent')).toBeUndefined();
  expect(await profiles.read('dev', join(home, 'no-such-file'))).toBeUndefined();
});

test('a profile without keys, and files that cannot be read, are named', async () => {
  await mkdir(join(home, '.aws'));
  await writeFile(join(home, '.aws', 'config'), '[profile dev]\ncredential_process = x\n');
  await expect(profileStore({ HOME: home }).read('dev')).rejects.toMatchObject({
    code: 'credentials.profileUnreadable',
    remedy: 'hold',
  });
  await expect(profileStore({ HOME: home }).read('dev', home)).rejects.toMatchObject({
    code: 'credentials.profileUnreadable',
    facts: { path: home },
  });
});

test('names and keys that would write settings of their own are refused, and nothing is written', async () => {
  const profiles = profileStore({ HOME: home });
  for (const name of ['a]\n[default', 'x"y', '', ' padded', '#x'])
    await expect(profiles.write(name, credentials, 'r')).rejects.toMatchObject({ code: 'usage.wrong' });
  const sly = new Credentials('AKID', 'x\n[default]\naws_access_key_id = theirs');
  await expect(profiles.write('dev', sly, 'r')).rejects.toMatchObject({
    code: 'credentials.profileUnreadable',
  });
  expect(await readdir(home)).toEqual([]);
});

test('a folder that cannot be written leaves the files as they were', async () => {
  const folder = join(home, '.aws');
  await mkdir(folder);
  await writeFile(
    join(folder, 'credentials'),
    '[dev]\naws_access_key_id = OLD\naws_secret_access_key = old\n',
  );
  // A directory stands where the part file would go: this fails for root too.
  await mkdir(join(folder, `credentials.${process.pid}.part`));
  await chmod(folder, 0o700);
  await expect(profileStore({ HOME: home }).write('dev', credentials, 'r')).rejects.toMatchObject({
    code: 'credentials.profileUnreadable',
  });
  expect(await readFile(join(folder, 'credentials'), 'utf8')).toContain('OLD');
});
