import type { EngineEvent } from '../../contract/events.ts';
import type { Place } from '../../contract/door.ts';
import type { Preferences } from '../../contract/preferences.ts';
import type { OverallState } from '../../contract/state.ts';

/** What the person is told of on the desktop. */
export type Notice =
  | {
      readonly kind: 'rejected';
      readonly files: readonly string[];
      readonly count: number;
      readonly place: Place;
    }
  | { readonly kind: 'stopped'; readonly connection: string; readonly message: string; readonly place: Place }
  | { readonly kind: 'wellAgain'; readonly place: Place };

/** How often rejected files are told of, in milliseconds: once a minute at most, together. */
export const rejectedEvery = 60_000;
const namedFiles = 3;

interface Rejected {
  readonly file: string;
  readonly connection: string;
  readonly table: string;
}

/**
 * Decides what is worth a notification. It holds no timer: `take` is asked after every event and whenever `nextAt` has
 * passed.
 */
export class Notices {
  readonly #settings: () => Preferences['notifications'];
  readonly #stopped = new Map<string, string>();
  #rejected: Rejected[] = [];
  #toldRejectedAt: number | undefined;
  #toldOfTrouble = false;
  #due: Notice[] = [];

  constructor(settings: () => Preferences['notifications']) {
    this.#settings = settings;
  }

  hear(event: EngineEvent): void {
    if (event.type === 'state' && event.state === 'rejected') {
      this.#rejected.push({ file: event.file, connection: event.connection, table: event.table });
    } else if (event.type === 'held' && this.#stopped.get(event.connection) !== event.fault.code) {
      this.#stopped.set(event.connection, event.fault.code);
      this.#due.push({
        kind: 'stopped',
        connection: event.connection,
        message: event.message,
        place: { page: 'connection', connection: event.connection },
      });
    } else if (event.type === 'released') this.#stopped.delete(event.connection);
  }

  /** Told after every event: `idle` after trouble that the person was told of is worth a word. */
  overall(state: OverallState): void {
    if (state !== 'idle' || !this.#toldOfTrouble || this.#rejected.length > 0) return;
    this.#toldOfTrouble = false;
    this.#due.push({ kind: 'wellAgain', place: { page: 'overview' } });
  }

  /** When the next grouped notice is due, on the same clock as `take`; undefined where none waits. */
  nextAt(): number | undefined {
    if (this.#rejected.length === 0) return undefined;
    return this.#toldRejectedAt === undefined ? 0 : this.#toldRejectedAt + rejectedEvery;
  }

  /** What is to be shown now; `now` in milliseconds of a clock that never goes back. */
  take(now: number): readonly Notice[] {
    const next = this.nextAt();
    if (next !== undefined && next <= now) {
      this.#due.push(this.#grouped());
      this.#rejected = [];
      this.#toldRejectedAt = now;
    }
    const wanted = this.#settings();
    const due = this.#due.filter((notice) => wanted[notice.kind]);
    if (due.some((notice) => notice.kind !== 'wellAgain')) this.#toldOfTrouble = true;
    this.#due = [];
    return due;
  }

  #grouped(): Notice {
    const [first] = this.#rejected;
    const sameTable = this.#rejected.every(
      (one) => one.table === first?.table && one.connection === first.connection,
    );
    return {
      kind: 'rejected',
      files: this.#rejected.slice(0, namedFiles).map((one) => one.file),
      count: this.#rejected.length,
      place:
        sameTable && first !== undefined
          ? { page: 'history', connection: first.connection, table: first.table }
          : { page: 'history' },
    };
  }
}
