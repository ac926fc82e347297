import { systemClock } from '../adapters/clock.ts';
import { testConnection } from '../adapters/connection-test/test-connection.ts';
import type { Connection } from '../contract/configuration.ts';
import { Fault } from '../contract/fault.ts';
import { resolveCredentials } from '../core/credentials/resolve.ts';
import type { TestStep } from '../core/upload/connection-test.ts';
import { credentialSources } from './stores.ts';

export interface NamedStep extends TestStep {
  readonly connection: string;
}

/** Walks the way to each connection's service, step by step; changes nothing there. */
export async function* testConnections(
  connections: readonly Connection[],
  signal: AbortSignal,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): AsyncGenerator<NamedStep, void, undefined> {
  const sources = credentialSources({ environment });
  for (const connection of connections) {
    try {
      const credentials = await resolveCredentials(connection, sources);
      for await (const step of testConnection(connection, credentials, {
        environment,
        clock: systemClock,
        signal,
      })) {
        yield { connection: connection.name, ...step };
      }
    } catch (error) {
      signal.throwIfAborted();
      const fault = Fault.from(error).view;
      yield {
        connection: connection.name,
        step: 'signature',
        ok: false,
        detail: 'no credentials',
        fault,
        ms: 0,
      };
    }
  }
}
