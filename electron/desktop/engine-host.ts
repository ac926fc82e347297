import type { Configuration } from '../contract/configuration.ts';
import type { EngineEvent } from '../contract/events.ts';
import { Fault, type FaultView } from '../contract/fault.ts';
import type { StatusView } from '../contract/views.ts';
import { type Language, sentence } from '../contract/words/sentence.ts';
import type { Log } from '../core/shell/files.ts';
import type { RecentDelivery, ShellEngine, StartShellEngine } from './shell-engine.ts';

type Listener = (event: EngineEvent) => void;

/**
 * The engine of the desktop app through changes of its configuration. Where no engine could be started, the state is
 * `stopped` and the sentence says why.
 */
export class EngineHost {
  readonly #startEngine: StartShellEngine;
  readonly #log: Log;
  readonly #language: () => Language;
  readonly #listeners = new Set<Listener>();
  #engine: ShellEngine | undefined;
  #fault: FaultView | undefined;
  #closed = false;
  #asleep = false;
  #line: Promise<void> = Promise.resolve();

  constructor(startEngine: StartShellEngine, log: Log, language: () => Language) {
    this.#startEngine = startEngine;
    this.#log = log;
    this.#language = language;
  }

  /** Why no engine runs. */
  get fault(): FaultView | undefined {
    return this.#fault;
  }

  /** The engine that runs now; undefined where none does. */
  get current(): ShellEngine | undefined {
    return this.#engine;
  }

  /** Starts the engine, or ends it and starts it anew with another configuration. Never rejects. */
  run(configuration: Configuration): Promise<void> {
    return this.#next(async () => {
      await this.#end();
      if (this.#closed) return;
      try {
        this.#engine = await this.#startEngine(configuration, (event) => this.#tell(event));
        this.#fault = undefined;
        if (this.#asleep) await this.#engine.suspend();
      } catch (error) {
        const fault = Fault.from(error);
        this.#fault = fault.view;
        this.#log.write('error', 'the engine cannot start', { code: fault.code, ...fault.facts });
        this.#tell({ type: 'trouble', fault: fault.view, message: sentence(fault.view) });
      }
    });
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  status(): StatusView {
    if (this.#engine !== undefined) return this.#engine.status();
    const why = this.#fault === undefined ? '' : sentence(this.#fault, this.#language());
    return { state: 'stopped', sentence: why, running: false, connections: [] };
  }

  recent(limit: number): readonly RecentDelivery[] {
    return this.#engine?.recent(limit) ?? [];
  }

  pauseAll(): void {
    this.#engine?.pauseAll();
  }

  resumeAll(): void {
    this.#engine?.resumeAll();
  }

  async scanNow(): Promise<void> {
    await this.#engine?.scanNow();
  }

  suspend(): Promise<void> {
    this.#asleep = true;
    return this.#next(async () => this.#engine?.suspend());
  }

  resume(): Promise<void> {
    this.#asleep = false;
    return this.#next(async () => this.#engine?.resume());
  }

  close(): Promise<void> {
    this.#closed = true;
    return this.#next(() => this.#end());
  }

  /** One change after the other: two engines never meet on one data directory. */
  #next(act: () => Promise<void>): Promise<void> {
    const done = this.#line.then(act);
    this.#line = done.catch(() => undefined);
    return done;
  }

  async #end(): Promise<void> {
    const engine = this.#engine;
    this.#engine = undefined;
    await engine?.close();
  }

  #tell(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
