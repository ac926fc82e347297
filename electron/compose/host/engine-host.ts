import { randomUUID } from 'node:crypto';
import { systemClock } from '../../adapters/clock.ts';
import type { Push, Snapshot } from '../../contract/calls.ts';
import type { Configuration } from '../../contract/configuration.ts';
import type { EngineEvent } from '../../contract/events.ts';
import { Fault, type FaultView } from '../../contract/fault.ts';
import type { StatusView } from '../../contract/views.ts';
import { sentence, type Language } from '../../contract/words/sentence.ts';
import type { Clock } from '../../core/clock.ts';
import type { ConfigurationStore } from '../../core/configuration/store.ts';
import type { Converter } from '../../core/convert/converter.ts';
import { EventHub } from '../../core/door/event-hub.ts';
import { stoppedStatus, withEveryConnection } from '../../core/history/stopped-status.ts';
import type { Journal } from '../../core/queue/journal.ts';
import type { Log } from '../../core/shell/files.ts';
import { isDataDirectory, openDataDirectory } from '../data-directory.ts';
import { startEngine, type Engine, type EngineOptions } from '../engine.ts';

export interface HostOptions {
  readonly store: ConfigurationStore;
  readonly dataDirectory: string;
  /** How this process is called when another one finds the directory in use. */
  readonly program: string;
  readonly log: Pick<Log, 'write'>;
  /** Hears every event from the first start on. */
  readonly onEvent?: (event: EngineEvent) => void;
  /** The language of the status's sentence; English unless given. */
  readonly language?: () => Language;
  /** Handed to every engine that is started; the converter is made anew for each, since the engine closes it. */
  readonly engine?: Pick<EngineOptions, 'environment' | 'secrets' | 'trash' | 'watching'> & {
    readonly converter?: () => Converter;
  };
  readonly clock?: Clock;
  /** Milliseconds until an engine that could not start, or ended by itself, is started again. */
  readonly againAfter?: number;
}

/** At most ten pushes a second. */
const PUSH_EVERY_MS = 100;
/** More than this in one push is not told singly: a new snapshot is cheaper. */
const MOST_IN_ONE = 2_000;
const AGAIN_AFTER_MS = 15_000;

/**
 * The engine through changes of its configuration, as one thing that windows look at. Where no engine could be started
 * the state is `stopped`, the sentence says why, and it is tried again by and by.
 */
export class EngineHost {
  readonly #options: HostOptions;
  readonly #clock: Clock;
  readonly #hub: EventHub;
  readonly #eventListeners = new Set<(event: EngineEvent) => void>();
  readonly #closing = new AbortController();
  #configuration: Configuration;
  #engine: Engine | undefined;
  #engineEnds = new AbortController();
  #fault: FaultView | undefined;
  #asleep = false;
  #line: Promise<unknown> = Promise.resolve();

