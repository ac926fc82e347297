import { z } from 'zod';
import { BandwidthLimit } from './bandwidth.ts';
import { DatePattern } from './date-pattern.ts';
import { ColumnType } from './state.ts';

/** A list, whose brackets may be left out where it has one item. */
const oneOrMore = <S extends z.ZodType<string>>(item: S) =>
  z.preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(item));

/** How to read a file. Every option is detected when absent; a given one is obeyed (design, "Schema"). */
const AnyOptions = z.strictObject({
  format: z.enum(['delimited', 'json', 'ndjson', 'xlsx', 'xml', 'xes', 'avro', 'parquet']).optional(),
  /** Any label that TextDecoder knows. */
  encoding: z.string().min(1).optional(),
  /** One character or several; `\t` may be written as the two characters backslash and t. */
  delimiter: z.string().min(1).max(16).optional(),
  /** The quote character, or the empty string for a file without quoting. */
  quote: z.string().max(1).optional(),
  /** `doubled`: `""` stands for a quote; `backslash`: `\"` does; `none`: a quote cannot stand inside quotes. */
  escape: z.enum(['doubled', 'backslash', 'none']).optional(),
  /** 1-based line (delimited) or sheet row (XLSX) in which the header begins; 0: the file has none. */
  headerRow: z.int().min(0).optional(),
  /** How many rows the header spans, from its first one on; their texts are joined by a blank. */
  headerRows: z.int().min(1).max(10).optional(),
  skipRowsAbove: z.int().min(0).optional(),
  skipRowsBelow: z.int().min(0).optional(),
  /** Names for the columns, in order, in place of the file's own. */
  columnNames: z.array(z.string().min(1)).optional(),
  decimalSeparator: z.enum(['.', ',']).optional(),
  /** `none`: no grouping is accepted; `lakh`: commas in the Indian way, `12,34,567`. */
  thousandsSeparator: z.enum(['none', '.', ',', ' ', "'", '\u00a0', '\u202f', '\u2019', 'lakh']).optional(),
  /** Patterns (`DateToken`), e.g. `dd.MM.yyyy`; or `epochSeconds`, `epochMillis`. Looked at before the known ones. */
  dateFormats: oneOrMore(DatePattern).optional(),
  nullWords: oneOrMore(z.string()).optional(),
  trim: z.boolean().optional(),
  /** A sheet's name, or its 1-based number. */
  sheet: z.union([z.string().min(1), z.int().min(1)]).optional(),
  /** Where the records are, e.g. `result` or `data.orders` (JSON), `/Orders/Order` (XML). */
  recordPath: z.string().min(1).optional(),
  /** Which of several tables in one delimited file, 1-based. */
  tableNumber: z.int().min(1).optional(),
  /** Lists in a flat table: refuse (default) or keep as JSON text. */
  arrays: z.enum(['refuse', 'json']).optional(),
  /** No inference: every column stays STRING. */
  allText: z.boolean().optional(),
  /** Types set by a person, by column name. */
  types: z.record(z.string(), ColumnType).optional(),
  /** How lists are written in Parquet. */
  lists: z.enum(['three-level', 'repeated']).optional(),
});
export const ReadOptions = AnyOptions.refine(
  ({ decimalSeparator, thousandsSeparator }) =>
    decimalSeparator === undefined ||
    decimalSeparator !== (thousandsSeparator === 'lakh' ? ',' : thousandsSeparator),
  { path: ['thousandsSeparator'], error: 'it is the sign that separates decimals' },
);
export type ReadOptions = z.infer<typeof ReadOptions>;

export const Drift = z.strictObject({
  added: z.enum(['add', 'ignore', 'reject']).default('add'),
  missing: z.enum(['accept', 'reject']).default('accept'),
});
export type Drift = z.infer<typeof Drift>;

