import type { Connection } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { Credentials } from './credentials.ts';
import type { ProfileStore } from './profile-store.ts';
import type { SecretStore } from './secret-store.ts';

export interface CredentialSources {
  readonly secrets: Pick<SecretStore, 'get'>;
  readonly profiles: Pick<ProfileStore, 'read'>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The credentials of a connection from the one source that its configuration names; no other is asked. Throws
 * `credentials.missing`, and what the source throws, with the connection's name.
 */
export const resolveCredentials = async (
  connection: Pick<Connection, 'name' | 'connectionId' | 'credentials'>,
  sources: CredentialSources,
): Promise<Credentials> => {
  try {
    return await fromSource(connection, sources);
  } catch (thrown) {
    const fault = Fault.from(thrown);
    throw new Fault(fault.code, { ...fault.facts, connection: connection.name }, { cause: thrown });
  }
};

const fromSource = async (
  { name, connectionId, credentials: source }: Pick<Connection, 'name' | 'connectionId' | 'credentials'>,
  { secrets, profiles, environment }: CredentialSources,
): Promise<Credentials> => {
  if (source === 'keychain') {
    const found = await secrets.get(connectionId);
    if (found !== undefined) return found;
    throw new Fault('credentials.missing', {
      reason: 'the keychain holds none',
      suggestion: `Set them: sluice credentials set ${name}`,
    });
  }
  if ('profile' in source) {
    const found = await profiles.read(source.profile, source.file);
    if (found !== undefined) return found;
    throw new Fault('credentials.missing', {
      reason: `there is no AWS profile ${source.profile}`,
      suggestion: `Create it: aws configure --profile ${source.profile}`,
    });
  }
  const [keyVariable, secretVariable] = source.env;
  const accessKeyId = environment[keyVariable]?.trim() ?? '';
  const secretAccessKey = environment[secretVariable]?.trim() ?? '';
  if (accessKeyId !== '' && secretAccessKey !== '') return new Credentials(accessKeyId, secretAccessKey);
  const unset = [accessKeyId === '' ? keyVariable : '', secretAccessKey === '' ? secretVariable : ''].filter(
    Boolean,
  );
  throw new Fault('credentials.missing', {
    reason: `the environment does not set ${unset.join(' and ')}`,
    suggestion: `Set ${unset.join(' and ')} in the environment that starts Sluice.`,
  });
};
