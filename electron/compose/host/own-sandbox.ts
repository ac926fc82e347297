import { join } from 'node:path';
import { dropCopier } from '../../adapters/shell/drop-copier.ts';
import { shellFiles } from '../../adapters/shell/shell-files.ts';
import { loopbackPort } from '../../core/upload/loopback-port.ts';
import { Connection, TargetTable } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { makeReadySandbox, type ReadySandbox } from '../../sandbox/index.ts';
import { makeSamples, sampleTables } from '../../sandbox/samples/index.ts';
import type { EngineHost } from './engine-host.ts';

/** The round of samples that a first try begins with: one file a table, all of them good but one. */
const firstRounds = [1, 3];
const connectionName = 'sandbox';

/** The local sandbox that belongs to a data directory, and the connection that delivers into it. */
export class OwnSandbox {
  readonly directory: string;
  readonly #host: EngineHost;
  #running: ReadySandbox | undefined;
  #line: Promise<unknown> = Promise.resolve();
  /** The tables that it was started with, as text. */
  #served = '';
  readonly #unfollow: () => void;

  constructor(host: EngineHost) {
    this.#host = host;
    // whatever changed the configuration, the engine was started on it
    this.#unfollow = host.onEvent(({ type }) => {
      if (type === 'started') void this.#follow();
    });
    this.directory = join(host.dataDirectory, 'sandbox');
  }

  get endpoint(): string | undefined {
    return this.#running?.endpoint;
  }

  /** Whether there ever was one. */
  async exists(): Promise<boolean> {
    return (await shellFiles.readText(join(this.directory, 'identity.json'), 65_536)) !== undefined;
  }

  /** Starts it again where the configuration still delivers into it: after the program was started anew. */
  takeUp(): Promise<void> {
    return this.#next(async () => {
      if (this.#connection() === undefined || !(await this.exists())) return;
      await this.#start();
      await this.#connect();
    });
  }

  /** Starts the sandbox, its connection and its tables, and drops samples. Resolves with the connection's name. */
  tryOut(): Promise<string> {
    return this.#next(async () => {
      const running = this.#running ?? (await this.#start());
      await this.#connect();
      this.#host.act((journal) => {
        for (const { connectionId } of running.connections) journal.resume(connectionId, undefined);
      });
      await this.#dropSamples();
      return this.#connection()?.name ?? connectionName;
    });
  }

  /** Ends the sandbox. Its connection is paused and what it loaded can still be looked at. */
  stop(): Promise<void> {
    return this.#next(async () => {
      const connection = this.#connection();
      if (connection !== undefined) {
        this.#host.act((journal) =>
          journal.pause(connection.connectionId, undefined, this.#host.clock.now()),
        );
      }
      await this.#end();
    });
  }

  close(): Promise<void> {
    this.#unfollow();
    return this.#next(() => this.#end());
  }

  /** Serves the tables that the configuration has now: one that it does not know would be refused. */
  #follow(): Promise<void> {
    return this.#next(async () => {
      const connection = this.#connection();
      if (this.#running === undefined || connection === undefined) return;
      if (JSON.stringify(connection.tables) === this.#served) return;
      await this.#end();
      await this.#start();
      await this.#connect();
    });
  }

  async #end(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.close();
  }

  /** The connection whose credentials stand in the sandbox's own folder. */
  #connection(): Connection | undefined {
    const file = join(this.directory, 'credentials');
    return this.#host.configuration.connections.find(
      ({ credentials }) =>
        typeof credentials === 'object' && 'profile' in credentials && credentials.file === file,
    );
  }

  #tables(): readonly TargetTable[] {
    return sampleTables((table) => join(this.directory, 'drop', table)).map((table) =>
      TargetTable.parse(table),
    );
  }

  async #start(): Promise<ReadySandbox> {
    const tables = this.#connection()?.tables ?? this.#tables();
    this.#served = JSON.stringify(tables);
    const port = loopbackPort(this.#connection()?.endpoint);
    try {
      this.#running = await makeReadySandbox(this.directory, {
        tables,
        ...(port === undefined ? {} : { port }),
      });
    } catch (error) {
      // another program took the port meanwhile
      if (port === undefined || Fault.from(error).code !== 'usage.wrong') throw error;
      this.#running = await makeReadySandbox(this.directory, { tables });
    }
    return this.#running;
  }

  /** Writes the connection into the configuration, or where it now listens. */
  async #connect(): Promise<void> {
    const running = this.#running;
    const [served] = running?.connections ?? [];
    if (running === undefined || served === undefined) return;
    const { endpoint, credentialsFile, profile } = running;
    const before = this.#connection();
    if (before?.endpoint === endpoint) return;
    const tables = before?.tables ?? this.#tables();
    for (const { folder } of tables) shellFiles.makeFolder(folder);
    await this.#host.change((configuration) => {
      const others = configuration.connections.filter((one) => one !== before);
      const names = new Set(others.map(({ name }) => name.toLowerCase()));
      const free = [connectionName, ...Array.from({ length: 99 }, (_, n) => `${connectionName} ${n + 2}`)];
      const connection = Connection.parse({
        ...(before ?? { region: 'eu-central-1', credentials: { profile, file: credentialsFile } }),
        name: before?.name ?? free.find((name) => !names.has(name)),
        connectionId: served.connectionId,
        endpoint,
        tables,
      });
      return {
        ...configuration,
        connections:
          before === undefined
            ? [...configuration.connections, connection]
            : configuration.connections.map((one) => (one === before ? connection : one)),
      };
    });
  }

  async #dropSamples(): Promise<void> {
    const connection = this.#connection();
    const samples = await makeSamples(join(this.directory, 'samples'));
    const copier = dropCopier(() => this.#host.clock.now());
    const signal = new AbortController().signal;
    for (const sample of samples) {
      const folder = connection?.tables.find((table) => table.name === sample.table)?.folder;
      if (folder === undefined || !firstRounds.includes(sample.round)) continue;
      await copier.copyInto(folder, [sample.path], signal);
    }
    await this.#host.scanNow({ connection: connection?.name });
  }

  #next<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = this.#line.then(act);
    this.#line = done.catch(() => undefined);
    return done;
  }
}
