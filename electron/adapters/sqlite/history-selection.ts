import type { SQLInputValue } from 'node:sqlite';
import type { HistoryQuery } from '../../contract/calls.ts';
import { nameHolds } from './name-condition.ts';
import type { Statements } from './statements.ts';

/** What of the deliveries is meant, as SQL. */
export interface Selection {
  /** Without WHERE; empty: all of them. */
  readonly where: string;
  readonly values: readonly SQLInputValue[];
  /** The lanes that are meant; undefined: all. */
  readonly lanes: readonly number[] | undefined;
  readonly states: readonly string[] | undefined;
  /** Names or times have to be looked at, so that the tallies do not know how many there are. */
  readonly looks: boolean;
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** Lanes by the names of connection and table. There are few lanes: named once, they need no join. */
const lanesOf = (sql: Statements, query: HistoryQuery): readonly number[] | undefined => {
  if (query.connection === undefined && query.table === undefined) return undefined;
  return sql
    .all(
      `SELECT id FROM lanes WHERE (?1 IS NULL OR connection = ?1 COLLATE NOCASE)
         AND (?2 IS NULL OR table_name = ?2 COLLATE NOCASE)`,
      query.connection ?? null,
      query.table ?? null,
    )
    .map((row) => Number(row['id']));
};

export const select = (sql: Statements, query: HistoryQuery): Selection => {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (part: string, ...given: readonly SQLInputValue[]): void => {
    parts.push(part);
    values.push(...given);
  };
  const lanes = lanesOf(sql, query);
  const states = query.states === undefined || query.states.length === 0 ? undefined : query.states;
  if (lanes !== undefined) add(lanes.length === 0 ? 'FALSE' : `lane_id IN (${marks(lanes)})`, ...lanes);
  if (states !== undefined) add(`state IN (${marks(states)})`, ...states);
  const before = parts.length;
  if (query.from !== undefined) add('arrived_at >= ?', Date.parse(query.from));
  if (query.to !== undefined) add('arrived_at < ?', Date.parse(query.to));
  if (query.text !== undefined && query.text !== '') {
    const holds = nameHolds('source_name', query.text);
    add(holds.sql, ...holds.values);
  }
  return { where: parts.join(' AND '), values, lanes, states, looks: parts.length > before };
};

/** How many deliveries are selected. Without names and times the journal has counted already. */
export const countSelected = (sql: Statements, selection: Selection): number => {
  if (selection.looks) {
    const row = sql.get(
      `SELECT count(*) AS n FROM deliveries INDEXED BY deliveries_list WHERE ${selection.where}`,
      ...selection.values,
    );
    return Number(row?.['n'] ?? 0);
  }
  const row = sql.get(
    `SELECT coalesce(sum(count), 0) AS n FROM tallies ${selection.where === '' ? '' : `WHERE ${selection.where}`}`,
    ...selection.values,
  );
  return Number(row?.['n'] ?? 0);
};
