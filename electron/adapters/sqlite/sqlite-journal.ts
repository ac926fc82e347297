import type { DatabaseSync } from 'node:sqlite';
import { Fault } from '../../contract/fault.ts';
import type { FaultView } from '../../contract/fault.ts';
import { PinnedSchema } from '../../contract/schema.ts';
import type { DeliveryState } from '../../contract/state.ts';
import type { Attempt, Delivery, Lane, PeakRss } from '../../core/queue/delivery.ts';
import type {
  Arrival,
  AttemptEnd,
  Ended,
  FolderNote,
  Hold,
  Journal,
  LaneTally,
  Part,
  Pause,
  Spooled,
} from '../../core/queue/journal.ts';
import { PLAN_LATER } from '../../core/queue/journal.ts';
import { transaction, unhurried } from './open-database.ts';
import { attemptOf, deliveryOf, folderNoteOf, laneOf } from './rows.ts';
import { jsonOrNull, orNull, Statements } from './statements.ts';

const OPEN = `('queued', 'converting', 'spooled', 'uploading', 'held')`;

/** That the source is to be set aside is written with the end itself: a kill in between must not forget it. */
const MOVE_LATER = `move_to = CASE WHEN origin <> 'push' AND at_source = 1 THEN '${PLAN_LATER}' ELSE move_to END`;

const RELEASED = `UPDATE deliveries SET state = CASE WHEN spool_path IS NULL THEN 'queued' ELSE 'spooled' END WHERE state = 'held'`;

