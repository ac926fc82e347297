import type { FaultView } from '../../contract/fault.ts';
import type { OverallState } from '../../contract/state.ts';
import type { ConnectionView, StatusView, TableView, WorkView } from '../../contract/views.ts';
import { leftAloneSentence, overallSentence, type OverallFacts } from '../../contract/words/states.ts';
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
  const facts = overallOf(input, connections, language);
  return {
    state: facts.state,
    sentence: overallSentence(facts, language),
    running: input.running,
    connections,
  };
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
  };
};

/** Left alone although somebody wants them delivered; a link that leads outside is left alone on purpose. */
const wanted: ReadonlySet<string> = new Set(['nameNotText', 'fileUnreadable', 'subfolderUnreadable']);

const unseenFiles = (tables: readonly TableView[], language: Language): string => {
  const first = tables[0]?.folderState?.leftAlone?.find(({ why }) => wanted.has(why));
  const table = tables[0]?.name ?? '';
  return first === undefined ? '' : leftAloneSentence(first, table, language);
};

/** Worst first: what needs a person comes before what heals by itself, and that before what merely goes on. */
const overallOf = (
  input: StatusInput,
  connections: readonly ConnectionView[],
  language: Language,
): OverallFacts => {
  const tables = connections.flatMap((connection) => connection.tables);
  const sum = (of: (table: TableView) => number) => tables.reduce((total, table) => total + of(table), 0);
  const open = sum((table) => table.waiting + table.inWork + (table.folderState?.settling ?? 0));
  const common = {
    connections: connections.length,
    tables: tables.length,
    deliveredToday: sum((table) => table.deliveredToday),
    open,
    attention: sum((table) => table.attention),
  };
  const facts = (state: OverallState, names: readonly string[], message?: string): OverallFacts => ({
    ...common,
    state,
    names,
    message,
  });
  const held = connections.filter((connection) => connection.state === 'held');
  if (held.length > 0) {
    return facts(
      'stopped',
      held.map((connection) => connection.name),
      held[0]?.message ?? undefined,
    );
  }
  const rejected = tables.filter((table) => table.attention > 0);
  if (rejected.length > 0)
    return facts(
      'attention',
      rejected.map((table) => table.name),
    );
  const unseen = tables.filter(
    (table) => table.folderState?.leftAlone?.some(({ why }) => wanted.has(why)) === true,
  );
  if (unseen.length > 0)
    return facts(
      'attention',
      unseen.map((table) => table.name),
      unseenFiles(unseen, language),
    );
  const missing = tables.filter((table) => table.folderState !== null && !table.folderState.reachable);
  const folderFault = missing[0]?.folderState?.fault;
  if (missing.length > 0) {
    return facts(
      'waiting',
      missing.map((table) => table.folder),
      folderFault ? sentence(folderFault, language) : undefined,
    );
  }
  const waiting =
    [...input.now.values()].find((lane) => lane.waiting !== undefined)?.waiting ??
    input.tallies.find((tally) => input.running && tally.folder?.waiting !== undefined)?.folder?.waiting;
  if (waiting !== undefined) return facts('waiting', [], sentence(waiting, language));
  const paused = tables.filter((table) => table.paused);
  if (paused.length > 0 && (paused.length === tables.length || open === sumOf(paused))) {
    return facts('paused', paused.length === tables.length ? [] : paused.map((table) => table.name));
  }
  return facts(open > 0 ? 'working' : 'idle', []);
};

const sumOf = (tables: readonly TableView[]): number =>
  tables.reduce((total, table) => total + table.waiting + table.inWork, 0);
