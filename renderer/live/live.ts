import type { Push, Snapshot } from '../../electron/contract/calls.ts';
import type { EngineEvent } from '../../electron/contract/events.ts';
import type { FaultView } from '../../electron/contract/fault.ts';
import type { StatusView } from '../../electron/contract/views.ts';
import type { WindowDoor } from '../door/window-door.ts';
import { fold, newMemory } from './fold.ts';

/** What the window knows of the engine now. */
export interface LiveState {
  readonly status: StatusView | undefined;
  /** Why there is no status. */
  readonly fault: FaultView | undefined;
  /** Whether the line to the engine stands. */
  readonly connected: boolean;
  /** Grows whenever the engine was found to be another than before. */
  readonly restarts: number;
  /** Grows with every event after which lists and pages may be out of date. */
  readonly changes: number;
}

export interface Live {
  readonly read: () => LiveState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Reads the snapshot anew. */
  readonly refresh: () => void;
  readonly close: () => void;
}

/** At most one snapshot in this time, in milliseconds; what events say in between is folded in. */
const betweenSnapshots = 1_000;

/** Events after which a snapshot is fetched, beside the fold: it alone knows all counts. */
const structural = (event: EngineEvent): boolean => event.type !== 'progress' && event.type !== 'retrying';

/**
 * Holds the projection of the engine: a snapshot, and the numbered events folded over it. A gap, another engine or a
 * line that broke asks for a new snapshot. `onOpen` hears where the desktop wants the window to go.
 */
export const followEngine = (door: WindowDoor, onOpen: (path: string) => void): Live => {
  const listeners = new Set<() => void>();
  let state: LiveState = { status: undefined, fault: undefined, connected: true, restarts: 0, changes: 0 };
  let snapshot: Snapshot | undefined;
  let last = 0;
  let memory = newMemory();
  let early: Push[] = [];
  let asking = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const set = (change: Partial<LiveState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const take = (next: Snapshot): void => {
    const restarted = snapshot !== undefined && snapshot.engine !== next.engine;
    snapshot = next;
    last = next.sequence;
    memory = newMemory();
    set({
      status: next.status,
      fault: undefined,
      connected: true,
      restarts: state.restarts + (restarted ? 1 : 0),
      changes: state.changes + 1,
    });
    const waiting = early;
    early = [];
    for (const push of waiting) hear(push);
  };

  const ask = async (): Promise<void> => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    const answer = await door.call('window.snapshot', {});
    asking = false;
    if (closed) return;
    if (answer.ok) take(answer.value);
    else {
      set({ fault: answer.fault });
      soon();
    }
    if (again) {
      again = false;
      soon();
    }
  };

  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void ask();
    }, betweenSnapshots);
  };

  const hear = (push: Push): void => {
    if (push.kind === 'open') return onOpen(push.path);
    if (asking || snapshot === undefined) {
      early.push(push);
      return undefined;
    }
    if (push.kind === 'gap' || push.engine !== snapshot.engine) return void ask();
    const fresh = push.events.filter((event) => event.sequence > last);
    let { status } = state;
    if (fresh.length === 0 || status === undefined) return undefined;
    let expected = last;
    for (const event of fresh) {
      expected += 1;
      if (event.sequence !== expected) return void ask();
      status = fold(status, event, memory);
    }
    last = expected;
    const changed = fresh.some(({ event }) => structural(event));
    set({ status, changes: state.changes + (changed ? 1 : 0) });
    if (changed) soon();
    return undefined;
  };

  const endEvents = door.subscribe(hear);
  const endLine = door.watchLine((up) => {
    set({ connected: up });
    if (up) void ask();
  });
  void ask();
  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => void ask(),
    close: () => {
      closed = true;
      clearTimeout(timer);
      endEvents();
      endLine();
    },
  };
};
