import type { DatabaseSync } from 'node:sqlite';
import type { CallOutput, HistorySort, ThroughputBucket } from '../../contract/calls.ts';
import type { HistoryRow } from '../../contract/views.ts';
import { historyCsvHeader, historyCsvLine } from '../../core/history/history-csv.ts';
import { historyRow } from '../../core/history/history-row.ts';
import type {
  CsvRequest,
  HistoryPage,
  HistoryPageRequest,
  ThroughputRequest,
} from '../../core/history/reader.ts';
import type { Attempt, Lane } from '../../core/queue/delivery.ts';
import { countSelected, select, type Selection } from './history-selection.ts';
import { attemptOf, deliveryOf, laneOf } from './rows.ts';
import { Statements } from './statements.ts';

const orders: Readonly<Record<HistorySort['by'], string>> = {
  arrived: 'id',
  file: 'source_name COLLATE NOCASE',
  table: '',
  state: 'state',
  rows: 'row_count',
  size: 'size',
  delivered: 'delivered_at',
};

/** The index that gives everything in the wished order. */
const sorted: Readonly<Partial<Record<HistorySort['by'], string>>> = {
  file: 'deliveries_by_name',
  state: 'deliveries_state',
  rows: 'deliveries_by_rows',
  size: 'deliveries_by_size',
  delivered: 'deliveries_by_delivery',
};

/** A total this young is not counted again while rows come in, in milliseconds. */
const FRESH_MS = 1_000;

interface Counted {
  readonly total: number;
  readonly version: unknown;
  readonly at: number;
}

/** Pages, exports and sums over the whole history. Calls take up to some 200 ms over a million rows. */
export class HistoryPages {
  readonly #sql: Statements;
  readonly #counted = new Map<string, Counted>();

  constructor(database: DatabaseSync) {
    this.#sql = new Statements(database);
  }

