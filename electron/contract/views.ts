import { z } from 'zod';
import { Warning } from './converter.ts';
import { Facts, FaultView } from './fault.ts';
import { Column } from './schema.ts';
import { DeliveryState, OverallState } from './state.ts';

/** Times are ISO 8601 in UTC, sizes in bytes, durations in milliseconds. */
const Time = z.string();

export const ConnectionState = z.enum(['ready', 'held', 'paused']);
export type ConnectionState = z.infer<typeof ConnectionState>;

export const LeftAlone = z.object({
  name: z.string(),
  why: z.enum([
    'linkLeadsOutside',
    'linkBroken',
    'notAFile',
    'nameNotText',
    'fileUnreadable',
    'subfolderUnreadable',
  ]),
});
export type LeftAlone = z.infer<typeof LeftAlone>;

export const FolderView = z.object({
  reachable: z.boolean(),
  polling: z.boolean(),
  settling: z.int(),
  lastScanAt: Time.nullable(),
  lastScanOk: z.boolean(),
  fault: FaultView.nullable(),
  /** Entries of the folder that are never taken, and why; the first of them, and how many there are. */
  leftAlone: z.array(LeftAlone).optional(),
  leftAloneCount: z.int().optional(),
});
export type FolderView = z.infer<typeof FolderView>;

/** What one lane is doing now. */
export const WorkView = z.object({
  id: z.int(),
  file: z.string(),
  stage: z.enum(['converting', 'uploading']),
  bytesDone: z.number(),
  bytesTotal: z.number(),
  rows: z.number().nullable(),
  bytesPerSecond: z.number().nullable(),
  /** Why it does not go on, while it waits to be tried again. */
  fault: FaultView.nullable(),
  nextTryAt: Time.nullable(),
});
export type WorkView = z.infer<typeof WorkView>;

export const TableView = z.object({
  name: z.string(),
  folder: z.string(),
  waiting: z.int(),
  inWork: z.int(),
  delivered: z.int(),
  rejected: z.int(),
  /** Rejected and not yet dismissed by a person. */
  attention: z.int(),
  deliveredToday: z.int(),
  lastDeliveredAt: Time.nullable(),
  paused: z.boolean(),
  folderState: FolderView.nullable(),
  work: z.array(WorkView),
  /** Bytes that left per second, over the last few seconds; null when none did. */
  bytesPerSecond: z.number().nullable().optional(),
  /** Why nothing is converted or sent until it is tried again by itself; null when nothing is in the way. */
  waitingFor: FaultView.nullable().optional(),
  /** The delivery at which a fault of Sluice's own has stopped the table until a person retries; null: none. */
  stopped: z.object({ id: z.int(), fault: FaultView }).nullable().optional(),
});
export type TableView = z.infer<typeof TableView>;

export const ConnectionView = z.object({
  name: z.string(),
  connectionId: z.string(),
  state: ConnectionState,
  /** Why it is held. */
  fault: FaultView.nullable(),
  /** The fault as a sentence with its next step, in English. */
  message: z.string().nullable(),
  tables: z.array(TableView),
});
export type ConnectionView = z.infer<typeof ConnectionView>;

/** What uploads may send now, by the configuration's `bandwidth`. */
export const BandwidthView = z.object({
  bytesPerSecond: z.number(),
  /** When that changes; null: never. */
  until: Time.nullable(),
});
export type BandwidthView = z.infer<typeof BandwidthView>;

export const StatusView = z.object({
  state: OverallState,
  sentence: z.string(),
  /** Whether a process owns the data directory now. */
  running: z.boolean(),
  connections: z.array(ConnectionView),
  /** Absent or null where nothing is limited now, or no service runs. */
  bandwidth: BandwidthView.nullable().optional(),
});
export type StatusView = z.infer<typeof StatusView>;

export const AttemptView = z.object({
  number: z.int(),
  startedAt: Time,
  endedAt: Time.nullable(),
  bytesSent: z.number(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type AttemptView = z.infer<typeof AttemptView>;

/** A fault as `--json` prints it. */
export const ErrorView = z.object({
  code: z.string(),
  message: z.string(),
  row: z.int().optional(),
  line: z.int().optional(),
  column: z.string().optional(),
  value: z.string().optional(),
  /** Several places, e.g. the first ten misfits of a drift. */
  places: Facts.shape.places,
});
export type ErrorView = z.infer<typeof ErrorView>;

export const HistoryRow = z.object({
  id: z.int(),
  connection: z.string(),
  connectionId: z.string(),
  table: z.string(),
  source: z.string(),
  state: DeliveryState,
  arrivedAt: Time,
  convertedAt: Time.nullable(),
  uploadStartedAt: Time.nullable(),
  deliveredAt: Time.nullable(),
  endedAt: Time.nullable(),
  format: z.string().nullable(),
  rows: z.int().nullable(),
  rejectedRows: z.int(),
  bytesIn: z.number().nullable(),
  bytesOut: z.number().nullable(),
  sha256: z.string().nullable(),
  key: z.string().nullable(),
  etag: z.string().nullable(),
  columns: z.array(Column).nullable(),
  attempts: z.array(AttemptView),
  warnings: z.array(Warning),
  error: ErrorView.nullable(),
  /** Largest resident sets in bytes while this delivery was made. */
  peakRss: z.object({ converter: z.number(), main: z.number() }).nullable(),
  archivedPath: z.string().nullable(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;
