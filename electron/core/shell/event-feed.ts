import type { EngineEvent } from '../../contract/events.ts';
import type { Clock } from '../clock.ts';

/**
 * Events on their way to one window. Batches are numbered without gaps; `reset` says that too much happened at once to
 * be told singly, so that the window asks for a new snapshot.
 */
export interface Batch {
  readonly number: number;
  readonly events: readonly EngineEvent[];
  readonly reset: boolean;
}

export interface FeedSettings {
  readonly clock: Pick<Clock, 'monotonic' | 'wait'>;
  /** Milliseconds between two batches at least. */
  readonly interval: number;
  /** More events than this in one interval become a reset. */
  readonly most: number;
  readonly send: (batch: Batch) => void;
}

/** Progress of one delivery, the state of one folder and the bare `changed` supersede what was said of them before. */
const supersedes = (event: EngineEvent): string | undefined => {
  switch (event.type) {
    case 'progress':
      return `progress ${event.id}`;
    case 'folder':
      return `folder ${event.connection}\n${event.table}`;
    case 'changed':
    case 'idle':
      return event.type;
    default:
      return undefined;
  }
};

/** Gathers events and sends them in batches, at most one an interval. */
export class EventFeed {
  readonly #settings: FeedSettings;
  readonly #closing = new AbortController();
  #pending: EngineEvent[] = [];
  #reset = false;
  #number = 0;
  #sentAt: number;
  #waiting = false;

  constructor(settings: FeedSettings) {
    this.#settings = settings;
    this.#sentAt = settings.clock.monotonic() - settings.interval;
  }

  /** The number of the last batch; a snapshot taken now, after `flush`, holds everything up to it. */
  get number(): number {
    return this.#number;
  }

  push(event: EngineEvent): void {
    if (this.#closing.signal.aborted) return;
    const key = supersedes(event);
    if (key !== undefined) this.#pending = this.#pending.filter((other) => supersedes(other) !== key);
    if (this.#pending.length >= this.#settings.most) {
      this.#pending = [];
      this.#reset = true;
    }
    if (!this.#reset) this.#pending.push(event);
    this.#arrange();
  }

  /** Sends what is pending at once, so that the number fits a snapshot. */
  flush(): void {
    if (this.#pending.length === 0 && !this.#reset) return;
    this.#number += 1;
    const batch: Batch = { number: this.#number, events: this.#pending, reset: this.#reset };
    this.#pending = [];
    this.#reset = false;
    this.#sentAt = this.#settings.clock.monotonic();
    this.#settings.send(batch);
  }

  close(): void {
    this.#closing.abort();
    this.#pending = [];
  }

  #arrange(): void {
    if (this.#waiting) return;
    const { clock, interval } = this.#settings;
    const rest = this.#sentAt + interval - clock.monotonic();
    this.#waiting = true;
    clock.wait(Math.max(0, rest), this.#closing.signal).then(
      () => {
        this.#waiting = false;
        this.flush();
      },
      () => undefined,
    );
  }
}