  /** Use `startHost`. */
  constructor(options: HostOptions, configuration: Configuration) {
    this.#options = options;
    this.#configuration = configuration;
    this.#clock = options.clock ?? systemClock;
    if (options.onEvent !== undefined) this.#eventListeners.add(options.onEvent);
    this.#hub = new EventHub(randomUUID(), {
      clock: this.#clock,
      interval: PUSH_EVERY_MS,
      most: MOST_IN_ONE,
    });
  }

  get configuration(): Configuration {
    return this.#configuration;
  }

  get dataDirectory(): string {
    return this.#options.dataDirectory;
  }

  /** The engine that runs now; undefined where none does. It ends with the next change of the configuration. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** Why no engine runs. */
  get fault(): FaultView | undefined {
    return this.#fault;
  }

  get clock(): Clock {
    return this.#clock;
  }

  /** What `connection.test` and the credentials are read with. */
  get environment(): Readonly<Record<string, string | undefined>> {
    return this.#options.engine?.environment ?? process.env;
  }

  get secrets(): EngineOptions['secrets'] {
    return this.#options.engine?.secrets;
  }

  converter(): Converter | undefined {
    return this.#options.engine?.converter?.();
  }

  status(): StatusView {
    if (this.#engine !== undefined) return withEveryConnection(this.#engine.status(), this.#configuration);
    const why = this.#fault === undefined ? '' : sentence(this.#fault, this.#options.language?.());
    return stoppedStatus(this.#configuration, why);
  }

  /** The status with the number of the last event that it holds. */
  snapshot(): Snapshot {
    const sequence = this.#hub.flush();
    return { sequence, status: this.status(), engine: this.#hub.engine };
  }

  /** Pushes for a window, bundled and numbered. Returns the end of the subscription. */
  subscribe(listener: (push: Push) => void): () => void {
    return this.#hub.subscribe(listener);
  }

  /** Every event, at once. */
  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => void this.#eventListeners.delete(listener);
  }

  /** Leads the windows to a place, e.g. `/history/12`. */
  openPath(path: string): void {
    this.#hub.push({ kind: 'open', path });
  }

  /** Reads the journal, whether or not an engine runs; undefined where there is none yet. */
  look<Result>(read: (journal: Journal) => Result): Result | undefined {
    if (this.#engine !== undefined) return read(this.#engine.journal);
    if (!isDataDirectory(this.dataDirectory)) return undefined;
    const data = openDataDirectory(this.dataDirectory);
    try {
      return read(data.journal);
    } finally {
      data.close();
    }
  }

  /** The same for what changes the journal: the engine and the windows hear of it at once. */
  act<Result>(change: (journal: Journal) => Result): Result | undefined {
    const result = this.look(change);
    if (this.#engine !== undefined) this.#engine.pipeline.changed();
    else this.#tell({ type: 'changed' });
    return result;
  }

  /** Lets a held connection go on: with its credentials as they are now. */
  release(connectionId: string): void {
    if (this.#engine !== undefined) this.#engine.pipeline.release(connectionId);
    else this.act((journal) => journal.release(connectionId));
  }

  /** Looks at the folders of these tables now; at all where none is named. */
  async scanNow(
    scope: { readonly connection?: string | undefined; readonly table?: string | undefined } = {},
  ) {
    const engine = this.#engine;
    if (engine === undefined) return;
    const chosen = engine.lanes.filter(
      ({ lane }) =>
        (scope.connection === undefined || lane.connection === scope.connection) &&
        (scope.table === undefined || lane.table === scope.table),
    );
    await Promise.all(chosen.map(({ lane }) => engine.pipeline.scanNow(lane.id)));
  }

  /**
   * Keeps another configuration and goes on with it; one change after the other. `edit` may refuse by throwing. Resolves
   * when the engine runs on it, or could not be started on it.
   */
  change(edit: (configuration: Configuration) => Configuration): Promise<Configuration> {
    return this.#next(async () => {
      const before = this.#configuration;
      const after = edit(before);
      try {
        await this.#options.store.save(after);
      } catch (error) {
        // somebody edited the file by hand: that is what holds from now on
        if (Fault.from(error).code === 'configuration.unreadable') await this.#reload();
        throw error;
      }
      await this.#take(after);
      return after;
    });
  }

  /** Reads the configuration anew and goes on with it. */
  reload(): Promise<void> {
    return this.#next(() => this.#reload());
  }

  async #reload(): Promise<void> {
    await this.#take(await this.#options.store.load());
  }

  async #take(after: Configuration): Promise<void> {
    // the engine reads all of it when it starts, but for what it can follow
    const restarts = this.#engine === undefined || !sameButBandwidth(this.#configuration, after);
    this.#configuration = after;
    if (restarts) return this.#restart();
    this.#engine?.limitBandwidth(after.bandwidth);
    this.#tell({ type: 'changed' });
  }

  /** Ends the engine and starts it anew. Never rejects. */
  restart(): Promise<void> {
    return this.#next(() => this.#restart());
  }

  /** Lets go of the folders before the machine sleeps. */
  suspend(): Promise<void> {
    this.#asleep = true;
    return this.#next(async () => this.#engine?.pipeline.suspend());
  }

  resume(): Promise<void> {
    this.#asleep = false;
    return this.#next(async () => this.#engine?.pipeline.resume());
  }

  /** Resolves when the signal aborts: a host mends its engine by itself. */
  async untilStopped(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  }

  /** Resolves when nothing is left to do, also across restarts; throws the fault where no engine can be started. */
  async untilIdle(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#line;
      const engine = this.#engine;
      if (engine === undefined) throw Fault.of(this.#fault ?? { code: 'internal', facts: {} });
      const ends = this.#engineEnds.signal;
      try {
        await engine.pipeline.untilIdle(AbortSignal.any([signal, ends]));
        return;
      } catch (error) {
        if (signal.aborted || !ends.aborted) throw error;
      }
    }
  }

  async close(): Promise<void> {
    this.#closing.abort(new DOMException('the host is closed', 'AbortError'));
    await this.#next(() => this.#end());
    this.#hub.flush();
    this.#hub.close();
    this.#eventListeners.clear();
  }

  /** One change after the other: two engines never meet on one data directory. */
  #next<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = this.#line.then(act);
    this.#line = done.catch(() => undefined);
    return done;
  }

  async #restart(): Promise<void> {
    await this.#end();
    if (this.#closing.signal.aborted) return;
    const id = randomUUID();
    const { dataDirectory, program, engine, log } = this.#options;
    try {
      const { converter, ...rest } = engine ?? {};
      const made = converter?.();
      this.#engine = await startEngine({
        ...rest,
        ...(made === undefined ? {} : { converter: made }),
        configuration: this.#configuration,
        dataDirectory,
        program,
        clock: this.#clock,
        onEvent: (event) => this.#tell(event),
      });
      this.#fault = undefined;
      this.#engineEnds = new AbortController();
      if (this.#asleep) await this.#engine.pipeline.suspend();
      this.#hub.restarted(id);
      void this.#mend(this.#engine, this.#engineEnds.signal);
    } catch (error) {
      const fault = Fault.from(error);
      this.#fault = fault.view;
      log.write('error', 'the engine cannot start', { code: fault.code, ...fault.facts });
      this.#hub.restarted(id);
      this.#tell({ type: 'trouble', fault: fault.view, message: sentence(fault.view) });
      this.#engineEnds = new AbortController();
      void this.#startAgain(this.#engineEnds.signal);
    }
  }

  async #end(): Promise<void> {
    const engine = this.#engine;
    this.#engineEnds.abort(new DOMException('the engine ended', 'AbortError'));
    this.#engine = undefined;
    await engine?.close();
  }

  /** A part of the pipeline that ended by itself is not left dead: the engine is started anew after a while. */
  async #mend(engine: Engine, ended: AbortSignal): Promise<void> {
    try {
      await engine.pipeline.untilBroken(ended);
    } catch (error) {
      const { code, facts } = Fault.from(error);
      this.#options.log.write('error', 'a part of the engine ended by itself', { code, ...facts });
      await this.#startAgain(ended);
    }
  }

  async #startAgain(ended: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([ended, this.#closing.signal]);
    try {
      await this.#clock.wait(this.#options.againAfter ?? AGAIN_AFTER_MS, signal);
    } catch {
      return;
    }
    await this.#next(async () => {
      if (!signal.aborted) await this.#restart();
    });
  }

  #tell(event: EngineEvent): void {
    this.#hub.tell(event);
    for (const listener of this.#eventListeners) listener(event);
  }
}

const sameButBandwidth = (before: Configuration, after: Configuration): boolean =>
  JSON.stringify({ ...before, bandwidth: [] }) === JSON.stringify({ ...after, bandwidth: [] });

/** Reads the configuration and starts the engine on it. Throws where the configuration cannot be read. */
export const startHost = async (options: HostOptions): Promise<EngineHost> => {
  const host = new EngineHost(options, await options.store.load());
  await host.restart();
  return host;
};
