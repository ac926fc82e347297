import { systemClock } from '../adapters/clock.ts';
import { testConnection } from '../adapters/connection-test/test-connection.ts';
import type { Configuration, Connection } from '../contract/configuration.ts';
import { onItsWay, proxyNamedBy } from '../core/network/way.ts';
import { Fault } from '../contract/fault.ts';
import { resolveCredentials } from '../core/credentials/resolve.ts';
import type { TestedStep, TestStep } from '../core/upload/connection-test.ts';
import { credentialSources } from './stores.ts';

export interface NamedStep extends TestStep {
  readonly connection: string;
}

/** Walks the way to the service of each connection, of all unless some are given; changes nothing there. */
export async function* testConnections(
  configuration: Configuration,
  signal: AbortSignal,
  connections: readonly Connection[] = configuration.connections,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): AsyncGenerator<NamedStep, void, undefined> {
  const sources = credentialSources({ environment });
  for (const connection of connections) {
    let step: TestedStep = 'proxy';
    let detail = 'its password cannot be read';
    try {
      const reached = await onItsWay(connection, configuration, sources.secrets);
      [step, detail] = ['signature', 'no credentials'];
      const credentials = await resolveCredentials(connection, sources);
      for await (const walked of testConnection(reached, credentials, {
        environment,
        proxyNamedBy: proxyNamedBy(connection, configuration),
        clock: systemClock,
        signal,
      })) {
        yield { connection: connection.name, ...walked };
      }
    } catch (error) {
      signal.throwIfAborted();
      const fault = Fault.from(error).view;
      yield {
        connection: connection.name,
        step,
        ok: false,
        detail,
        fault,
        ms: 0,
      };
    }
  }
}
