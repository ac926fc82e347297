import type { Connection } from '../contract/configuration.ts';
import { profileStore } from '../adapters/credentials/profile-files.ts';
import { keychain } from '../adapters/credentials/keychain.ts';
import { openS3Store } from '../adapters/s3/s3-store.ts';
import type { Clock } from '../core/clock.ts';
import { resolveCredentials, type CredentialSources } from '../core/credentials/resolve.ts';
import type { ProfileStore } from '../core/credentials/profile-store.ts';
import type { SecretStore } from '../core/credentials/secret-store.ts';
import { onItsWay, type NetworkDefaults } from '../core/network/way.ts';
import { endpointOf, regionOf } from '../core/upload/endpoint.ts';
import type { Throttle } from '../core/upload/throttle.ts';
import type { OpenStore } from './senders.ts';

export interface StoreSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The operating system's keychain unless given. */
  readonly secrets?: SecretStore | undefined;
  readonly clock: Clock;
  readonly throttle?: Throttle | undefined;
  /** For connections without a proxy or certificate authorities of their own. */
  readonly defaults: NetworkDefaults;
}

/** The places of credentials, to read and to write. */
export interface CredentialPlaces extends CredentialSources {
  readonly secrets: SecretStore;
  readonly profiles: ProfileStore;
}

/** Where credentials come from, wired. */
export const credentialSources = (
  sources: Pick<StoreSources, 'environment' | 'secrets'>,
): CredentialPlaces => ({
  secrets: sources.secrets ?? keychain(),
  profiles: profileStore(sources.environment),
  environment: sources.environment,
});

/** Opens the object store of a connection with the credentials that its source holds now. */
export const storeOpener = (sources: StoreSources): OpenStore => {
  const from = credentialSources(sources);
  return async (connection: Connection) => {
    const credentials = await resolveCredentials(connection, from);
    const { proxy, caFile } = await onItsWay(connection, sources.defaults, from.secrets);
    const store = await openS3Store({
      endpoint: endpointOf(connection),
      region: regionOf(connection),
      credentials,
      proxy,
      caFile,
      environment: sources.environment,
      requestsPerSecond: connection.requestsPerSecond,
      clock: sources.clock,
      throttle: sources.throttle,
    });
    return Object.assign(store, { close: () => store[Symbol.dispose]() });
  };
};
