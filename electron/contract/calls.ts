import { z } from 'zod';
import { Configuration, Connection, ProxyAddress, ReadOptions, TargetTable } from './configuration.ts';
import { Dialect, Warning } from './converter.ts';
import type { DoorAnswer } from './door.ts';
import { EngineEvent } from './events.ts';
import { FaultView } from './fault.ts';
import { Preferences } from './preferences.ts';
import { Column, DerivedTable, PinnedSchema } from './schema.ts';
import { ColumnType, DeliveryState } from './state.ts';
import { UpdateView } from './update.ts';
import { HistoryRow, StatusView } from './views.ts';

/**
 * The door between the window and the engine, the same over IPC and over HTTP: every call with the shape of what goes
 * in and what comes out. Both sides parse. Secrets go in (`credentials.set`) and never come out.
 */
const call = <I extends z.ZodType, O extends z.ZodType>(shape: { readonly input: I; readonly output: O }) =>
  shape;

const Nothing = z.object({});
const Done = z.object({ done: z.literal(true) });
/** A path is taken only if a picker of this session, a drop or the settings gave it. */
const Path = z.string().min(1).max(4096);
const Name = z.string().min(1).max(255);
const Ids = z.array(z.int().min(1)).min(1).max(10_000);
const Lane = z.object({ connection: Name, table: Name });
const Keys = z.object({
  accessKeyId: z.string().min(1).max(512),
  secretAccessKey: z.string().min(1).max(2048),
});
/** A whole connection where no table is named, everything where neither is. */
const Scope = z.object({ connection: Name.optional(), table: Name.optional() });

const { shape } = Configuration;
/** Without defaults: they would stand in for what a partial change leaves out, and so undo every other setting. */
const Limits = z.strictObject({
  spoolBudget: shape.spoolBudget.unwrap().optional(),
  parallelConversions: shape.parallelConversions.unwrap().optional(),
  conversionTimeLimit: shape.conversionTimeLimit.unwrap().optional(),
  conversionMemory: shape.conversionMemory.unwrap().optional(),
  historyDays: shape.historyDays.unwrap().optional(),
  scanSeconds: shape.scanSeconds.unwrap().optional(),
  bandwidth: shape.bandwidth.unwrap().optional(),
});

export const HistoryQuery = z.object({
  connection: Name.optional(),
  table: Name.optional(),
  states: z.array(DeliveryState).max(10).optional(),
  /** ISO 8601; arrival from (inclusive) and to (exclusive). */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** Part of the file's name. */
  text: z.string().max(200).optional(),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

export const HistorySort = z.object({
  by: z.enum(['arrived', 'file', 'table', 'state', 'rows', 'size', 'delivered']),
  descending: z.boolean(),
});
export type HistorySort = z.infer<typeof HistorySort>;

export const Snapshot = z.object({
  /** The number of the last event that is folded into this status. */
  sequence: z.int(),
  status: StatusView,
  /** Changes when the engine was started again: everything is to be read anew. */
  engine: z.string(),
});
export type Snapshot = z.infer<typeof Snapshot>;

export const NumberedEvent = z.object({ sequence: z.int(), at: z.string(), event: EngineEvent });
export type NumberedEvent = z.infer<typeof NumberedEvent>;

/** What the window receives: events in order, or word that some are missing and a new snapshot is to be fetched. */
export const Push = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('events'), engine: z.string(), events: z.array(NumberedEvent) }),
  z.object({ kind: z.literal('gap'), engine: z.string() }),
  /** Where to go: a notification was clicked, a menu chosen. A path of the window such as `/history/12`. */
  z.object({ kind: z.literal('open'), path: z.string() }),
]);
export type Push = z.infer<typeof Push>;

export const ThroughputBucket = z.object({
  at: z.string(),
  files: z.int(),
  rows: z.number(),
  bytes: z.number(),
});
export type ThroughputBucket = z.infer<typeof ThroughputBucket>;

export const TestStep = z.object({
  step: z.enum(['dns', 'proxy', 'tls', 'clock', 'signature']),
  ok: z.boolean(),
  skipped: z.boolean(),
  detail: z.string(),
  fault: FaultView.nullable(),
  milliseconds: z.number(),
});
export type TestStep = z.infer<typeof TestStep>;

