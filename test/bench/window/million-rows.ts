import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { openJournal } from '../../../electron/adapters/sqlite/open-journal.ts';

export const rowCount = 1_000_000;
export const connectionId = '9c92424b-829d-4beb-a65c-411873b268f8';
export const tables = ['order', 'order_item', 'invoice', 'customer', 'activity'] as const;
/** Arrivals lie 20 seconds apart and end now. */
const apartMs = 20_000;

/**
 * A journal with a million deliveries as a few years of use leave them: names with dates and running numbers, a twentieth
 * rejected, some beside the way. Written past the journal's own door, which would take an hour.
 */
export const writeMillionRows = (dataDirectory: string, rows = rowCount, now = Date.now()): void => {
  const { journal, close } = openJournal(dataDirectory);
  const lanes = tables.map(
    (table) => journal.lane(connectionId, 'prod', table, join(dataDirectory, 'drop', table)).id,
  );
  close();
  const database = new DatabaseSync(join(dataDirectory, 'journal.sqlite'));
  try {
    database.exec(
      'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN',
    );
    // indexes are quicker made in one go than row by row
    const made = database
      .prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'deliveries' AND type IN ('index', 'trigger')",
      )
      .all();
    for (const { type, name } of made) database.exec(`DROP ${String(type)} ${String(name)}`);
    database
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1),
         d AS (
           SELECT i, ?2 - (?1 - i) * ?3 AS at,
             CASE WHEN i % 20 = 7 THEN 'rejected' WHEN i % 50 = 11 THEN 'duplicate' WHEN i % 97 = 3 THEN 'empty'
               ELSE 'delivered' END AS state,
             CASE i % 5 WHEN 0 THEN 'SAP_VBAK_' WHEN 1 THEN 'Auftragspositionen_' WHEN 2 THEN 'Rechnungen März_'
               WHEN 3 THEN 'customers-' ELSE 'log_export.' END AS stem
           FROM n)
         INSERT INTO deliveries (lane_id, position, state, origin, source_path, source_name, size, modified_ns, arrived_at,
           converted_at, delivered_at, ended_at, sha256, format, row_count, bytes_in, bytes_out, object_key, etag, error)
         SELECT ${lanes.map((id, index) => `${index === 0 ? 'CASE i % 5 ' : ''}WHEN ${index} THEN ${id} `).join('')} END,
           i, state, 'watch',
           '/srv/drop/' || (i % 5) || '/' || stem || strftime('%Y%m%d', at / 1000, 'unixepoch') || '_' || printf('%07d', i) || '.csv',
           stem || strftime('%Y%m%d', at / 1000, 'unixepoch') || '_' || printf('%07d', i) || '.csv',
           (i * 7919) % 5000000, at * 1000000, at, at + 900, CASE state WHEN 'delivered' THEN at + 4000 END, at + 4000,
           printf('%064x', i), 'delimited', (i * 31) % 100000, (i * 7919) % 5000000, (i * 7919) % 2000000,
           'connection/x/' || i, 'e' || i,
           CASE state WHEN 'rejected' THEN '{"code":"key.null","facts":{"row":3,"column":"id"}}' END
         FROM d`,
      )
      .run(rows, now, apartMs);
    for (const { sql } of made) database.exec(String(sql));
    database.exec(
      'INSERT INTO tallies SELECT lane_id, state, count(*) FROM deliveries GROUP BY 1, 2; COMMIT',
    );
    database.exec('PRAGMA journal_mode = WAL');
  } finally {
    database.close();
  }
};
