import { randomBytes } from 'node:crypto';
import { Fault } from '../contract/fault.ts';
import { plainConnectionId } from './http/object-key.ts';
import { loopback, SandboxServer } from './http/server.ts';
import { Loader } from './load/loader.ts';
import { Warehouse } from './load/warehouse.ts';
import { apiPrefix, type SandboxConnection, type SandboxOptions } from './options.ts';
import { removePresence, writePresence } from './read/presence.ts';
import { readingPath } from './read/reading-route.ts';
import { Arrivals } from './store/arrivals.ts';
import { foldersOf, makeFolders } from './store/folders.ts';
import { ObjectStore } from './store/object-store.ts';
import { holdOwnerLock } from './store/owner-lock.ts';

/** What may be said of a connection aloud. */
export interface ConnectionView {
  readonly name: string;
  readonly connectionId: string;
  readonly accessKeyId: string;
  readonly tables: readonly string[];
}

export interface RunningSandbox {
  /** The endpoint to configure, e.g. `http://127.0.0.1:49152/api/data-ingestion`. */
  readonly endpoint: string;
  readonly port: number;
  readonly connections: readonly ConnectionView[];
  /** Resolves when everything that has arrived by now is loaded. */
  settled(): Promise<void>;
  /** Ends the requests and the load under way. What is accepted but not loaded waits for the next start, or for a reader. */
  close(): Promise<void>;
}

/**
 * Starts the local ingestion API on loopback. Throws `dataDirectory.inUse` where another sandbox has the directory,
 * `dataDirectory.unusable` where its path cannot be used, `usage.wrong` where the port is taken or two connections share an id.
 */
export const startSandbox = async (options: SandboxOptions): Promise<RunningSandbox> => {
  refuseDoubleConnections(options.connections);
  const folders = foldersOf(options.directory);
  refuseUnusable(folders.root);
  await makeFolders(folders);
  await using started = new AsyncDisposableStack();
  started.use(holdOwnerLock(folders.lock, folders.root));
  const arrivals = started.adopt(new Arrivals(folders.journal), (each) => each.close());
  const store = new ObjectStore(folders, arrivals);
  await store.tidy();
  const warehouse = started.use(await Warehouse.open(folders, 'write'));
  const loader = started.adopt(await Loader.create(await warehouse.connect(), store), (each) => each.stop());
  loader.wake();

  const token = randomBytes(32).toString('base64url');
  const server = started.adopt(
    new SandboxServer(
      { store, options, accepted: () => loader.wake() },
      { token, arrivals, loader, warehouse },
    ),
    (each) => each.close(),
  );
  const port = await server.listen(options.port);
  const base = `http://${loopback}:${port}`;
  const endpoint = `${base}${apiPrefix}`;
  started.defer(() => removePresence(folders.presence));
  await writePresence(folders.presence, {
    endpoint,
    reading: `${base}${readingPath}`,
    pid: process.pid,
    token,
  });

  const running = started.move();
  return {
    endpoint,
    port,
    connections: options.connections.map(viewOf),
    settled: () => loader.settled(),
    close: () => running.disposeAsync(),
  };
};

const viewOf = ({ name, connectionId, accessKeyId, tables }: SandboxConnection): ConnectionView => ({
  name,
  connectionId,
  accessKeyId,
  tables: tables.map((table) => table.name),
});

// DuckDB takes what follows a question mark in a path for options, and would write beside the folder.
const refuseUnusable = (directory: string): void => {
  if (!directory.includes('?')) return;
  const reason = 'the path has a question mark, which the database cannot work with';
  throw new Fault('dataDirectory.unusable', { path: directory, reason });
};

const refuseDoubleConnections = (connections: readonly SandboxConnection[]): void => {
  const seen = new Set<string>();
  for (const { connectionId, name } of connections) {
    const id = plainConnectionId(connectionId);
    if (seen.has(id))
      throw new Fault('usage.wrong', { connection: name, reason: 'two connections have the same id' });
    seen.add(id);
  }
};
