import { FaultView } from '../../contract/fault.ts';
import { Warning } from '../../contract/converter.ts';
import { Column } from '../../contract/schema.ts';
import { DeliveryState } from '../../contract/state.ts';
import type { Attempt, Delivery, Lane } from '../../core/queue/delivery.ts';
import type { FolderNote } from '../../core/queue/journal.ts';

/** A row as node:sqlite gives it when it reads integers as BigInt. */
export type Row = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => String(value);
const optionalText = (value: unknown): string | undefined => (value === null ? undefined : String(value));
const optionalNumber = (value: unknown): number | undefined => (value === null ? undefined : Number(value));
const fault = (value: unknown): FaultView | undefined =>
  value === null ? undefined : FaultView.parse(JSON.parse(text(value)));

export const laneOf = (row: Row): Lane => ({
  id: Number(row['id']),
  connectionId: text(row['connection_id']),
  connection: text(row['connection']),
  table: text(row['table_name']),
  folder: text(row['folder']),
});

export const folderNoteOf = (value: unknown): FolderNote | undefined =>
  value === null ? undefined : (JSON.parse(text(value)) as FolderNote);

export const deliveryOf = (row: Row): Delivery => ({
  id: Number(row['id']),
  laneId: Number(row['lane_id']),
  position: Number(row['position']),
  state: DeliveryState.parse(row['state']),
  origin: text(row['origin']) as Delivery['origin'],
  sourcePath: text(row['source_path']),
  sourceName: text(row['source_name']),
  size: Number(row['size']),
  modifiedNs: BigInt(row['modified_ns'] as bigint),
  arrivedAt: Number(row['arrived_at']),
  convertedAt: optionalNumber(row['converted_at']),
  uploadStartedAt: optionalNumber(row['upload_started_at']),
  deliveredAt: optionalNumber(row['delivered_at']),
  endedAt: optionalNumber(row['ended_at']),
  sha256: optionalText(row['sha256']),
  format: optionalText(row['format']),
  rows: optionalNumber(row['row_count']),
  rejectedRows: Number(row['rejected_rows']),
  bytesIn: optionalNumber(row['bytes_in']),
  bytesOut: optionalNumber(row['bytes_out']),
  columns: row['columns'] === null ? undefined : Column.array().parse(JSON.parse(text(row['columns']))),
  warnings: Warning.array().parse(JSON.parse(text(row['warnings']))),
  error: fault(row['error']),
  spoolPath: optionalText(row['spool_path']),
  key: optionalText(row['object_key']),
  etag: optionalText(row['etag']),
  uploadId: optionalText(row['upload_id']),
  outcomeUnknown: Number(row['outcome_unknown']) === 1,
  crashes: Number(row['crashes']),
  atSource: Number(row['at_source']) === 1,
  moveTo: optionalText(row['move_to']),
  archivedPath: optionalText(row['archived_path']),
  peakRss:
    row['peak_converter'] === null
      ? undefined
      : { converter: Number(row['peak_converter']), main: Number(row['peak_main']) },
});

export const attemptOf = (row: Row): Attempt => ({
  number: Number(row['number']),
  startedAt: Number(row['started_at']),
  endedAt: optionalNumber(row['ended_at']),
  bytesSent: Number(row['bytes_sent']),
  error: fault(row['error']),
});
