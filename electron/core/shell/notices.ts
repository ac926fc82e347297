import type { EngineEvent } from '../../contract/events.ts';
import type { Preferences } from '../../contract/preferences.ts';
import { remedyOf } from '../../contract/fault.ts';
import type { OverallState } from '../../contract/state.ts';

/** What the person is told of on the desktop. */
export type Notice =
  | {
      readonly kind: 'rejected';
      readonly files: readonly string[];
      readonly count: number;
      readonly path: string;
    }
  | { readonly kind: 'stopped'; readonly connection: string; readonly message: string; readonly path: string }
  | { readonly kind: 'wellAgain'; readonly path: string };

/** How often rejected files are told of, in milliseconds: once a minute at most, together. */
export const rejectedEvery = 60_000;
/** How long rejections are gathered before the first is told of, in milliseconds: one scan finds many. */
const gathering = 1_000;
const namedFiles = 3;

interface Rejected {
  readonly file: string;
  readonly connection: string;
  readonly table: string;
}

/**
 * Decides what is worth a notification. It holds no timer: `take` is asked after every event and when `nextAt` has come.
 * All times are milliseconds of one clock that never goes back.
 */
export class Notices {
  readonly #settings: () => Preferences['notifications'];
  readonly #stopped = new Map<string, string>();
  #rejected: Rejected[] = [];
  #firstRejectedAt = 0;
  #toldRejectedAt: number | undefined;
  #toldOfTrouble = false;
  #due: Notice[] = [];

  constructor(settings: () => Preferences['notifications']) {
    this.#settings = settings;
  }

  hear(event: EngineEvent, now: number): void {
    if (event.type === 'state' && event.state === 'rejected') {
      if (this.#rejected.length === 0) this.#firstRejectedAt = now;
      this.#rejected.push({ file: event.file, connection: event.connection, table: event.table });
    } else if (event.type === 'held' && this.#stopped.get(event.connection) !== event.fault.code) {
      this.#stopped.set(event.connection, event.fault.code);
      this.#due.push({
        kind: 'stopped',
        connection: event.connection,
        message: event.message,
        path: `/connections/${encodeURIComponent(event.connection)}`,
      });
    } else if (event.type === 'state' && event.state === 'held' && event.fault !== undefined) {
      // a connection's own stop is told by its own event
      if (remedyOf(event.fault.code) !== 'stop') return;
      this.#due.push({
        kind: 'stopped',
        connection: event.connection,
        message: event.message ?? event.file,
        path: `/history?${new URLSearchParams({ state: 'held', connection: event.connection, table: event.table })}`,
      });
    } else if (event.type === 'released') this.#stopped.delete(event.connection);
  }

  /**
   * To be called after every event: `idle` after trouble that the person was told of is worth a word. The state is asked
   * for only where it matters.
   */
  overall(state: () => OverallState): void {
    if (!this.#toldOfTrouble || this.#rejected.length > 0 || state() !== 'idle') return;
    this.#toldOfTrouble = false;
    this.#due.push({ kind: 'wellAgain', path: '/' });
  }

  /** When the next grouped notice is due; undefined where none waits. */
  nextAt(): number | undefined {
    if (this.#rejected.length === 0) return undefined;
    const gathered = this.#firstRejectedAt + gathering;
    return this.#toldRejectedAt === undefined
      ? gathered
      : Math.max(gathered, this.#toldRejectedAt + rejectedEvery);
  }

  /** What is to be shown now. */
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
      path:
        sameTable && first !== undefined
          ? `/history?${new URLSearchParams({ state: 'rejected', connection: first.connection, table: first.table })}`
          : '/history?state=rejected',
    };
  }
}
