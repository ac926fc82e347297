import { mkdir, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Fault } from '../../contract/fault.ts';
import { Credentials } from '../../core/credentials/credentials.ts';
import type { ProfileStore, ProfileWritten } from '../../core/credentials/profile-store.ts';
import { readSection, sectionNames, writeSection } from './shared-config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The AWS tools' shared files: `~/.aws/credentials` and `~/.aws/config`, or where the environment says they are. */
export const profileStore = (environment: Environment): ProfileStore => new ProfileFiles(environment);

class ProfileFiles implements ProfileStore {
  readonly #credentialsFile: string;
  readonly #configFile: string;

  constructor(environment: Environment) {
    const home = environment['HOME'] || environment['USERPROFILE'] || homedir();
    this.#credentialsFile = environment['AWS_SHARED_CREDENTIALS_FILE'] || join(home, '.aws', 'credentials');
    this.#configFile = environment['AWS_CONFIG_FILE'] || join(home, '.aws', 'config');
  }

  async read(profile: string, file?: string): Promise<Credentials | undefined> {
    const files = file === undefined ? [this.#credentialsFile, this.#configFile] : [file];
    let found = false;
    for (const path of files) {
      const section = readSection((await readBytes(path)) ?? '', asBytes(profile));
      if (section === undefined) continue;
      found = true;
      const accessKeyId = section.get('aws_access_key_id') ?? '';
      const secret = section.get('aws_secret_access_key') ?? '';
      if (accessKeyId !== '' && secret !== '') return new Credentials(accessKeyId, secret);
    }
    if (!found) return undefined;
    throw new Fault('credentials.profileUnreadable', {
      path: files[0],
      reason: `profile ${profile} lacks aws_access_key_id or aws_secret_access_key`,
      suggestion: `Run aws configure --profile ${profile}. Profiles with SSO or credential_process are not supported.`,
    });
  }

  async names(): Promise<readonly string[]> {
    const names = new Set<string>();
    for (const path of [this.#credentialsFile, this.#configFile]) {
      for (const name of sectionNames((await readBytes(path)) ?? '')) {
        names.add(Buffer.from(name, 'latin1').toString('utf8'));
      }
    }
    return [...names].sort();
  }

  async write(profile: string, credentials: Credentials, region: string): Promise<ProfileWritten> {
    refuseOddNames(profile);
    refuseOddKeys(credentials);
    const name = asBytes(profile);
    const keys = {
      aws_access_key_id: credentials.accessKeyId,
      aws_secret_access_key: credentials.secretAccessKey,
    };
    const before = (await readBytes(this.#credentialsFile)) ?? '';
    const old = readSection(before, name);
    const replaced =
      old !== undefined && Object.entries(keys).some(([key, value]) => (old.get(key) ?? value) !== value);
    await replaceFile(this.#credentialsFile, writeSection(before, name, `[${name}]`, keys));

    const config = (await readBytes(this.#configFile)) ?? '';
    const quoted = /\s/.test(name) ? `"${name}"` : name;
    const header = name === 'default' ? '[default]' : `[profile ${quoted}]`;
    await replaceFile(this.#configFile, writeSection(config, name, header, { region, output: 'parquet' }));
    return { credentialsFile: this.#credentialsFile, configFile: this.#configFile, replaced };
  }
}

const refuseOddNames = (profile: string): void => {
  if (/^[^\s[\]"'#;\p{Cc}](?:[^[\]"'#;\p{Cc}]*[^\s[\]"'#;\p{Cc}])?$/u.test(profile)) return;
  throw new Fault('usage.wrong', {
    reason: 'this name cannot stand in the AWS files',
    suggestion: 'Choose another.',
  });
};

/** A line break in a key would write settings of its own into the file. */
const refuseOddKeys = ({ accessKeyId, secretAccessKey }: Credentials): void => {
  if (/^[!-~]+$/.test(accessKeyId) && /^[!-~]+$/.test(secretAccessKey)) return;
  throw new Fault('credentials.profileUnreadable', {
    reason: 'the credentials hold characters that cannot stand in the AWS files',
    suggestion: 'Set access key and secret again.',
  });
};

/** One character a byte, so that whatever stands in the files comes out as it went in. */
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const readBytes = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'latin1');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unusable(path, cause);
  }
};

const unusable = (path: string, cause: unknown): Fault =>
  new Fault(
    'credentials.profileUnreadable',
    {
      path,
      reason: cause instanceof Error ? cause.message : String(cause),
      suggestion: `Check the permissions of ${path}.`,
    },
    { cause },
  );

/** Whole or not at all, readable by its owner only; a link keeps its place and its target is replaced. */
const replaceFile = async (path: string, content: string): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const target = await realpath(path).catch(() => path);
    const part = `${target}.${process.pid}.part`;
    try {
      const handle = await open(part, 'wx', 0o600);
      try {
        await handle.writeFile(content, 'latin1');
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, target);
    } catch (thrown) {
      await rm(part, { force: true });
      throw thrown;
    }
  } catch (cause) {
    throw unusable(path, cause);
  }
};
