import { isIP } from 'node:net';
import { lookup } from 'node:dns/promises';
import type { Connection } from '../../contract/configuration.ts';
import { Fault, type FaultView } from '../../contract/fault.ts';
import { withRenewal } from '../../core/credentials/renewal.ts';
import type { Clock } from '../../core/clock.ts';
import type { NamedBy } from '../../core/network/way.ts';
import type { Credentials } from '../../core/credentials/credentials.ts';
import { classify } from '../../core/upload/classify.ts';
import type { TestedStep, TestStep } from '../../core/upload/connection-test.ts';
import { endpointOf, regionOf } from '../../core/upload/endpoint.ts';
import { openNetwork, type Network } from '../network/agents.ts';
import { readNetworkError } from '../network/network-error.ts';
import { shownProxy } from '../network/proxy.ts';
import { judgeClock } from './judge-clock.ts';
import { reach, type Reached } from './reach.ts';
import { trySignature } from './try-signature.ts';

export interface TestWith {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Who named the connection's proxy; unless given, it did itself. */
  readonly proxyNamedBy?: NamedBy;
  /** Milliseconds; by default 5,000 to connect and 15,000 without a byte. */
  readonly connectionTimeout?: number;
  readonly socketTimeout?: number;
}

/**
 * Walks the way to a connection's endpoint without changing anything there: name, proxy, TLS, clock, and a signed
 * request for something that does not exist. Ends after the first step that fails.
 */
export async function* testConnection(
  connection: Connection,
  credentials: Credentials,
  tools: TestWith,
): AsyncGenerator<TestStep, void, undefined> {
  const { clock, signal } = tools;
  let began = clock.monotonic();
  const step = (name: TestedStep, detail: string, thrown?: unknown): TestStep => {
    const ms = Math.round(clock.monotonic() - began);
    began = clock.monotonic();
    if (thrown === undefined) return { step: name, ok: true, detail, ms };
    return { step: name, ok: false, detail, fault: about(connection, thrown), ms };
  };

  const endpoint = endpointOf(connection);
  let network: Network;
  try {
    network = await openNetwork({ ...connection, endpoint, environment: tools.environment });
  } catch (thrown) {
    const bad = Fault.from(thrown);
    yield step(bad.code === 'network.certificate' ? 'tls' : 'proxy', 'the settings cannot be used', bad);
    return;
  }
  using open = network;

  const { hostname } = open.proxy ?? new URL(endpoint);
  let addresses: string;
  try {
    addresses = await resolve(hostname.replace(/^\[|\]$/g, ''));
  } catch (thrown) {
    yield step('dns', `${hostname} is not known here`, thrown);
    return;
  }
  yield step('dns', open.proxy === undefined ? addresses : `the proxy: ${addresses}`);

  let reached: Reached;
  try {
    reached = await reach(endpoint, open, { connection: 5_000, socket: 15_000, ...timeouts(tools) }, signal);
    if (reached.status === 407) throw asFault(undefined, 407, clock);
  } catch (thrown) {
    signal.throwIfAborted();
    const fault = asFault(thrown, undefined, clock);
    const atProxy = open.proxy !== undefined && fault.code !== 'network.certificate';
    yield step(atProxy ? 'proxy' : 'tls', atProxy ? shownProxy(open.proxy) : 'no connection', fault);
    return;
  }
  yield step(
    'proxy',
    `${open.proxy === undefined ? 'none' : shownProxy(open.proxy)}${namedBy(connection, tools)}`,
  );
  yield step('tls', reached.tls);

  const time = judgeClock(reached.date, clock.now());
  yield step('clock', time.detail, time.fault);
  if (time.fault !== undefined) return;

  try {
    const settings = { ...connection, ...tools, endpoint, region: regionOf(connection), credentials };
    const detail = await trySignature(connection, settings, signal);
    yield step('signature', detail);
  } catch (thrown) {
    signal.throwIfAborted();
    yield step('signature', 'refused', thrown);
  }
}

const namedBy = ({ proxy }: Connection, tools: TestWith): string => {
  if (proxy === undefined) return ', as the environment says';
  return tools.proxyNamedBy === 'configuration' ? ', set for all connections' : ', set for this connection';
};

const timeouts = ({ connectionTimeout, socketTimeout }: TestWith) => ({
  ...(connectionTimeout === undefined ? {} : { connection: connectionTimeout }),
  ...(socketTimeout === undefined ? {} : { socket: socketTimeout }),
});

const resolve = async (host: string): Promise<string> => {
  if (isIP(host) !== 0) return host;
  const found = await lookup(host, { all: true });
  return `${host} is ${found.map(({ address }) => address).join(', ')}`;
};

const asFault = (thrown: unknown, status: number | undefined, clock: Clock): Fault => {
  if (thrown instanceof Fault) return thrown;
  const seen = status === undefined ? readNetworkError(thrown) : { status };
  const { code, facts } = classify({ operation: 'head', now: clock.now(), ...seen });
  return new Fault(code, facts, { cause: thrown });
};

const about = (connection: Connection, thrown: unknown): FaultView => {
  const seen = readNetworkError(thrown);
  const fault =
    thrown instanceof Fault
      ? thrown
      : new Fault('network.unreachable', { reason: `${seen.errorCode}: ${seen.message}` });
  const { code, facts } = withRenewal(fault, connection);
  return { code, facts: { ...facts, connection: connection.name } };
};
