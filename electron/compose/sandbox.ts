import type { Configuration, Connection } from '../contract/configuration.ts';
import { resolveCredentials } from '../core/credentials/resolve.ts';
import { regionOf } from '../core/upload/endpoint.ts';
import {
  makeReadySandbox,
  readLoads,
  readTable,
  readTables,
  startSandbox,
  type RequestLine,
  type RunningSandbox,
} from '../sandbox/index.ts';
import { credentialSources } from './stores.ts';

export { makeReadySandbox, readLoads, readTable, readTables };

export interface ConfiguredSandbox {
  readonly configuration: Configuration;
  readonly directory: string;
  /** Absent: the port of the first loopback endpoint in the configuration, else any free one. */
  readonly port: number | undefined;
  readonly log?: (line: RequestLine) => void;
}

/** A sandbox that stands in for Celonis for a whole configuration, and takes its credentials from where they are. */
export const sandboxFor = async (what: ConfiguredSandbox): Promise<RunningSandbox> => {
  const sources = credentialSources({ environment: process.env });
  const connections = [];
  for (const connection of what.configuration.connections) {
    const { accessKeyId, secretAccessKey } = await resolveCredentials(connection, sources);
    connections.push({
      name: connection.name,
      connectionId: connection.connectionId,
      accessKeyId,
      secretAccessKey,
      region: regionOf(connection),
      tables: connection.tables,
    });
  }
  return await startSandbox({
    directory: what.directory,
    port: what.port ?? configuredPort(what.configuration.connections) ?? 0,
    connections,
    ...(what.log === undefined ? {} : { log: what.log }),
  });
};

const configuredPort = (connections: readonly Connection[]): number | undefined => {
  for (const { endpoint } of connections) {
    if (endpoint === undefined) continue;
    const { hostname, port } = new URL(endpoint);
    if (['127.0.0.1', 'localhost', '[::1]'].includes(hostname) && port !== '') return Number(port);
  }
  return undefined;
};
