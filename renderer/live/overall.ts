import type { OverallState } from '../../electron/contract/state.ts';
import type { StatusView, TableView } from '../../electron/contract/views.ts';
import { overallSentence, type OverallFacts } from '../../electron/contract/words/states.ts';
import { type Language, sentence } from '../../electron/contract/words/sentence.ts';

export interface Overall {
  readonly state: OverallState;
  readonly sentence: string;
}

const sumOf = (tables: readonly TableView[], of: (table: TableView) => number): number =>
  tables.reduce((total, table) => total + of(table), 0);

const openOf = (table: TableView): number => table.waiting + table.inWork;

/** State and sentence of a folded status, worst first, in the window's own language. The engine's rule, on views. */
export const overallOf = (status: StatusView, language: Language): Overall => {
  const { connections } = status;
  const tables = connections.flatMap((connection) => connection.tables);
  const settling = sumOf(tables, (table) => table.folderState?.settling ?? 0);
  const open = sumOf(tables, openOf) + settling;
  const say = (state: OverallState, names: readonly string[], message?: string): Overall => {
    const facts: OverallFacts = {
      state,
      names,
      message,
      open,
      connections: connections.length,
      tables: tables.length,
      deliveredToday: sumOf(tables, (table) => table.deliveredToday),
      attention: sumOf(tables, (table) => table.attention),
    };
    return { state, sentence: overallSentence(facts, language) };
  };
  const held = connections.filter((connection) => connection.state === 'held');
  if (held.length > 0) {
    const fault = held[0]?.fault;
    return say(
      'stopped',
      held.map((one) => one.name),
      fault ? sentence(fault, language) : undefined,
    );
  }
  const rejected = tables.filter((table) => table.attention > 0);
  if (rejected.length > 0)
    return say(
      'attention',
      rejected.map((table) => table.name),
    );
  const missing = tables.filter((table) => table.folderState !== null && !table.folderState.reachable);
  if (missing.length > 0) {
    const fault = missing[0]?.folderState?.fault;
    return say(
      'waiting',
      missing.map((table) => table.folder),
      fault ? sentence(fault, language) : undefined,
    );
  }
  const waiting = tables.flatMap((table) => table.work).find((work) => work.fault !== null)?.fault;
  if (waiting) return say('waiting', [], sentence(waiting, language));
  const paused = tables.filter((table) => table.paused);
  if (paused.length > 0 && (paused.length === tables.length || open === sumOf(paused, openOf)))
    return say('paused', paused.length === tables.length ? [] : paused.map((table) => table.name));
  return say(open > 0 ? 'working' : 'idle', []);
};
