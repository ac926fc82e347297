import type { Configuration, Connection } from '../../contract/configuration.ts';
import { Credentials } from '../credentials/credentials.ts';
import type { SecretStore } from '../credentials/secret-store.ts';
import {
  loginIn,
  maskedPassword,
  meantAddress,
  proxyAccount,
  shownAddress,
  withoutPassword,
  withPassword,
} from './proxy-address.ts';

/** What holds for every connection that says nothing of its own. */
export type NetworkDefaults = Pick<Configuration, 'proxy' | 'caFile'>;

/** Who named the proxy; the environment is asked where nobody did. */
export type NamedBy = 'connection' | 'configuration' | undefined;

export const proxyNamedBy = (connection: Pick<Connection, 'proxy'>, defaults: NetworkDefaults): NamedBy =>
  connection.proxy !== undefined ? 'connection' : defaults.proxy !== undefined ? 'configuration' : undefined;

/** The connection as it is reached: its own settings before those of all, and the proxy's password from the keychain. */
export const onItsWay = async <C extends Pick<Connection, 'proxy' | 'caFile'>>(
  connection: C,
  defaults: NetworkDefaults,
  secrets: Pick<SecretStore, 'get'>,
): Promise<C> => {
  const proxy = connection.proxy ?? defaults.proxy;
  const caFile = connection.caFile ?? defaults.caFile;
  return {
    ...connection,
    ...(proxy === undefined ? {} : { proxy: await withKeptPassword(proxy, secrets) }),
    ...(caFile === undefined ? {} : { caFile }),
  };
};

const withKeptPassword = async (address: string, secrets: Pick<SecretStore, 'get'>): Promise<string> => {
  const account = proxyAccount(address);
  if (account === undefined || loginIn(address) !== undefined) return address;
  // some proxies want a name alone
  const kept = await secrets.get(account);
  return kept === undefined ? address : withPassword(address, kept.secretAccessKey);
};

/** Every proxy that a configuration names. */
export const everyProxy = (configuration: Configuration): string[] =>
  [configuration, ...configuration.connections].flatMap(({ proxy }) => proxy ?? []);

/**
 * An address from a window, as it is kept: a new password goes into the keychain and not into the configuration; one
 * that was only shown stays where it is. Throws what the keychain throws.
 */
export const keptAddress = async (
  given: string,
  before: Configuration,
  secrets: Pick<SecretStore, 'set'>,
): Promise<string> => {
  const login = loginIn(given);
  const account = proxyAccount(given);
  if (login === undefined) return given;
  if (login.password === maskedPassword) return meantAddress(given, everyProxy(before));
  if (account === undefined) return given;
  await secrets.set(account, new Credentials(login.user, login.password));
  return withoutPassword(given);
};

/** The configuration as a window may see it: no password of a proxy. */
export const shownConfiguration = (configuration: Configuration): Configuration => ({
  ...configuration,
  ...(configuration.proxy === undefined ? {} : { proxy: shownAddress(configuration.proxy) }),
  connections: configuration.connections.map((connection) =>
    connection.proxy === undefined ? connection : { ...connection, proxy: shownAddress(connection.proxy) },
  ),
});