/** The journal over node:sqlite. Each method is one transaction. */
export class SqliteJournal implements Journal {
  readonly #database: DatabaseSync;
  readonly #sql: Statements;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = new Statements(database);
  }

  lane(connectionId: string, connection: string, table: string, folder: string): Lane {
    this.#sql.run(
      `INSERT INTO lanes (connection_id, connection, table_name, folder) VALUES (?, ?, ?, ?)
       ON CONFLICT (connection_id, table_name) DO UPDATE SET connection = excluded.connection, folder = excluded.folder`,
      connectionId,
      connection,
      table,
      folder,
    );
    const row = this.#sql.get(
      'SELECT * FROM lanes WHERE connection_id = ? AND table_name = ?',
      connectionId,
      table,
    );
    if (row === undefined) throw new Fault('internal', { reason: 'a lane that was written is not there' });
    return laneOf(row);
  }

  lanes(): readonly Lane[] {
    return this.#sql.all('SELECT * FROM lanes WHERE active = 1 ORDER BY id').map(laneOf);
  }

  laneById(id: number): Lane | undefined {
    const row = this.#sql.get('SELECT * FROM lanes WHERE id = ?', id);
    return row && laneOf(row);
  }

  activate(laneIds: readonly number[]): void {
    transaction(this.#database, () => {
      this.#sql.run('UPDATE lanes SET active = 0');
      for (const id of laneIds) this.#sql.run('UPDATE lanes SET active = 1 WHERE id = ?', id);
    });
  }

  arrive(
    laneId: number,
    files: readonly Arrival[],
    origin: Delivery['origin'],
    now: number,
  ): readonly number[] {
    return transaction(this.#database, () =>
      files.map((file) => {
        // a newer version at the same place: the earlier one no longer stands there
        this.#sql.run(
          'UPDATE deliveries SET at_source = 0 WHERE lane_id = ? AND source_path = ? AND at_source = 1 AND ended_at IS NOT NULL',
          laneId,
          file.path,
        );
        const { lastId } = this.#sql.run(
          `INSERT INTO deliveries (lane_id, position, state, origin, source_path, source_name, size, modified_ns, arrived_at)
           VALUES (?, coalesce((SELECT max(position) FROM deliveries WHERE lane_id = ?), 0) + 1, 'queued', ?, ?, ?, ?, ?, ?)`,
          laneId,
          laneId,
          origin,
          file.path,
          file.name,
          file.size,
          file.modifiedNs,
          now,
        );
        return lastId;
      }),
    );
  }

  knownAt(laneId: number, path: string): { readonly size: number; readonly modifiedNs: bigint } | undefined {
    const row = this.#sql.get(
      'SELECT size, modified_ns FROM deliveries WHERE lane_id = ? AND source_path = ? AND at_source = 1 ORDER BY id DESC LIMIT 1',
      laneId,
      path,
    );
    return row && { size: Number(row['size']), modifiedNs: BigInt(row['modified_ns'] as bigint) };
  }

  delivery(id: number): Delivery | undefined {
    const row = this.#sql.get('SELECT * FROM deliveries WHERE id = ?', id);
    return row && deliveryOf(row);
  }

  attempts(id: number): readonly Attempt[] {
    return this.#sql.all('SELECT * FROM attempts WHERE delivery_id = ? ORDER BY number', id).map(attemptOf);
  }

  head(laneId: number): Delivery | undefined {
    const row = this.#sql.get(
      `SELECT * FROM deliveries WHERE lane_id = ? AND state IN ${OPEN} ORDER BY position LIMIT 1`,
      laneId,
    );
    return row && deliveryOf(row);
  }

  heldIn(laneId: number): Delivery | undefined {
    if (this.#count(`SELECT count AS n FROM tallies WHERE lane_id = ? AND state = 'held'`, laneId) === 0)
      return undefined;
    const row = this.#sql.get(
      `SELECT * FROM deliveries WHERE lane_id = ? AND state IN ${OPEN} AND state = 'held' ORDER BY position LIMIT 1`,
      laneId,
    );
    return row && deliveryOf(row);
  }

  nextToConvert(laneId: number): Delivery | undefined {
    const row = this.#sql.get(
      `SELECT * FROM deliveries WHERE lane_id = ? AND state IN ${OPEN} AND state = 'queued' ORDER BY position LIMIT 1`,
      laneId,
    );
    return row && deliveryOf(row);
  }

  open(laneId: number): number {
    return this.#count(
      `SELECT coalesce(sum(count), 0) AS n FROM tallies WHERE lane_id = ? AND state IN ${OPEN}`,
      laneId,
    );
  }

  waitingForUpload(laneId: number): number {
    return this.#count(
      `SELECT coalesce(sum(count), 0) AS n FROM tallies WHERE lane_id = ? AND state IN ('spooled', 'uploading', 'held')`,
      laneId,
    );
  }

  spooledBytes(): number {
    return this.#count(
      `SELECT coalesce(sum(bytes_out), 0) AS n FROM deliveries WHERE state IN ('spooled', 'uploading', 'held')`,
    );
  }

  spoolOwners(): readonly number[] {
    return this.#sql
      .all(
        `SELECT id FROM deliveries WHERE state IN ${OPEN} UNION SELECT id FROM deliveries WHERE move_to IS NOT NULL`,
      )
      .map((row) => Number(row['id']));
  }

  #count(sql: string, ...values: number[]): number {
    return Number(this.#sql.get(sql, ...values)?.['n'] ?? 0);
  }

  sameContent(laneId: number, beforePosition: number, sha256: string): Delivery | undefined {
    const row = this.#sql.get(
      `SELECT * FROM deliveries WHERE lane_id = ? AND sha256 = ? AND position < ?
         AND state IN ('delivered', 'spooled', 'uploading', 'held') ORDER BY position DESC LIMIT 1`,
      laneId,
      sha256,
      beforePosition,
    );
    return row && deliveryOf(row);
  }

  sawSize(laneId: number, beforePosition: number, size: number): boolean {
    const row = this.#sql.get(
      `SELECT 1 FROM deliveries WHERE lane_id = ? AND size = ? AND position < ?
         AND state IN ('delivered', 'spooled', 'uploading', 'held') LIMIT 1`,
      laneId,
      size,
      beforePosition,
    );
    return row !== undefined;
  }

  beginConversion(id: number): void {
    unhurried(this.#database, () =>
      this.#sql.run(`UPDATE deliveries SET state = 'converting', error = NULL WHERE id = ?`, id),
    );
  }

  spooled(id: number, made: Spooled): void {
    unhurried(this.#database, () => {
      this.#sql.run(
        `UPDATE deliveries SET state = 'spooled', converted_at = ?, sha256 = ?, format = ?, row_count = ?, rejected_rows = ?,
           bytes_in = ?, bytes_out = ?, columns = ?, warnings = ?, error = NULL, spool_path = ?,
           object_key = coalesce(object_key, ?), peak_converter = ?, peak_main = ?
         WHERE id = ?`,
        made.now,
        made.result.sha256,
        made.result.format,
        made.result.rows,
        made.result.rejectedRows,
        made.result.bytesIn,
        made.result.bytesOut,
        JSON.stringify(made.result.columns),
        JSON.stringify(made.result.warnings),
        made.spoolPath,
        made.key,
        made.peak.converter,
        made.peak.main,
        id,
      );
      const row = this.#sql.get('SELECT lane_id FROM deliveries WHERE id = ?', id);
      if (made.pin !== undefined && row !== undefined) this.pin(Number(row['lane_id']), made.pin);
    });
  }

  requeue(id: number, crashed: boolean): void {
    this.#sql.run(
      `UPDATE deliveries SET state = 'queued', spool_path = NULL, upload_id = NULL, crashes = crashes + ? WHERE id = ?`,
      crashed ? 1 : 0,
      id,
    );
  }

  requeueConversions(): void {
    this.#sql.run(`UPDATE deliveries SET state = 'queued', spool_path = NULL WHERE state = 'converting'`);
  }

  beginAttempt(id: number, now: number): number {
    return transaction(this.#database, () => {
      this.#sql.run(
        `UPDATE deliveries SET state = 'uploading', error = NULL, upload_started_at = coalesce(upload_started_at, ?) WHERE id = ?`,
        now,
        id,
      );
      const number =
        this.#count('SELECT coalesce(max(number), 0) AS n FROM attempts WHERE delivery_id = ?', id) + 1;
      this.#sql.run(
        'INSERT INTO attempts (delivery_id, number, started_at) VALUES (?, ?, ?)',
        id,
        number,
        now,
      );
      return number;
    });
  }

  endAttempt(id: number, number: number, now: number, end: AttemptEnd): void {
    transaction(this.#database, () => {
      this.#sql.run(
        'UPDATE attempts SET ended_at = ?, error = ?, bytes_sent = ? WHERE delivery_id = ? AND number = ?',
        now,
        jsonOrNull(end.error),
        end.bytesSent,
        id,
        number,
      );
      this.#sql.run(
        `UPDATE deliveries SET error = ?, outcome_unknown = max(outcome_unknown, ?) WHERE id = ?`,
        jsonOrNull(end.error),
        end.outcomeUnknown ? 1 : 0,
        id,
      );
    });
  }

  uploadId(id: number, uploadId: string | undefined): void {
    transaction(this.#database, () => {
      this.#sql.run('UPDATE deliveries SET upload_id = ? WHERE id = ?', orNull(uploadId), id);
      this.#sql.run('DELETE FROM parts WHERE delivery_id = ?', id);
    });
  }

  part(id: number, part: Part): void {
    this.#sql.run(
      'INSERT INTO parts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET etag = excluded.etag, md5 = excluded.md5',
      id,
      part.number,
      part.etag,
      part.md5,
    );
  }

  parts(id: number): readonly Part[] {
    return this.#sql.all('SELECT * FROM parts WHERE delivery_id = ? ORDER BY number', id).map((row) => ({
      number: Number(row['number']),
      etag: String(row['etag']),
      md5: String(row['md5']),
    }));
  }

  delivered(
    id: number,
    receipt: { readonly etag: string; readonly warnings: readonly unknown[] },
    peak: PeakRss,
    now: number,
  ): void {
    transaction(this.#database, () => {
      this.#sql.run(
        `UPDATE deliveries SET state = 'delivered', etag = ?, warnings = ?, delivered_at = ?, ended_at = ?, error = NULL,
           outcome_unknown = 0, upload_id = NULL, peak_converter = ?, peak_main = ?, ${MOVE_LATER} WHERE id = ?`,
        receipt.etag,
        JSON.stringify(receipt.warnings),
        now,
        now,
        peak.converter,
        peak.main,
        id,
      );
      this.#sql.run('DELETE FROM parts WHERE delivery_id = ?', id);
    });
  }

  ended(id: number, state: 'rejected' | 'duplicate' | 'empty' | 'superseded', end: Ended, now: number): void {
    const { result } = end;
    transaction(this.#database, () => {
      this.#sql.run(
        `UPDATE deliveries SET state = ?, ended_at = ?, error = ?, spool_path = NULL, upload_id = NULL,
           sha256 = coalesce(?, sha256), format = coalesce(?, format), row_count = coalesce(?, row_count),
           bytes_in = coalesce(?, bytes_in), columns = coalesce(?, columns), warnings = coalesce(?, warnings),
           peak_converter = coalesce(?, peak_converter), peak_main = coalesce(?, peak_main)
           ${state === 'superseded' ? '' : `, ${MOVE_LATER}`}
         WHERE id = ?`,
        state,
        now,
        jsonOrNull(end.error),
        orNull(end.sha256 ?? result?.sha256),
        orNull(result?.format),
        orNull(result?.rows),
        orNull(result?.bytesIn),
        jsonOrNull(result?.columns),
        jsonOrNull(result?.warnings),
        orNull(end.peak?.converter),
        orNull(end.peak?.main),
        id,
      );
      this.#sql.run('DELETE FROM parts WHERE delivery_id = ?', id);
    });
  }

  held(id: number, fault: FaultView): void {
    this.#sql.run(`UPDATE deliveries SET state = 'held', error = ? WHERE id = ?`, JSON.stringify(fault), id);
  }

  intendMove(id: number, plan: string): void {
    this.#sql.run('UPDATE deliveries SET move_to = ? WHERE id = ?', plan, id);
  }

  moved(id: number, archivedPath: string | undefined, atSource: boolean): void {
    unhurried(this.#database, () =>
      this.#sql.run(
        'UPDATE deliveries SET move_to = NULL, archived_path = ?, at_source = ? WHERE id = ?',
        orNull(archivedPath),
        atSource ? 1 : 0,
        id,
      ),
    );
  }

  pendingMoves(): readonly Delivery[] {
    return this.#sql.all('SELECT * FROM deliveries WHERE move_to IS NOT NULL ORDER BY id').map(deliveryOf);
  }

  hold(connectionId: string, fault: FaultView, now: number): void {
    this.#sql.run(
      'INSERT INTO holds VALUES (?, ?, ?) ON CONFLICT (connection_id) DO UPDATE SET fault = excluded.fault',
      connectionId,
      JSON.stringify(fault),
      now,
    );
  }

  release(connectionId: string): void {
    transaction(this.#database, () => {
      this.#sql.run('DELETE FROM holds WHERE connection_id = ?', connectionId);
      this.#sql.run(
        `${RELEASED} AND lane_id IN (SELECT id FROM lanes WHERE connection_id = ?)`,
        connectionId,
      );
    });
  }

  holds(): readonly Hold[] {
    return this.#sql.all('SELECT * FROM holds').map((row) => ({
      connectionId: String(row['connection_id']),
      fault: JSON.parse(String(row['fault'])) as FaultView,
      since: Number(row['since']),
    }));
  }

  pause(connectionId: string, table: string | undefined, now: number): void {
    this.#sql.run(
      'INSERT INTO pauses VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      connectionId,
      table ?? '',
      now,
    );
  }

  resume(connectionId: string, table: string | undefined): void {
    transaction(this.#database, () => {
      this.#sql.run(
        'DELETE FROM pauses WHERE connection_id = ? AND table_name = ?',
        connectionId,
        table ?? '',
      );
      this.#sql.run(
        `${RELEASED} AND lane_id IN (SELECT id FROM lanes WHERE connection_id = ?1 AND (?2 IS NULL OR table_name = ?2))
           AND NOT EXISTS (SELECT 1 FROM holds WHERE connection_id = ?1)`,
        connectionId,
        orNull(table),
      );
    });
  }

  pauses(): readonly Pause[] {
    return this.#sql.all('SELECT * FROM pauses').map((row) => ({
      connectionId: String(row['connection_id']),
      table: row['table_name'] === '' ? undefined : String(row['table_name']),
      since: Number(row['since']),
    }));
  }

  schema(laneId: number): PinnedSchema | undefined {
    const row = this.#sql.get('SELECT schema FROM schemas WHERE lane_id = ?', laneId);
    return row && PinnedSchema.parse(JSON.parse(String(row['schema'])));
  }

  pin(laneId: number, schema: PinnedSchema): void {
    this.#sql.run(
      'INSERT INTO schemas VALUES (?, ?) ON CONFLICT (lane_id) DO UPDATE SET schema = excluded.schema',
      laneId,
      JSON.stringify(schema),
    );
  }

  unpin(laneId: number): void {
    this.#sql.run('DELETE FROM schemas WHERE lane_id = ?', laneId);
  }

  noteFolder(laneId: number, note: FolderNote): void {
    unhurried(this.#database, () =>
      this.#sql.run('UPDATE lanes SET folder_note = ? WHERE id = ?', JSON.stringify(note), laneId),
    );
  }

  tallies(dayStart: number): readonly LaneTally[] {
    return this.#sql.all('SELECT * FROM lanes WHERE active = 1 ORDER BY id').map((row) => {
      const lane = laneOf(row);
      const counts: Partial<Record<DeliveryState, number>> = {};
      for (const tally of this.#sql.all('SELECT state, count FROM tallies WHERE lane_id = ?', lane.id)) {
        counts[tally['state'] as DeliveryState] = Number(tally['count']);
      }
      const held = this.heldIn(lane.id);
      const last = this.#sql.get(
        'SELECT max(delivered_at) AS at FROM deliveries WHERE lane_id = ? AND delivered_at IS NOT NULL',
        lane.id,
      )?.['at'];
      return {
        lane,
        counts,
        deliveredToday: this.#count(
          'SELECT count(*) AS n FROM deliveries WHERE lane_id = ? AND delivered_at IS NOT NULL AND delivered_at >= ?',
          lane.id,
          dayStart,
        ),
        attention: this.#count(
          `SELECT count(*) AS n FROM deliveries WHERE lane_id = ? AND state = 'rejected' AND dismissed_at IS NULL`,
          lane.id,
        ),
        lastDeliveredAt: last === null || last === undefined ? undefined : Number(last),
        folder: folderNoteOf(row['folder_note']),
        held: held && { id: held.id, fault: held.error },
      };
    });
  }

  retry(id: number, version: { readonly size: number; readonly modifiedNs: bigint } | undefined): Delivery {
    return transaction(this.#database, () => {
      const before = this.delivery(id);
      if (before === undefined) throw new Fault('usage.wrong', { reason: `There is no delivery ${id}` });
      if (before.state !== 'rejected' && before.state !== 'held') {
        throw new Fault('usage.wrong', {
          reason: `Delivery ${id} is ${before.state}; only rejected and held ones can be retried`,
        });
      }
      if (before.state === 'held') {
        const lane = this.#sql.get('SELECT connection_id FROM lanes WHERE id = ?', before.laneId);
        this.release(String(lane?.['connection_id']));
      } else {
        // the file is read where it was set aside; it goes to the end of its lane
        this.#sql.run(
          `UPDATE deliveries SET state = 'queued', error = NULL, ended_at = NULL, crashes = 0, move_to = NULL,
             source_path = coalesce(archived_path, source_path), archived_path = NULL, at_source = 1,
             position = (SELECT max(position) + 1 FROM deliveries WHERE lane_id = ?), upload_started_at = NULL,
             converted_at = NULL, dismissed_at = NULL, size = coalesce(?, size), modified_ns = coalesce(?, modified_ns)
           WHERE id = ?`,
          before.laneId,
          orNull(version?.size),
          orNull(version?.modifiedNs),
          id,
        );
      }
      const after = this.delivery(id);
      if (after === undefined)
        throw new Fault('internal', { reason: 'a delivery vanished during its retry' });
      return after;
    });
  }

  dismiss(ids: readonly number[], now: number): void {
    transaction(this.#database, () => {
      for (const id of ids) {
        this.#sql.run(`UPDATE deliveries SET dismissed_at = ? WHERE id = ? AND state = 'rejected'`, now, id);
      }
    });
  }

  recall(ids: readonly number[]): void {
    transaction(this.#database, () => {
      for (const id of ids) {
        this.#sql.run(`UPDATE deliveries SET dismissed_at = NULL WHERE id = ? AND state = 'rejected'`, id);
      }
    });
  }

  recover(): void {
    transaction(this.#database, () => {
      this.requeueConversions();
      // what was being sent may or may not have arrived
      this.#sql.run(`UPDATE deliveries SET state = 'spooled', outcome_unknown = 1 WHERE state = 'uploading'`);
      // what a fault of Sluice's own stopped is tried once more, too: a newer Sluice may have mended it
      this.#sql.run(RELEASED);
      this.#sql.run('UPDATE attempts SET ended_at = started_at WHERE ended_at IS NULL');
      // a held connection is tried once more: whoever starts Sluice again may have mended it
      this.#sql.run('DELETE FROM holds');
    });
  }

  prune(endedBefore: number, limit: number): number {
    return transaction(this.#database, () => {
      const old = this.#sql.all(
        `SELECT id FROM deliveries WHERE arrived_at < ? AND ended_at < ? AND at_source = 0 AND move_to IS NULL
         ORDER BY arrived_at LIMIT ?`,
        endedBefore,
        endedBefore,
        limit,
      );
      for (const row of old) {
        const id = Number(row['id']);
        for (const table of ['attempts', 'parts'])
          this.#sql.run(`DELETE FROM ${table} WHERE delivery_id = ?`, id);
        this.#sql.run('DELETE FROM deliveries WHERE id = ?', id);
      }
      return old.length;
    });
  }

  together(work: () => void): void {
    transaction(this.#database, work);
  }

  version(): number {
    return Number(this.#sql.get('PRAGMA data_version')?.['data_version'] ?? 0);
  }

  close(): void {
    this.#database.close();
  }
}