export const CredentialsView = z.object({
  source: z.enum(['keychain', 'profile', 'env']),
  /** The access key, where there is one; it is no secret. */
  accessKeyId: z.string().nullable(),
  present: z.boolean(),
  fault: FaultView.nullable(),
});
export type CredentialsView = z.infer<typeof CredentialsView>;

export const FolderCheck = z.object({
  path: z.string(),
  exists: z.boolean(),
  writable: z.boolean(),
  network: z.boolean(),
  files: z.int(),
  /** Tables that watch this folder, one above it or one inside it. */
  sharedWith: z.array(z.string()),
});
export type FolderCheck = z.infer<typeof FolderCheck>;

export const FolderListing = z.object({
  path: z.string(),
  /** Null at the root. */
  parent: z.string().nullable(),
  entries: z.array(z.object({ name: z.string(), path: z.string(), folder: z.boolean() })),
  /** There are more entries than are listed. */
  cut: z.boolean(),
});
export type FolderListing = z.infer<typeof FolderListing>;

export const PreviewColumn = z.object({
  name: z.string(),
  type: z.union([ColumnType, z.enum(['STRUCT', 'LIST'])]),
  example: z.string().nullable(),
  /** 0 to 1. */
  nullShare: z.number(),
  distinctEstimate: z.number(),
  /** No value stands twice among the rows looked at, and none is null. */
  unique: z.boolean(),
});
export type PreviewColumn = z.infer<typeof PreviewColumn>;

export const Preview = z.object({
  format: z.string(),
  encoding: z.string().nullable(),
  dialect: Dialect.nullable(),
  rows: z.int(),
  rejectedRows: z.int(),
  columns: z.array(PreviewColumn),
  schema: z.array(Column),
  /** The first 100 rows as the file has them, and as they would be written. */
  before: z.array(z.array(z.string().nullable())),
  beforeHeader: z.array(z.string()),
  after: z.array(z.array(z.string().nullable())),
  /** Whether the chosen primary key is unique and never null, over all rows. */
  key: z.object({ chosen: z.array(z.string()), unique: z.boolean(), nulls: z.int() }).nullable(),
  derived: z.array(DerivedTable),
  evidence: z.array(z.string()),
  warnings: z.array(Warning),
  /** What would be refused. */
  fault: FaultView.nullable(),
});
export type Preview = z.infer<typeof Preview>;

export const SchemaView = z.object({
  schema: PinnedSchema.nullable(),
  /** Rejections of this table for drift: the deliveries and what did not fit. */
  misfits: z.array(z.object({ id: z.int(), file: z.string(), at: z.string(), fault: FaultView })),
});
export type SchemaView = z.infer<typeof SchemaView>;

export const SandboxState = z.object({
  running: z.boolean(),
  endpoint: z.string().nullable(),
  tables: z.array(
    z.object({
      connection: z.string(),
      table: z.string(),
      rows: z.int(),
      columns: z.array(z.object({ name: z.string(), type: ColumnType })),
    }),
  ),
});
export type SandboxState = z.infer<typeof SandboxState>;

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const DetailedRow = HistoryRow.extend({
  sourcePath: z.string(),
  reasonFile: z.string().nullable(),
  fault: FaultView.nullable(),
  /** Why each of `attempts` failed, in their order. */
  attemptFaults: z.array(FaultView.nullable()),
  /** The equivalent `aws s3 cp` command. */
  awsCommand: z.string().nullable(),
  /** The Data Connection's Monitoring in Celonis, for endpoints of Celonis. */
  monitoring: z.string().nullable(),
});
export type DetailedRow = z.infer<typeof DetailedRow>;

export const Pasted = z.object({
  team: z.string().optional(),
  cluster: z.string().optional(),
  region: z.string().optional(),
  endpoint: z.string().optional(),
  connectionId: z.string().optional(),
});

/** What a window may do here: a browser has no file picker of the machine. */
export const Abilities = z.object({
  shell: z.enum(['desktop', 'browser']),
  pickers: z.boolean(),
  startAtLogin: z.boolean(),
  openFolders: z.boolean(),
  /** `folder.browse` walks this machine's folders: what a browser has in place of a picker. */
  browse: z.boolean().default(false),
});
export type Abilities = z.infer<typeof Abilities>;