export const TargetTable = z.strictObject({
  name: z.string().min(1).max(255),
  folder: z.string().min(1),
  structure: z.enum(['flat', 'nested']).default('flat'),
  /** One column may be given without brackets. */
  primaryKey: z
    .union(
      [
        z.array(z.string().min(1)),
        z
          .string()
          .min(1)
          .transform((name) => [name]),
      ],
      { error: 'it must be the name of a column, or a list of such names' },
    )
    .default([]),
  ageColumn: z.string().min(1).optional(),
  options: ReadOptions.default({}),
  /** The same as `options.allText`, where the design shows it. */
  allText: z.boolean().default(false),
  subfolders: z.boolean().default(false),
  include: z.array(z.string().min(1)).default([]),
  exclude: z.array(z.string().min(1)).default([]),
  /** Quiet time in seconds before a file counts as complete; by default 2 on local disks, 10 on network shares. */
  settleSeconds: z.number().min(0).max(86_400).optional(),
  /** `X.csv.done` beside the file, or a `_SUCCESS` file in the folder, must exist before a file is taken. */
  doneMarker: z.enum(['none', 'suffix', 'success']).default('none'),
  /** Read the folder every few seconds in place of file-system events; by default on network shares only. */
  polling: z.boolean().optional(),
  afterDelivery: z.enum(['archive', 'keep', 'trash']).default('archive'),
  /** Exact duplicates: by default skipped without a primary key, delivered with one. */
  duplicates: z.enum(['skip', 'deliver']).optional(),
  /** The same key twice inside one file. */
  duplicateKeys: z.enum(['reject', 'lastWins']).default('reject'),
  badRows: z.enum(['reject', 'skip']).default('reject'),
  drift: Drift.default({ added: 'add', missing: 'accept' }),
  onRejection: z.enum(['continue', 'pause']).default('continue'),
});
export type TargetTable = z.infer<typeof TargetTable>;

export const CredentialsSource = z.union(
  [
    z.literal('keychain'),
    z.strictObject({
      profile: z.string().min(1),
      /** The credentials file; by default what the AWS tools use. */
      file: z.string().min(1).optional(),
    }),
    z.strictObject({
      env: z.tuple([z.string().min(1), z.string().min(1)], {
        error: 'it must be a list of two names of variables: [ACCESS_KEY_VARIABLE, SECRET_VARIABLE]',
      }),
    }),
  ],
  { error: 'it must be keychain, {profile: NAME}, or {env: [ACCESS_KEY_VARIABLE, SECRET_VARIABLE]}' },
);
export type CredentialsSource = z.infer<typeof CredentialsSource>;

/** A UUID, with or without its hyphens: Celonis's text calls it a "32-digit id". Kept in lower case. */
export const ConnectionId = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}$/, {
    error: 'it is not a connection id: 32 hexadecimal digits such as 9c92424b-829d-4beb-a65c-411873b268f8',
  })
  .transform((id) => id.toLowerCase());

/** `http://host:port`, or `none`: no proxy, whatever the environment says. A password in it is a secret. */
export const ProxyAddress = z
  .string()
  .max(2048)
  .refine((text) => text === 'none' || z.url({ protocol: /^https?$/ }).safeParse(text).success, {
    error: 'it is not the address of a proxy such as http://proxy.example:8080, nor none',
  });

export const Connection = z.strictObject({
  name: z.string().min(1).max(100),
  team: z.string().min(1).optional(),
  cluster: z.string().min(1).optional(),
  endpoint: z.url({ protocol: /^https?$/ }).optional(),
  region: z.string().min(1).optional(),
  connectionId: ConnectionId,
  credentials: CredentialsSource.default('keychain'),
  /** In place of the one for all connections. */
  proxy: ProxyAddress.optional(),
  /** A PEM file with the certificate authorities to trust beside the system's. */
  caFile: z.string().min(1).optional(),
  multipart: z.enum(['auto', 'never']).default('auto'),
  /** `unique`: stem, arrival and hash; `plain`: the file's own name. */
  keyNaming: z.enum(['unique', 'plain']).default('unique'),
  /** `text`: dates and timestamps are written as strings. */
  datesAs: z.enum(['native', 'text']).default('native'),
  maxObjectBytes: z.int().min(1).optional(),
  requestsPerSecond: z.number().positive().default(50),
  tables: z.array(TargetTable).default([]),
});
export type Connection = z.infer<typeof Connection>;

export const Configuration = z.strictObject({
  connections: z.array(Connection).default([]),
  /** Converted files that wait for upload, in bytes. */
  spoolBudget: z
    .int()
    .min(1)
    .default(10 * 1024 ** 3),
  parallelConversions: z.int().min(1).max(16).default(1),
  /** One conversion's time limit in seconds. */
  conversionTimeLimit: z.int().min(1).default(3600),
  /** The converter's memory limit in bytes, handed to DuckDB. */
  conversionMemory: z
    .int()
    .min(64 * 1024 ** 2)
    .default(256 * 1024 ** 2),
  /** How long history is kept, in days; 0: for ever. */
  historyDays: z.int().min(0).default(0),
  scanSeconds: z.number().min(1).default(60),
  /** For connections without one of their own; where none is named, the environment is asked. */
  proxy: ProxyAddress.optional(),
  /** The same for `caFile`. */
  caFile: z.string().min(1).optional(),
  /** What uploads may send by the time of day; where several limits apply, the least. */
  bandwidth: z.array(BandwidthLimit).max(50).default([]),
});
export type Configuration = z.infer<typeof Configuration>;
