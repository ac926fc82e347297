import type { NumberedEvent, Push } from '../../contract/calls.ts';
import { assertNever } from '../../contract/absurd.ts';
import type { EngineEvent } from '../../contract/events.ts';
import type { Clock } from '../clock.ts';

export interface EventHubSettings {
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'wait'>;
  /** Milliseconds between two pushes at least. */
  readonly interval: number;
  /** More events than this in one interval are not told singly: listeners are sent a gap. */
  readonly most: number;
}

/** What later news make worthless: of one delivery's progress, of one folder and of bare words only the last counts. */
const supersedes = (event: EngineEvent): string | undefined => {
  switch (event.type) {
    case 'progress':
      return `progress ${event.id}`;
    case 'folder':
      return `folder ${event.connection}\n${event.table}`;
    case 'changed':
    case 'idle':
      return event.type;
    case 'started':
    case 'arrived':
    case 'state':
    case 'retrying':
    case 'held':
    case 'released':
    case 'trouble':
    case 'stopped':
      return undefined;
    default:
      return assertNever(event);
  }
};

/**
 * Gathers the engine's events and hands them to every listener together, at most once an interval. Numbers are given
 * when events leave, so that they have no holes; they begin anew with every engine.
 */
export class EventHub {
  readonly #settings: EventHubSettings;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<(push: Push) => void>();
  /** In their order; what may be superseded stands under its own key, all else under a number. */
  readonly #pending = new Map<string | number, { readonly at: string; readonly event: EngineEvent }>();
  #engine: string;
  #gap = false;
  #key = 0;
  #sequence = 0;
  #sentAt = Number.NEGATIVE_INFINITY;
  #waiting = false;

  constructor(engine: string, settings: EventHubSettings) {
    this.#engine = engine;
    this.#settings = settings;
  }

  /** The engine that the events are of. */
  get engine(): string {
    return this.#engine;
  }

  subscribe(listener: (push: Push) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(event: EngineEvent): void {
    if (this.#closing.signal.aborted || this.#gap) return;
    const key = supersedes(event) ?? (this.#key += 1);
    this.#pending.delete(key);
    this.#pending.set(key, { at: new Date(this.#settings.clock.now()).toISOString(), event });
    if (this.#pending.size > this.#settings.most) {
      this.#gap = true;
      this.#pending.clear();
    }
    this.#arrange();
  }

  /** Another engine took over: what is pending is of no use, everybody reads anew. */
  restarted(engine: string): void {
    this.#engine = engine;
    this.#sequence = 0;
    this.#pending.clear();
    this.#gap = true;
    this.flush();
  }

  /** Tells all listeners something at once that is no event of the engine. */
  push(push: Push): void {
    for (const listener of this.#listeners) listener(push);
  }

  /** Sends what is pending at once; the number of the last event: a snapshot taken now holds it. */
  flush(): number {
    const engine = this.#engine;
    if (!this.#gap && this.#pending.size === 0) return this.#sequence;
    this.#sentAt = this.#settings.clock.monotonic();
    if (this.#gap) {
      this.#gap = false;
      // the number is used up, so that a listener that lost this push still sees that something is missing
      this.#sequence += 1;
      this.push({ kind: 'gap', engine });
    } else {
      const events = [...this.#pending.values()].map((one): NumberedEvent => ({
        sequence: (this.#sequence += 1),
        ...one,
      }));
      this.#pending.clear();
      this.push({ kind: 'events', engine, events });
    }
    return this.#sequence;
  }

  close(): void {
    this.#closing.abort();
    this.#pending.clear();
    this.#listeners.clear();
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