  page({ query, sort, offset, limit }: HistoryPageRequest): HistoryPage {
    const selection = select(this.#sql, query);
    const direction = sort.descending ? 'DESC' : 'ASC';
    const order = sort.by === 'table' ? this.#laneOrder() : orders[sort.by];
    const ids = this.#sql
      .all(
        `SELECT id FROM deliveries ${indexFor(selection, sort)} ${whereClause(selection)}
         ORDER BY ${order} ${direction}${order === 'id' ? '' : `, id ${direction}`} LIMIT ? OFFSET ?`,
        ...selection.values,
        limit,
        offset,
      )
      .map((row) => Number(row['id']));
    const rows = this.#rows(ids);
    // a page that is not full is the last one
    if (ids.length < limit && (ids.length > 0 || offset === 0)) {
      return { rows, total: offset + ids.length, totalIsExact: true };
    }
    return { rows, ...this.#count(JSON.stringify(query), selection) };
  }

  #count(name: string, selection: Selection): Pick<HistoryPage, 'total' | 'totalIsExact'> {
    const version = this.#sql.get('PRAGMA data_version')?.['data_version'];
    const known = this.#counted.get(name);
    if (known !== undefined && known.version === version) return { total: known.total, totalIsExact: true };
    if (selection.looks && known !== undefined && performance.now() - known.at < FRESH_MS) {
      return { total: known.total, totalIsExact: false };
    }
    const total = countSelected(this.#sql, selection);
    if (this.#counted.size > 50) this.#counted.clear();
    this.#counted.set(name, { total, version, at: performance.now() });
    return { total, totalIsExact: true };
  }

  csv({ query, after, limit }: CsvRequest): CallOutput<'history.csv'> {
    const selection = select(this.#sql, query);
    const condition = selection.where === '' ? 'id > ?' : `${selection.where} AND id > ?`;
    const ids = this.#sql
      .all(
        `SELECT id FROM deliveries INDEXED BY deliveries_list WHERE ${condition} ORDER BY id LIMIT ?`,
        ...selection.values,
        after,
        limit,
      )
      .map((row) => Number(row['id']));
    const lines = this.#rows(ids).map(historyCsvLine).join('');
    return {
      csv: after === 0 ? historyCsvHeader + lines : lines,
      next: ids.length < limit ? null : (ids.at(-1) ?? null),
    };
  }

  throughput({ span, connection, table, now }: ThroughputRequest): ThroughputBucket[] {
    const { width, count } = span === 'hour' ? { width: 60_000, count: 60 } : { width: 1_800_000, count: 48 };
    const end = Math.floor(now / width) * width + width;
    const start = end - width * count;
    const { lanes } = select(this.#sql, { connection, table });
    const among =
      lanes === undefined ? '' : `AND lane_id IN (${lanes.length === 0 ? 'NULL' : lanes.join(', ')})`;
    const found = new Map(
      this.#sql
        .all(
          `SELECT CAST((delivered_at - ?1) / ?2 AS INTEGER) AS bucket, count(*) AS files, total(row_count) AS row_total,
             total(bytes_out) AS bytes FROM deliveries INDEXED BY deliveries_by_delivery
           WHERE delivered_at >= ?1 AND delivered_at < ?3 ${among} GROUP BY bucket`,
          start,
          width,
          end,
        )
        .map((row) => [Number(row['bucket']), row]),
    );
    return Array.from({ length: count }, (_, index) => {
      const row = found.get(index);
      return {
        at: new Date(start + index * width).toISOString(),
        files: Number(row?.['files'] ?? 0),
        rows: Number(row?.['row_total'] ?? 0),
        bytes: Number(row?.['bytes'] ?? 0),
      };
    });
  }

  /** Lanes by connection and table: their places in that order, as SQL. */
  #laneOrder(): string {
    const ids = this.#sql
      .all('SELECT id FROM lanes ORDER BY connection COLLATE NOCASE, table_name COLLATE NOCASE')
      .map((row) => Number(row['id']));
    if (ids.length === 0) return 'lane_id';
    return `CASE lane_id ${ids.map((id, place) => `WHEN ${id} THEN ${place}`).join(' ')} END`;
  }

  /** The rows of these deliveries, in this order. */
  #rows(ids: readonly number[]): HistoryRow[] {
    const lanes = new Map<number, Lane>(
      this.#sql
        .all('SELECT * FROM lanes')
        .map(laneOf)
        .map((lane) => [lane.id, lane]),
    );
    const list = JSON.stringify(ids);
    const attempts = new Map<number, Attempt[]>();
    for (const row of this.#sql.all(
      'SELECT * FROM attempts WHERE delivery_id IN (SELECT value FROM json_each(?)) ORDER BY delivery_id, number',
      list,
    )) {
      const id = Number(row['delivery_id']);
      const others = attempts.get(id);
      if (others === undefined) attempts.set(id, [attemptOf(row)]);
      else others.push(attemptOf(row));
    }
    const found = new Map<number, HistoryRow>();
    for (const row of this.#sql.all(
      'SELECT * FROM deliveries WHERE id IN (SELECT value FROM json_each(?))',
      list,
    )) {
      const delivery = deliveryOf(row);
      const lane = lanes.get(delivery.laneId);
      if (lane !== undefined)
        found.set(delivery.id, historyRow({ delivery, lane }, attempts.get(delivery.id) ?? []));
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }
}

const whereClause = ({ where }: Selection): string => (where === '' ? '' : `WHERE ${where}`);

const indexFor = (selection: Selection, sort: HistorySort): string => {
  const { where, lanes, states, looks } = selection;
  if (where === '') {
    const own = sorted[sort.by];
    if (own !== undefined) return `INDEXED BY ${own}`;
  } else if (sort.by === 'arrived' && !looks) {
    if (lanes === undefined && states?.length === 1) return 'INDEXED BY deliveries_state';
    if (states === undefined && lanes?.length === 1) return 'INDEXED BY deliveries_lane';
  }
  return 'INDEXED BY deliveries_list';
};
