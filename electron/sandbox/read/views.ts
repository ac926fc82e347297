import { z } from 'zod';
import { ColumnType } from '../../contract/state.ts';

/** Integers beyond 2^53, and NaN and the infinities, stand as text: JSON's numbers cannot hold them. */
export const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof Cell>;

export const ShownColumn = z.object({ name: z.string(), type: ColumnType });
export type ShownColumn = z.infer<typeof ShownColumn>;

export const TableSummary = z.object({
  connection: z.string(),
  table: z.string(),
  rows: z.int(),
  columns: z.array(ShownColumn),
});
export type TableSummary = z.infer<typeof TableSummary>;

export interface TableContent {
  readonly columns: readonly ShownColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

export const LoadLine = z.object({
  key: z.string(),
  table: z.string(),
  /** Rows of the file; of a nested file, its records. */
  rows: z.int(),
  inserted: z.int(),
  updated: z.int(),
  /** Rows that were not applied because a row with a larger age was there. */
  stale: z.int(),
  /** Celonis's line for the monitoring list; absent where the load succeeded. */
  error: z.string().optional(),
  /** More on the error. */
  detail: z.string().optional(),
});
export type LoadLine = z.infer<typeof LoadLine>;

/** A line of what a reading gives: a table's columns come before its rows, which come in batches. */
export const ReadingLine = z.union([
  z.object({ columns: z.array(ShownColumn) }),
  z.object({ rows: z.array(z.array(Cell)) }),
  z.object({ table: TableSummary }),
  z.object({ load: LoadLine }),
]);
export type ReadingLine = z.infer<typeof ReadingLine>;

export const ReadingRequest = z.object({
  what: z.enum(['tables', 'show', 'loads']),
  table: z.string().optional(),
  /** A connection's name or id. */
  connection: z.string().optional(),
  /** The largest number of rows. */
  limit: z.coerce.number().int().min(0).optional(),
});
export type ReadingRequest = z.infer<typeof ReadingRequest>;
