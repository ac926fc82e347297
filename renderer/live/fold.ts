import type { NumberedEvent } from '../../electron/contract/calls.ts';
import type { EngineEvent } from '../../electron/contract/events.ts';
import type { DeliveryState } from '../../electron/contract/state.ts';
import type { ConnectionView, StatusView, TableView, WorkView } from '../../electron/contract/views.ts';

type EventOf<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

/** Which count of a table a state belongs to. */
const countOf = (state: DeliveryState): 'waiting' | 'inWork' | 'delivered' | 'rejected' | undefined => {
  switch (state) {
    case 'queued':
    case 'spooled':
    case 'held':
      return 'waiting';
    case 'converting':
    case 'uploading':
      return 'inWork';
    case 'delivered':
    case 'rejected':
      return state;
    default:
      return undefined;
  }
};

/** Where a delivery most likely came from, when its state before is not known; the next snapshot puts it right. */
const usuallyBefore: Readonly<Record<DeliveryState, DeliveryState | undefined>> = {
  queued: undefined,
  converting: 'queued',
  spooled: 'converting',
  uploading: 'spooled',
  delivered: 'uploading',
  rejected: 'converting',
  held: 'uploading',
  duplicate: 'queued',
  empty: 'converting',
  superseded: 'queued',
};

/** How much the newest measurement of a rate counts. */
const newestShare = 0.3;

const rateOf = (before: WorkView | undefined, event: EventOf<'progress'>, seconds: number): number | null => {
  if (before === undefined || before.stage !== event.stage || seconds <= 0)
    return before?.bytesPerSecond ?? null;
  const newest = Math.max(0, event.bytesDone - before.bytesDone) / seconds;
  return before.bytesPerSecond === null
    ? newest
    : before.bytesPerSecond * (1 - newestShare) + newest * newestShare;
};

/** What the fold remembers beside the status: states and times of deliveries seen since the last snapshot. */
export interface FoldMemory {
  readonly states: Map<number, DeliveryState>;
  readonly progressAt: Map<number, number>;
}
export const newMemory = (): FoldMemory => ({ states: new Map(), progressAt: new Map() });

const withWork = (table: TableView, id: number, next: WorkView | undefined): TableView => {
  const rest = table.work.filter((one) => one.id !== id);
  return { ...table, work: next === undefined ? rest : [...rest, next].toSorted((a, b) => a.id - b.id) };
};

const foldState = (table: TableView, event: EventOf<'state'>, at: string, memory: FoldMemory): TableView => {
  const before = memory.states.get(event.id) ?? usuallyBefore[event.state];
  memory.states.set(event.id, event.state);
  const next = { ...table, waitingFor: null };
  const from = before === undefined ? undefined : countOf(before);
  const to = countOf(event.state);
  if (from !== undefined) next[from] = Math.max(0, next[from] - 1);
  if (to !== undefined) next[to] += 1;
  if (event.state === 'delivered') {
    next.deliveredToday += 1;
    next.lastDeliveredAt = at;
  }
  if (event.state === 'rejected') next.attention += 1;
  if (event.state !== 'converting' && event.state !== 'uploading') {
    memory.progressAt.delete(event.id);
    return withWork(next, event.id, undefined);
  }
  return withWork(next, event.id, {
    id: event.id,
    file: event.file,
    stage: event.state,
    bytesDone: 0,
    bytesTotal: event.bytes ?? table.work.find((one) => one.id === event.id)?.bytesTotal ?? 0,
    rows: event.rows ?? null,
    bytesPerSecond: null,
    fault: null,
    nextTryAt: null,
  });
};

const foldProgress = (
  table: TableView,
  event: EventOf<'progress'>,
  at: string,
  memory: FoldMemory,
): TableView => {
  const before = table.work.find((one) => one.id === event.id);
  const now = Date.parse(at);
  const seconds = (now - (memory.progressAt.get(event.id) ?? now)) / 1000;
  memory.progressAt.set(event.id, now);
  return withWork({ ...table, waitingFor: null }, event.id, {
    id: event.id,
    file: event.file,
    stage: event.stage,
    bytesDone: event.bytesDone,
    bytesTotal: event.bytesTotal,
    rows: event.rows ?? before?.rows ?? null,
    bytesPerSecond: rateOf(before, event, seconds),
    fault: null,
    nextTryAt: null,
  });
};

const foldRetrying = (table: TableView, event: EventOf<'retrying'>, at: string): TableView => {
  const before = table.work.find((one) => one.id === event.id);
  return withWork(table, event.id, {
    id: event.id,
    file: event.file,
    stage: before?.stage ?? 'uploading',
    bytesDone: before?.bytesDone ?? 0,
    bytesTotal: before?.bytesTotal ?? 0,
    rows: before?.rows ?? null,
    bytesPerSecond: null,
    fault: event.fault,
    nextTryAt: new Date(Date.parse(at) + event.waits).toISOString(),
  });
};

const inTable = (
  status: StatusView,
  place: { readonly connection: string; readonly table: string },
  change: (table: TableView) => TableView,
): StatusView => ({
  ...status,
  connections: status.connections.map((connection) =>
    connection.name === place.connection
      ? {
          ...connection,
          tables: connection.tables.map((one) => (one.name === place.table ? change(one) : one)),
        }
      : connection,
  ),
});

const inConnection = (status: StatusView, name: string, change: Partial<ConnectionView>): StatusView => ({
  ...status,
  connections: status.connections.map((one) => (one.name === name ? { ...one, ...change } : one)),
});

/** The status after one more event. */
export const fold = (status: StatusView, { at, event }: NumberedEvent, memory: FoldMemory): StatusView => {
  switch (event.type) {
    case 'arrived':
      memory.states.set(event.id, 'queued');
      return inTable(status, event, (table) => ({ ...table, waiting: table.waiting + 1 }));
    case 'state':
      // the journal tells of the arrival and of the first state; both mean the same delivery
      if (memory.states.get(event.id) === event.state) return status;
      return inTable(status, event, (table) => foldState(table, event, at, memory));
    case 'progress':
      return inTable(status, event, (table) => foldProgress(table, event, at, memory));
    case 'retrying':
      return inTable(status, event, (table) => foldRetrying(table, event, at));
    case 'folder':
      return inTable(status, event, (table) => ({ ...table, folderState: event.folder }));
    case 'held':
      return inConnection(status, event.connection, {
        state: 'held',
        fault: event.fault,
        message: event.message,
      });
    case 'released':
      return inConnection(status, event.connection, { state: 'ready', fault: null, message: null });
    default:
      return status;
  }
};
