import type { OverallState } from './state.ts';
import type { ConnectionView, StatusView, TableView } from './views.ts';
import { sentence, type Language } from './words/sentence.ts';
import { leftAloneSentence, overallSentence, stoppedSentence } from './words/states.ts';

/** Whether all is well: one state, and one sentence that says so. */
export interface Overall {
  readonly state: OverallState;
  readonly sentence: string;
}

/** Left alone although somebody wants them delivered; a link that leads outside is left alone on purpose. */
const wanted: ReadonlySet<string> = new Set(['nameNotText', 'fileUnreadable', 'subfolderUnreadable']);
/** The first file of a table that is left alone although somebody wants it delivered. */
export const unseenIn = (table: TableView) =>
  table.folderState?.leftAlone?.find(({ why }) => wanted.has(why));

/** Why a table does not go on, until it is tried again by itself. */
export const waitingFor = (table: TableView) =>
  table.work.find((one) => one.fault !== null)?.fault ?? table.waitingFor ?? undefined;

const openOf = (table: TableView): number => table.waiting + table.inWork;
const sumOf = (tables: readonly TableView[], of: (table: TableView) => number): number =>
  tables.reduce((total, table) => total + of(table), 0);

/** The same for a whole status: where no engine runs, why it does not comes before all else. */
export const overallIn = (
  { running, state, sentence: why, connections }: StatusView,
  language: Language = 'en',
): Overall => (running || why === '' ? overallOf(connections, language) : { state, sentence: why });

/**
 * The one rule for the state of the whole, the same in the tray, in the window and in `status`. Worst first: what needs
 * a person comes before what heals by itself, and that before what merely goes on.
 */
export const overallOf = (connections: readonly ConnectionView[], language: Language = 'en'): Overall => {
  const tables = connections.flatMap((connection) => connection.tables);
  const open = sumOf(tables, (table) => openOf(table) + (table.folderState?.settling ?? 0));
  const say = (state: OverallState, names: readonly string[], message?: string): Overall => ({
    state,
    sentence: overallSentence(
      {
        state,
        names,
        message,
        open,
        connections: connections.length,
        tables: tables.length,
        deliveredToday: sumOf(tables, (table) => table.deliveredToday),
        attention: sumOf(tables, (table) => table.attention),
      },
      language,
    ),
  });
  const namesOf = (some: readonly { readonly name: string }[]) => some.map(({ name }) => name);

  const held = connections.filter((connection) => connection.state === 'held');
  if (held.length > 0) {
    const fault = held[0]?.fault;
    return say('stopped', namesOf(held), fault ? sentence(fault, language) : undefined);
  }
  const halted = tables.find((table) => table.stopped);
  if (halted?.stopped) {
    const { id, fault } = halted.stopped;
    const message = stoppedSentence({ id, table: halted.name }, sentence(fault, language), language);
    return say('attention', [halted.name], message);
  }
  const rejected = tables.filter((table) => table.attention > 0);
  if (rejected.length > 0) return say('attention', namesOf(rejected));
  const unseen = tables.find((table) => unseenIn(table) !== undefined);
  const left = unseen && unseenIn(unseen);
  if (unseen !== undefined && left !== undefined)
    return say('attention', [unseen.name], leftAloneSentence(left, unseen.name, language));
  const missing = tables.filter((table) => table.folderState !== null && !table.folderState.reachable);
  if (missing.length > 0) {
    const fault = missing[0]?.folderState?.fault;
    const folders = missing.map((table) => table.folder);
    return say('waiting', folders, fault ? sentence(fault, language) : undefined);
  }
  const fault = tables.map(waitingFor).find((one) => one !== undefined);
  if (fault !== undefined) return say('waiting', [], sentence(fault, language));
  const paused = tables.filter((table) => table.paused);
  if (paused.length > 0 && (paused.length === tables.length || open === sumOf(paused, openOf)))
    return say('paused', paused.length === tables.length ? [] : namesOf(paused));
  // nobody knows yet whether a folder holds files that was not looked into
  const unscanned = tables.some(
    ({ paused: stands, folderState }) => !stands && folderState?.lastScanOk === false,
  );
  return say(open > 0 || unscanned ? 'working' : 'idle', []);
};
