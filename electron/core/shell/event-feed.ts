import type { NumberedEvent, Push } from '../../contract/calls.ts';
import type { EngineEvent } from '../../contract/events.ts';
import type { Clock } from '../clock.ts';

export interface FeedSettings {
  readonly clock: Clock;
  /** Names this run of the engine; the window reads everything anew when it changes. */
  readonly engine: string;
  /** Milliseconds between two pushes at least. */
  readonly interval: number;
  /** More events than this in one interval are not told singly: the window asks for a new snapshot. */
  readonly most: number;
  readonly send: (push: Push) => void;
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

/**
 * Gathers the engine's events for one window and sends them together, at most once an interval. Numbers are given when
 * events leave, so that they have no gaps.
 */
export class EventFeed {
  readonly #settings: FeedSettings;
  readonly #closing = new AbortController();
  #pending: { readonly at: string; readonly event: EngineEvent }[] = [];
  #gap = false;
  #sequence = 0;
  #sentAt: number;
  #waiting = false;

  constructor(settings: FeedSettings) {
    this.#settings = settings;
    this.#sentAt = settings.clock.monotonic() - settings.interval;
  }

  push(event: EngineEvent): void {
    if (this.#closing.signal.aborted) return;
    const key = supersedes(event);
    if (key !== undefined) this.#pending = this.#pending.filter((other) => supersedes(other.event) !== key);
    this.#pending.push({ at: new Date(this.#settings.clock.now()).toISOString(), event });
    if (this.#pending.length > this.#settings.most) {
      this.#gap = true;
      this.#pending = [];
    }
    this.#arrange();
  }

  /** Sends what is pending at once, and returns the number of the last event: a snapshot taken now holds it. */
  flush(): number {
    const { engine, send, clock } = this.#settings;
    if (this.#gap || this.#pending.length > 0) this.#sentAt = clock.monotonic();
    if (this.#gap) {
      // the number is used up, so that a window that lost this push still sees that something is missing
      this.#sequence += 1;
      send({ kind: 'gap', engine });
    }
    const events = this.#pending.map((one): NumberedEvent => ({ sequence: ++this.#sequence, ...one }));
    this.#pending = [];
    this.#gap = false;
    if (events.length > 0) send({ kind: 'events', engine, events });
    return this.#sequence;
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
