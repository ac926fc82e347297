import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { History, HistoryEntry, HistoryFilter } from '../../core/history/history.ts';
import type { Attempt } from '../../core/queue/delivery.ts';
import { nameHolds } from './name-condition.ts';
import { attemptOf, deliveryOf, laneOf, type Row } from './rows.ts';
import { Statements } from './statements.ts';

const LANE_COLUMNS = `l.id AS l_id, l.connection_id AS l_connection_id, l.connection AS l_connection,
  l.table_name AS l_table_name, l.folder AS l_folder`;
const PAGE = 500;

/** Readings of the journal over node:sqlite. */
export class SqliteHistory implements History {
  readonly #sql: Statements;

  constructor(database: DatabaseSync) {
    this.#sql = new Statements(database);
  }

  page(
    filter: HistoryFilter,
    page: { readonly limit: number; readonly offset: number; readonly oldestFirst?: boolean },
  ): readonly HistoryEntry[] {
    const { where, values } = whereOf(filter);
    return this.#sql
      .all(
        `SELECT d.*, ${LANE_COLUMNS} FROM deliveries d JOIN lanes l ON l.id = d.lane_id ${where}
         ORDER BY d.id ${page.oldestFirst === true ? 'ASC' : 'DESC'} LIMIT ? OFFSET ?`,
        ...values,
        page.limit,
        page.offset,
      )
      .map(entryOf);
  }

  count(filter: HistoryFilter): number {
    const { where, values } = whereOf(filter);
    const row = this.#sql.get(
      `SELECT count(*) AS n FROM deliveries d JOIN lanes l ON l.id = d.lane_id ${where}`,
      ...values,
    );
    return Number(row?.['n'] ?? 0);
  }

  *all(filter: HistoryFilter): Iterable<HistoryEntry> {
    const { where, values } = whereOf(filter);
    let after = 0;
    for (;;) {
      const rows = this.#sql.all(
        `SELECT d.*, ${LANE_COLUMNS} FROM deliveries d JOIN lanes l ON l.id = d.lane_id
         ${where === '' ? 'WHERE' : `${where} AND`} d.id > ? ORDER BY d.id LIMIT ?`,
        ...values,
        after,
        PAGE,
      );
      for (const row of rows) {
        after = Number(row['id']);
        yield entryOf(row);
      }
      if (rows.length < PAGE) return;
    }
  }

  attempts(id: number): readonly Attempt[] {
    return this.#sql.all('SELECT * FROM attempts WHERE delivery_id = ? ORDER BY number', id).map(attemptOf);
  }
}

const entryOf = (row: Row): HistoryEntry => ({
  delivery: deliveryOf(row),
  lane: laneOf({
    id: row['l_id'],
    connection_id: row['l_connection_id'],
    connection: row['l_connection'],
    table_name: row['l_table_name'],
    folder: row['l_folder'],
  }),
});

const whereOf = (
  filter: HistoryFilter,
): { readonly where: string; readonly values: readonly SQLInputValue[] } => {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (sql: string, ...given: readonly SQLInputValue[]) => {
    parts.push(sql);
    values.push(...given);
  };
  if (filter.connection !== undefined) add('l.connection = ?', filter.connection);
  if (filter.table !== undefined) add('l.table_name = ? COLLATE NOCASE', filter.table);
  if (filter.states !== undefined && filter.states.length > 0) {
    add(`d.state IN (${filter.states.map(() => '?').join(', ')})`, ...filter.states);
  }
  if (filter.from !== undefined) add('d.arrived_at >= ?', filter.from);
  if (filter.to !== undefined) add('d.arrived_at < ?', filter.to);
  if (filter.text !== undefined && filter.text !== '') {
    const holds = nameHolds('d.source_name', filter.text);
    add(holds.sql, ...holds.values);
  }
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
};
