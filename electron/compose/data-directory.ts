import { isLocked, ownerOf, type Owner } from '../adapters/sqlite/data-lock.ts';
import { hasJournal, openJournal } from '../adapters/sqlite/open-journal.ts';
import { Fault } from '../contract/fault.ts';
import type { PinnedSchema } from '../contract/schema.ts';
import type { HistoryRow, StatusView } from '../contract/views.ts';
import { historyRow } from '../core/history/history-row.ts';
import type { HistoryFilter } from '../core/history/history.ts';
import { nearest } from '../core/configuration/nearest.ts';
import { statusOf } from '../core/history/status.ts';
import type { Lane } from '../core/queue/delivery.ts';
import type { Journal } from '../core/queue/journal.ts';
import { retryDelivery } from './retry-delivery.ts';
import { startOfDay } from './start-of-day.ts';

/** A data directory looked at from outside, whether or not a service runs on it. */
export interface DataDirectory {
  status(): StatusView;
  history(filter: HistoryFilter): Iterable<HistoryRow>;
  entry(id: number): HistoryRow | undefined;
  /** The newest deliveries, newest first. */
  latest(count: number): readonly HistoryRow[];
  owner(): Owner | undefined;
  /** Puts a rejected delivery back into its lane, or releases the connection of a held one. */
  retry(id: number): Promise<HistoryRow>;
  /** Tables by name (`order`, or `dev/order`), or every connection where none is named. Gives what was paused. */
  pause(table: string | undefined, connection: string | undefined): readonly string[];
  resume(table: string | undefined, connection: string | undefined): readonly string[];
  /** The schema that is pinned for a table; undefined where none is yet. Throws `usage.wrong` for an unknown table. */
  schema(table: string, connection: string | undefined): PinnedSchema | undefined;
  /** Pins a schema, or with undefined forgets it: the next file is learned from. */
  setSchema(table: string, connection: string | undefined, schema: PinnedSchema | undefined): void;
  /** The connection's id by its name, where this directory has seen it. */
  connectionId(name: string): string | undefined;
  /** Lets a held connection go on: its credentials were set anew. */
  release(connectionId: string): void;
  readonly journal: Journal;
  close(): void;
}

/** Whether Sluice has ever worked in this directory. */
export const isDataDirectory = hasJournal;

/** Opens a data directory. Where there is none, an empty one is made. */
export const openDataDirectory = (directory: string): DataDirectory => {
  const { journal, history, close } = openJournal(directory);

  const chosen = (table: string | undefined, connection: string | undefined): readonly Lane[] => {
    const [first, second] = table?.includes('/') === true ? table.split('/', 2) : [connection, table];
    const lanes = journal.lanes();
    const found = lanes.filter(
      (lane) => same(lane.table, second) && (first === undefined || same(lane.connection, first)),
    );
    if (found.length > 0) return found;
    const names = lanes.map((lane) => lane.table);
    const suggestion = second === undefined ? undefined : nearest(second, names);
    throw new Fault('usage.wrong', {
      reason:
        table === undefined ? `There is no connection ${connection ?? ''}` : `There is no table ${table}`,
      ...(suggestion === undefined ? {} : { suggestion: `Did you mean ${suggestion}?` }),
    });
  };

  const only = (table: string, connection: string | undefined): Lane => {
    const lanes = chosen(table, connection);
    const [lane] = lanes;
    if (lane !== undefined && lanes.length === 1) return lane;
    throw new Fault('usage.wrong', {
      reason: `Several connections have a table ${table}`,
      suggestion: `Name one with --connection: ${lanes.map((one) => one.connection).join(', ')}.`,
    });
  };

  /** Whole connections where no table is named, else single tables. */
  const each = (
    table: string | undefined,
    connection: string | undefined,
    act: (connectionId: string, table: string | undefined) => void,
  ): readonly string[] => {
    if (table !== undefined) {
      return chosen(table, connection).map((lane) => {
        act(lane.connectionId, lane.table);
        return `${lane.connection}/${lane.table}`;
      });
    }
    const lanes = connection === undefined ? journal.lanes() : chosen(undefined, connection);
    const connections = new Map(lanes.map((lane) => [lane.connectionId, lane.connection]));
    for (const id of connections.keys()) act(id, undefined);
    return [...connections.values()];
  };

  const entry = (id: number): HistoryRow | undefined => {
    const delivery = journal.delivery(id);
    const lane = delivery && journal.laneById(delivery.laneId);
    return delivery === undefined || lane === undefined
      ? undefined
      : historyRow({ delivery, lane }, journal.attempts(id));
  };

  return {
    journal,
    close,
    entry,
    latest: (count) =>
      history
        .page({}, { limit: count, offset: 0 })
        .map((one) => historyRow(one, history.attempts(one.delivery.id))),
    owner: () => (isLocked(directory) ? ownerOf(directory) : undefined),
    status: () =>
      statusOf({
        tallies: journal.tallies(startOfDay(Date.now())),
        holds: journal.holds(),
        pauses: journal.pauses(),
        running: isLocked(directory),
        now: new Map(),
      }),
    *history(filter) {
      for (const one of history.all(filter)) yield historyRow(one, history.attempts(one.delivery.id));
    },
    retry: async (id) => {
      await retryDelivery(journal, directory, id);
      const after = entry(id);
      if (after === undefined)
        throw new Fault('internal', { reason: `delivery ${id} vanished during its retry` });
      return after;
    },
    pause: (table, connection) =>
      each(table, connection, (connectionId, name) => journal.pause(connectionId, name, Date.now())),
    resume: (table, connection) =>
      each(table, connection, (connectionId, name) => {
        journal.resume(connectionId, name);
        // whoever says "resume" to everything also means the tables that were paused one by one, and a held connection
        if (name === undefined) {
          for (const pause of journal.pauses()) {
            if (pause.connectionId === connectionId) journal.resume(connectionId, pause.table);
          }
        }
        journal.release(connectionId);
      }),
    schema: (table, connection) => journal.schema(only(table, connection).id),
    setSchema: (table, connection, schema) => {
      const lane = only(table, connection);
      if (schema === undefined) journal.unpin(lane.id);
      else journal.pin(lane.id, schema);
    },
    connectionId: (name) => journal.lanes().find((lane) => same(lane.connection, name))?.connectionId,
    release: (connectionId) => journal.release(connectionId),
  };
};

const same = (left: string, right: string | undefined): boolean =>
  right === undefined || left.toLowerCase() === right.toLowerCase();
