import { testConnection } from '../../adapters/connection-test/test-connection.ts';
import type { TestStep } from '../../contract/calls.ts';
import type { Connection } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { removeConnection, saveConnection } from '../../core/configuration/edit.ts';
import { Credentials } from '../../core/credentials/credentials.ts';
import { resolveCredentials } from '../../core/credentials/resolve.ts';
import { done, type HandlersOf } from '../../core/door/handlers.ts';
import { meantAddress } from '../../core/network/proxy-address.ts';
import { everyProxy, onItsWay, proxyNamedBy } from '../../core/network/way.ts';
import type { TestedStep } from '../../core/upload/connection-test.ts';
import { readPasted } from '../../core/upload/endpoint.ts';
import { credentialSources } from '../stores.ts';
import type { EngineHost } from './engine-host.ts';
import { keptProxy } from './kept-proxy.ts';
import { connectionNamed } from './named.ts';
import type { WindowParts } from './window-parts.ts';

const way: readonly TestedStep[] = ['dns', 'proxy', 'tls', 'clock', 'signature'];
const TEST_LIMIT_MS = 60_000;
const nobody = new Credentials('NOBODY', 'nobody');

/** Files that are still on their way, of a connection or of one table. */
export const waitingIn = (host: EngineHost, connection: string, table?: string): number =>
  host
    .status()
    .connections.filter((one) => one.name === connection)
    .flatMap((one) => one.tables)
    .filter((one) => table === undefined || one.name === table)
    .reduce((sum, one) => sum + one.waiting + one.inWork, 0);

/** Walks the whole way, and says of each step whether it was walked at all. */
const walk = async (
  host: EngineHost,
  connection: Connection,
  keys: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined,
): Promise<TestStep[]> => {
  const walked = new Map<TestedStep, TestStep>();
  let credentials = nobody;
  let missing: Fault | undefined;
  try {
    credentials =
      keys === undefined
        ? await resolveCredentials(connection, credentialSources(host))
        : new Credentials(keys.accessKeyId, keys.secretAccessKey);
  } catch (error) {
    missing = Fault.from(error);
  }
  const tools = {
    environment: host.environment,
    clock: host.clock,
    signal: AbortSignal.timeout(TEST_LIMIT_MS),
    proxyNamedBy: proxyNamedBy(connection, host.configuration),
  };
  let reached: Connection | undefined;
  try {
    reached = await onItsWay(connection, host.configuration, credentialSources(host).secrets);
  } catch (error) {
    walked.set('proxy', {
      step: 'proxy',
      ok: false,
      skipped: false,
      detail: 'its password cannot be read',
      fault: Fault.from(error).view,
      milliseconds: 0,
    });
  }
  const walking = reached === undefined ? [] : testConnection(reached, credentials, tools);
  for await (const { step, ok, detail, fault, ms } of walking) {
    walked.set(step, { step, ok, skipped: false, detail, fault: fault ?? null, milliseconds: ms });
    // without credentials there is nothing to sign with
    if (step === 'clock' && ok && missing !== undefined) {
      const { view } = missing;
      const signature = { step: 'signature' as const, ok: false, skipped: false, milliseconds: 0 };
      walked.set('signature', { ...signature, detail: 'no credentials', fault: view });
      break;
    }
  }
  return way.map(
    (step) =>
      walked.get(step) ?? { step, ok: false, skipped: true, detail: '', fault: null, milliseconds: 0 },
  );
};

/** Single connections: read off an address, saved, removed, tried. */
export const connectionHandlers = ({
  host,
}: WindowParts): HandlersOf<
  'connection.paste' | 'connection.save' | 'connection.remove' | 'connection.test'
> => ({
  'connection.paste': ({ text }) => readPasted(text) ?? null,
  'connection.save': async ({ before, connection: given }) => {
    const { proxy, newPassword } = await keptProxy(host, given.proxy);
    const connection = { ...given, ...(proxy === undefined ? {} : { proxy }) };
    await host.change((configuration) => saveConnection(configuration, before, connection));
    if (newPassword) await host.restart();
    return done;
  },
  'connection.remove': async ({ connection: name }) => {
    const { connectionId, credentials } = connectionNamed(host.configuration, name);
    const waiting = waitingIn(host, name);
    const after = await host.change((configuration) => removeConnection(configuration, name));
    const shared = after.connections.some((one) => one.connectionId === connectionId);
    if (credentials === 'keychain' && !shared) {
      // a secret that nothing needs any more is not left behind; a keychain that does not answer keeps it
      await credentialSources(host)
        .secrets.remove(connectionId)
        .catch(() => undefined);
    }
    return { ...done, waiting };
  },
  'connection.test': ({ connection, keys }) => {
    const proxy = connection.proxy && meantAddress(connection.proxy, everyProxy(host.configuration));
    return walk(host, { ...connection, ...(proxy === undefined ? {} : { proxy }), tables: [] }, keys);
  },
});
