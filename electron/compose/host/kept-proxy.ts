import type { Configuration } from '../../contract/configuration.ts';
import { loginIn, maskedPassword } from '../../core/network/proxy-address.ts';
import { keptAddress } from '../../core/network/way.ts';
import { credentialSources } from '../stores.ts';
import type { EngineHost } from './engine-host.ts';

/** The address of a proxy as a window gave it, without its password: that is in the keychain then. */
export const keptProxy = async (
  host: EngineHost,
  given: string | undefined,
): Promise<{ readonly proxy: string | undefined; readonly newPassword: boolean }> => {
  if (given === undefined) return { proxy: undefined, newPassword: false };
  const login = loginIn(given);
  return {
    proxy: await keptAddress(given, host.configuration, credentialSources(host).secrets),
    newPassword: login !== undefined && login.password !== maskedPassword,
  };
};

/** The same for every proxy of a configuration that is taken over. */
export const withKeptProxies = async (host: EngineHost, given: Configuration): Promise<Configuration> => {
  const { proxy } = await keptProxy(host, given.proxy);
  const connections = [];
  for (const connection of given.connections) {
    const own = await keptProxy(host, connection.proxy);
    connections.push({ ...connection, ...(own.proxy === undefined ? {} : { proxy: own.proxy }) });
  }
  return { ...given, ...(proxy === undefined ? {} : { proxy }), connections };
};
