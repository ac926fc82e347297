import { z } from 'zod';
import { Drift, ReadOptions } from './configuration.ts';
import { FaultView } from './fault.ts';
import { Column, PinnedSchema } from './schema.ts';

/**
 * What crosses the boundary between the engine and the converter process. The process is kept warm and takes one
 * job after the other; `cancel` ends the job under way.
 */
export const ConvertJob = z.object({
  /** Absolute path of the file to read; never written to. */
  source: z.string(),
  /** The name to look at for its ending and to show (the source may stand under another name). */
  sourceName: z.string(),
  /** Absolute path of the Parquet file to make; written as `.part`, synced, renamed. Absent: look only (schema, check). */
  output: z.string().optional(),
  /** A folder for temporary files; emptied by the converter when the job ends, however it ends. */
  temporary: z.string(),
  options: ReadOptions,
  structure: z.enum(['flat', 'nested']),
  pinned: PinnedSchema.optional(),
  drift: Drift,
  primaryKey: z.array(z.string()),
  ageColumn: z.string().optional(),
  duplicateKeys: z.enum(['reject', 'lastWins']),
  badRows: z.enum(['reject', 'skip']),
  datesAs: z.enum(['native', 'text']),
  /** Texts above Celonis's 65,000 bytes: refused, unless a file is only converted. */
  longTexts: z.enum(['refuse', 'warn']).optional(),
  maxObjectBytes: z.int().optional(),
  /** DuckDB's memory limit in bytes, and its threads. */
  memoryLimit: z.int(),
  threads: z.int(),
});
export type ConvertJob = z.infer<typeof ConvertJob>;

export const Warning = z.object({
  code: z.string(),
  column: z.string().optional(),
  row: z.int().optional(),
  value: z.string().optional(),
  count: z.int().optional(),
  /** What else its words need, by the names that they use (`contract/words/warnings.en`). */
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** The English sentence. Other languages have their own for the code (`warningSentence`). */
  message: z.string(),
});
export type Warning = z.infer<typeof Warning>;

export const Dialect = z.object({
  delimiter: z.string(),
  quote: z.string(),
  escape: z.enum(['doubled', 'backslash', 'none']),
  /** 1-based line of the header; 0: none. */
  headerRow: z.int(),
  lineEnd: z.enum(['LF', 'CRLF', 'CR', 'mixed']).optional(),
});
export type Dialect = z.infer<typeof Dialect>;

export const ConvertResult = z.object({
  format: z.string(),
  encoding: z.string().nullable(),
  dialect: Dialect.nullable(),
  /** Data rows written; 0 means that there is nothing to send, and then no output stands. */
  rows: z.int(),
  rejectedRows: z.int(),
  /** The file of rejected rows in the temporary folder's place, where there are any. */
  rejectedRowsFile: z.string().optional(),
  columns: z.array(Column),
  /** The schema that this file was read with: to be pinned where none was. */
  schema: PinnedSchema,
  /** Columns that this file added to the pinned schema, or lacked. */
  added: z.array(z.string()),
  missing: z.array(z.string()),
  warnings: z.array(Warning),
  /** Why it was read so: "column amount: 48,211 of 48,211 values match 1.234,56". */
  evidence: z.array(z.string()),
  bytesIn: z.int(),
  bytesOut: z.int(),
  /** SHA-256 of the source, hexadecimal. */
  sha256: z.string(),
  /** True where the source was handed on byte for byte. */
  passedThrough: z.boolean(),
  /** The converter's largest resident set so far, in bytes. */
  peakRss: z.int(),
  milliseconds: z.number(),
});
export type ConvertResult = z.infer<typeof ConvertResult>;

export const Progress = z.object({
  stage: z.enum(['reading', 'converting', 'checking']),
  bytesDone: z.number(),
  bytesTotal: z.number(),
  rows: z.number().optional(),
});
export type Progress = z.infer<typeof Progress>;

export const ToConverter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('convert'), id: z.int(), job: ConvertJob }),
  /** SHA-256 alone, to find duplicates before anything is converted. */
  z.object({ kind: z.literal('fingerprint'), id: z.int(), source: z.string() }),
  z.object({ kind: z.literal('cancel'), id: z.int() }),
  z.object({ kind: z.literal('end') }),
]);
export type ToConverter = z.infer<typeof ToConverter>;

export const FromConverter = z.discriminatedUnion('kind', [
  /** Sent once, when every native module is loaded; or a fault that says which is not. */
  z.object({ kind: z.literal('ready'), fault: FaultView.optional() }),
  z.object({ kind: z.literal('progress'), id: z.int(), progress: Progress }),
  z.object({ kind: z.literal('converted'), id: z.int(), result: ConvertResult }),
  z.object({ kind: z.literal('fingerprinted'), id: z.int(), sha256: z.string(), bytes: z.int() }),
  z.object({ kind: z.literal('failed'), id: z.int(), fault: FaultView, peakRss: z.int() }),
]);
export type FromConverter = z.infer<typeof FromConverter>;
