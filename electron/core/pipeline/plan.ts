import type { ReadOptions, TargetTable } from '../../contract/configuration.ts';
import type { ConvertJob } from '../../contract/converter.ts';
import type { PinnedSchema } from '../../contract/schema.ts';
import type { Lane } from '../queue/delivery.ts';

/** What the pipeline must know of a connection; where and with what it sends is the sender's own business. */
export interface ConnectionPlan {
  readonly name: string;
  readonly connectionId: string;
  readonly datesAs: 'native' | 'text';
  readonly keyNaming: 'unique' | 'plain';
  readonly multipart: 'auto' | 'never';
  readonly maxObjectBytes: number | undefined;
}

/** A lane with the settings of its table. The table's folder is absolute here. */
export interface LanePlan {
  readonly lane: Lane;
  readonly connection: ConnectionPlan;
  readonly table: TargetTable;
}

export interface PipelineLimits {
  /** Converted bytes that may wait for upload. */
  readonly spoolBudget: number;
  readonly parallelConversions: number;
  readonly conversionTimeLimitMs: number;
  readonly converterMemory: number;
  readonly converterThreads: number;
}

/** Whether an exact duplicate is skipped: the table's own word, else skipped where it would double rows. */
export const skipsDuplicates = (table: TargetTable): boolean =>
  (table.duplicates ?? (table.primaryKey.length === 0 ? 'skip' : 'deliver')) === 'skip';

export const readOptionsOf = (table: TargetTable): ReadOptions =>
  table.allText ? { ...table.options, allText: true } : table.options;

/** The converter's job for one file of a lane. */
export const jobFor = (
  plan: LanePlan,
  file: { readonly path: string; readonly name: string },
  place: { readonly output: string; readonly temporary: string },
  pinned: PinnedSchema | undefined,
  limits: PipelineLimits,
): ConvertJob => ({
  source: file.path,
  sourceName: file.name,
  output: place.output,
  temporary: place.temporary,
  options: readOptionsOf(plan.table),
  structure: plan.table.structure,
  pinned,
  drift: plan.table.drift,
  primaryKey: plan.table.primaryKey,
  ageColumn: plan.table.ageColumn,
  duplicateKeys: plan.table.duplicateKeys,
  badRows: plan.table.badRows,
  datesAs: plan.connection.datesAs,
  maxObjectBytes: plan.connection.maxObjectBytes,
  memoryLimit: limits.converterMemory,
  threads: limits.converterThreads,
});