export const calls = {
  'window.snapshot': call({ input: Nothing, output: Snapshot }),
  'window.abilities': call({ input: Nothing, output: Abilities }),

  'queue.pause': call({ input: Scope, output: Done }),
  'queue.resume': call({ input: Scope, output: Done }),
  'queue.scan': call({ input: Scope, output: Done }),
  'queue.throughput': call({
    input: z.object({ span: z.enum(['hour', 'day']), connection: Name.optional(), table: Name.optional() }),
    output: z.array(ThroughputBucket),
  }),

  'history.page': call({
    input: z.object({
      query: HistoryQuery,
      sort: HistorySort,
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    /** Where counting would take too long, `total` is what was counted so far and `totalIsExact` is false. */
    output: z.object({ rows: z.array(HistoryRow), total: z.int(), totalIsExact: z.boolean().default(true) }),
  }),
  'history.detail': call({ input: z.object({ id: z.int().min(1) }), output: DetailedRow }),
  /** A part of the filtered list as CSV; `next` is the id to go on after, null at the end. */
  'history.csv': call({
    input: z.object({ query: HistoryQuery, after: z.int().min(0), limit: z.int().min(1).max(10_000) }),
    output: z.object({ csv: z.string(), next: z.int().nullable() }),
  }),
  /** The rows that were set aside, as the file beside the archived one has them: line, column, reason. */
  'history.rejectedRows': call({
    input: z.object({ id: z.int().min(1) }),
    output: z.object({ path: z.string(), text: z.string() }),
  }),
  'history.reason': call({ input: z.object({ id: z.int().min(1) }), output: z.object({ text: z.string() }) }),
  'history.openFolder': call({ input: z.object({ id: z.int().min(1) }), output: Done }),
  'deliveries.retry': call({ input: z.object({ ids: Ids }), output: Done }),
  /** New deliveries of files that were delivered before; a person was asked, since rows may double. */
  'deliveries.sendAgain': call({ input: z.object({ ids: Ids }), output: Done }),
  'deliveries.dismiss': call({ input: z.object({ ids: Ids }), output: Done }),
  /** Takes a dismissal back. */
  'deliveries.recall': call({ input: z.object({ ids: Ids }), output: Done }),

  'configuration.get': call({ input: Nothing, output: Configuration }),
  'configuration.export': call({ input: Nothing, output: z.object({ yaml: z.string() }) }),
  'configuration.import': call({
    input: z.object({ yaml: z.string().max(1_000_000) }),
    output: Configuration,
  }),
  'configuration.limits': call({
    input: Limits,
    output: Configuration,
  }),
  /** Proxy and certificate authorities of all connections; null: none is named. A proxy's password goes in and never comes out. */
  'configuration.network': call({
    input: z.strictObject({ proxy: ProxyAddress.nullable(), caFile: Path.nullable() }),
    output: Configuration,
  }),
  'connection.paste': call({ input: z.object({ text: z.string().max(4096) }), output: Pasted.nullable() }),
  /** `before` is the name it had; absent for a new one. */
  'connection.save': call({
    input: z.object({ before: Name.optional(), connection: Connection.omit({ tables: true }) }),
    output: Done,
  }),
  'connection.remove': call({
    input: z.object({ connection: Name }),
    output: z.object({ done: z.literal(true), waiting: z.int() }),
  }),
  'connection.test': call({
    input: z.object({
      connection: Connection.omit({ tables: true }),
      /** Tried in place of those that the connection has; they are not kept. */
      keys: Keys.optional(),
    }),
    output: z.array(TestStep),
  }),
  'credentials.state': call({ input: z.object({ connection: Name }), output: CredentialsView }),
  'credentials.set': call({
    input: Keys.extend({ connection: Name }),
    output: Done,
  }),
  'credentials.remove': call({ input: z.object({ connection: Name }), output: Done }),
  'credentials.profiles': call({ input: Nothing, output: z.array(z.string()) }),
  'credentials.importProfile': call({
    input: z.object({ connection: Name, profile: z.string().min(1).max(255) }),
    output: Done,
  }),
  'table.save': call({
    input: z.object({ connection: Name, before: Name.optional(), table: TargetTable }),
    output: Done,
  }),
  'table.remove': call({ input: Lane, output: z.object({ done: z.literal(true), waiting: z.int() }) }),
  'folder.pick': call({ input: Nothing, output: z.object({ path: Path.nullable() }) }),
  'folder.check': call({ input: z.object({ path: Path, except: Lane.optional() }), output: FolderCheck }),
  /** The folders in a folder of this machine (its files too where asked for); a browser picks so. Absent: where to begin. */
  'folder.browse': call({
    input: z.object({ path: Path.optional(), files: z.boolean().optional() }),
    output: FolderListing,
  }),
  'folder.open': call({ input: Lane, output: Done }),
  /** A suggested new folder for a table, made when the table is saved. */
  'folder.suggest': call({ input: Lane, output: z.object({ path: Path }) }),
  'file.pick': call({ input: Nothing, output: z.object({ path: Path.nullable() }) }),
  /** Copies files (picked or dropped) into the table's folder, in their order. */
  'file.drop': call({
    input: Lane.extend({ paths: z.array(Path).min(1).max(10_000) }),
    output: z.object({ copied: z.int() }),
  }),
  'sample.preview': call({
    input: z.object({
      path: Path,
      options: ReadOptions,
      structure: z.enum(['flat', 'nested']),
      tableName: z.string().max(255),
      primaryKey: z.array(Name).max(100),
      ageColumn: Name.optional(),
      badRows: z.enum(['reject', 'skip']).optional(),
    }),
    output: Preview,
  }),
  'schema.get': call({ input: Lane, output: SchemaView }),
  'schema.set': call({ input: Lane.extend({ schema: PinnedSchema }), output: Done }),
  'schema.reset': call({ input: Lane, output: Done }),

  'sandbox.state': call({ input: Nothing, output: SandboxState }),
  /** Starts the local sandbox, adds its connection and tables, and drops sample files: one click to a first delivery. */
  'sandbox.try': call({ input: Nothing, output: z.object({ connection: Name }) }),
  'sandbox.stop': call({ input: Nothing, output: Done }),
  'sandbox.show': call({
    input: z.object({ connection: Name, table: Name, limit: z.int().min(1).max(1000) }),
    output: z.object({
      columns: z.array(z.object({ name: z.string(), type: ColumnType })),
      rows: z.array(z.array(Cell)),
    }),
  }),
  'sandbox.loads': call({
    input: Nothing,
    output: z.array(
      z.object({
        key: z.string(),
        table: z.string(),
        rows: z.int(),
        inserted: z.int(),
        updated: z.int(),
        stale: z.int(),
        error: z.string().optional(),
        detail: z.string().optional(),
      }),
    ),
  }),

  'preferences.get': call({ input: Nothing, output: Preferences }),
  'preferences.set': call({ input: Preferences.partial(), output: Preferences }),

  'updates.get': call({ input: Nothing, output: UpdateView }),
  /** Looks at the feed now; answers when that has ended. */
  'updates.look': call({ input: Nothing, output: UpdateView }),
  /** Starts again with the new version where it is ready, else opens its page; `opened` is false where neither may be. */
  'updates.apply': call({ input: Nothing, output: z.object({ opened: z.boolean() }) }),

  'about.get': call({
    input: Nothing,
    output: z.object({
      version: z.string(),
      versions: z.record(z.string(), z.string()),
      dataDirectory: z.string(),
      licence: z.string(),
    }),
  }),
  'about.licences': call({ input: Nothing, output: z.object({ text: z.string() }) }),
  'about.document': call({ input: z.object({ name: Name }), output: z.object({ markdown: z.string() }) }),
  'about.logs': call({
    input: z.object({ lines: z.int().min(1).max(2000) }),
    output: z.object({ text: z.string() }),
  }),
  /** Makes the diagnostics bundle (a ZIP without secrets) and says where it is. */
  'about.bundle': call({ input: Nothing, output: z.object({ path: z.string() }) }),
} as const;

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;

/** What every call answers with: a value, or a fault. */
export type Answer<N extends CallName> = DoorAnswer<CallOutput<N>>;

/** The window's side of the door. */
export interface Door {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<N>>;
  /** Events in order; returns the end of the subscription. */
  subscribe(listener: (push: Push) => void): () => void;
}
