import type { FaultView } from '../../contract/fault.ts';
import { overallOf } from '../../contract/overall.ts';
import type { ConnectionView, StatusView, TableView, WorkView } from '../../contract/views.ts';
import { sentence, type Language } from '../../contract/words/sentence.ts';
import type { Hold, LaneTally, Pause } from '../queue/journal.ts';

/** What is known of one lane beyond the journal, while the service runs in this process. */
export interface LaneNow {
  readonly work: readonly WorkView[];
  readonly bytesPerSecond: number | null;
  /** Why an upload waits for its next try, or a conversion cannot be made. */
  readonly waiting: FaultView | undefined;
}

export interface StatusInput {
  readonly tallies: readonly LaneTally[];
  readonly holds: readonly Hold[];
  readonly pauses: readonly Pause[];
  readonly running: boolean;
  readonly now: ReadonlyMap<number, LaneNow>;
  readonly language?: Language;
}

const iso = (time: number | undefined): string | null =>
  time === undefined ? null : new Date(time).toISOString();

/** The one derived state and its sentence: what tray, window and `status` show. */
export const statusOf = (input: StatusInput): StatusView => {
  const language = input.language ?? 'en';
  const connections = connectionsOf(input, language);
  return { ...overallOf(connections, language), running: input.running, connections };
};

const connectionsOf = (input: StatusInput, language: Language): ConnectionView[] => {
  const byId = new Map<string, { name: string; tables: TableView[] }>();
  for (const tally of input.tallies) {
    const { lane } = tally;
    const entry = byId.get(lane.connectionId) ?? { name: lane.connection, tables: [] };
    byId.set(lane.connectionId, entry);
    entry.tables.push(tableOf(input, tally));
  }
  return [...byId].map(([connectionId, { name, tables }]) => {
    const hold = input.holds.find((one) => one.connectionId === connectionId);
    const paused = input.pauses.some((one) => one.connectionId === connectionId && one.table === undefined);
    return {
      name,
      connectionId,
      state: hold !== undefined ? 'held' : paused ? 'paused' : 'ready',
      fault: hold?.fault ?? null,
      message: hold === undefined ? null : sentence(hold.fault, language),
      tables,
    } satisfies ConnectionView;
  });
};

const tableOf = (input: StatusInput, tally: LaneTally): TableView => {
  const { lane, counts, folder } = tally;
  const of = (state: keyof typeof counts) => counts[state] ?? 0;
  return {
    name: lane.table,
    folder: lane.folder,
    waiting: of('queued') + of('spooled') + of('held'),
    inWork: of('converting') + of('uploading'),
    delivered: of('delivered'),
    rejected: of('rejected'),
    attention: tally.attention,
    deliveredToday: tally.deliveredToday,
    lastDeliveredAt: iso(tally.lastDeliveredAt),
    paused: input.pauses.some(
      (one) =>
        one.connectionId === lane.connectionId && (one.table === undefined || one.table === lane.table),
    ),
    folderState:
      folder === undefined
        ? null
        : {
            reachable: folder.reachable,
            polling: folder.polling,
            settling: folder.settling,
            lastScanAt: iso(folder.lastScanAt),
            lastScanOk: folder.lastScanOk,
            fault: folder.fault ?? null,
            leftAlone: [...(folder.leftAlone ?? [])],
            leftAloneCount: folder.leftAloneCount ?? 0,
          },
    work: [...(input.now.get(lane.id)?.work ?? [])],
    bytesPerSecond: input.now.get(lane.id)?.bytesPerSecond ?? null,
    stopped: stoppedIn(input, tally),
    waitingFor: input.now.get(lane.id)?.waiting ?? (input.running ? folder?.waiting : undefined) ?? null,
  };
};

/** Where a lane is stopped by a fault of Sluice's own: a delivery is held, and its connection is not. */
const stoppedIn = ({ holds }: StatusInput, { lane, held }: LaneTally): TableView['stopped'] =>
  held?.fault === undefined || holds.some((hold) => hold.connectionId === lane.connectionId)
    ? null
    : { id: held.id, fault: held.fault };
