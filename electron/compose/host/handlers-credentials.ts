import type { CredentialsView } from '../../contract/calls.ts';
import { Fault } from '../../contract/fault.ts';
import { Credentials } from '../../core/credentials/credentials.ts';
import { resolveCredentials } from '../../core/credentials/resolve.ts';
import { done, type HandlersOf } from '../../core/door/handlers.ts';
import { credentialSources } from '../stores.ts';
import type { EngineHost } from './engine-host.ts';
import { connectionNamed } from './named.ts';
import type { WindowParts } from './window-parts.ts';

const stateOf = async (host: EngineHost, name: string): Promise<CredentialsView> => {
  const connection = connectionNamed(host.configuration, name);
  const { credentials } = connection;
  const source = credentials === 'keychain' ? 'keychain' : 'profile' in credentials ? 'profile' : 'env';
  try {
    const { accessKeyId } = await resolveCredentials(connection, credentialSources(host));
    return { source, accessKeyId, present: true, fault: null };
  } catch (error) {
    return { source, accessKeyId: null, present: false, fault: Fault.from(error).view };
  }
};

/** Keeps them in the keychain, uses them from there from now on, and lets the connection go on. */
const keep = async (host: EngineHost, name: string, credentials: Credentials): Promise<void> => {
  const { connectionId, credentials: source } = connectionNamed(host.configuration, name);
  await credentialSources(host).secrets.set(connectionId, credentials);
  if (source !== 'keychain') {
    await host.change((configuration) => ({
      ...configuration,
      connections: configuration.connections.map((one) =>
        one.connectionId === connectionId ? { ...one, credentials: 'keychain' } : one,
      ),
    }));
  }
  host.release(connectionId);
};

/** Access key and secret of a connection. They go in and never come out. */
export const credentialHandlers = ({
  host,
}: WindowParts): HandlersOf<
  | 'credentials.state'
  | 'credentials.set'
  | 'credentials.remove'
  | 'credentials.profiles'
  | 'credentials.importProfile'
> => ({
  'credentials.state': ({ connection }) => stateOf(host, connection),
  'credentials.set': async ({ connection, accessKeyId, secretAccessKey }) => {
    await keep(host, connection, new Credentials(accessKeyId.trim(), secretAccessKey.trim()));
    return done;
  },
  'credentials.remove': async ({ connection }) => {
    const { connectionId } = connectionNamed(host.configuration, connection);
    await credentialSources(host).secrets.remove(connectionId);
    return done;
  },
  'credentials.profiles': async () => [...(await credentialSources(host).profiles.names())],
  'credentials.importProfile': async ({ connection, profile }) => {
    const found = await credentialSources(host).profiles.read(profile);
    if (found === undefined) {
      throw new Fault('credentials.missing', { connection, reason: `there is no AWS profile ${profile}` });
    }
    await keep(host, connection, found);
    return done;
  },
});
