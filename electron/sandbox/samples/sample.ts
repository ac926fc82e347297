import type { FaultCode } from '../../contract/fault.ts';
import type { ColumnType } from '../../contract/state.ts';

/** How a sample's way is to end, and what its load is to do where it has one. */
export type SampleEnd =
  | {
      readonly state: 'delivered';
      readonly inserted: number;
      readonly updated: number;
      readonly stale: number;
    }
  | { readonly state: 'duplicate' }
  | { readonly state: 'rejected'; readonly code: FaultCode; readonly row: number; readonly column: string };

/** A file to drop. */
export interface Sample {
  readonly table: string;
  /** The file's name. */
  readonly file: string;
  /** Absolute path of the file as it was made, outside every watched folder. */
  readonly path: string;
  /** Data rows; of a nested file, its records. */
  readonly rows: number;
  /** What there is to see in it: a sentence. */
  readonly says: string;
  /** Samples are dropped in rounds: those of one round together, each round after the one before it has ended. */
  readonly round: number;
  readonly ends: SampleEnd;
}

/** A table that is to result when every sample was dropped. */
export interface ExpectedTable {
  readonly table: string;
  readonly rows: number;
  /** The types of those columns that a careless reader would get wrong. */
  readonly types: Readonly<Record<string, ColumnType>>;
  /** Sums of columns in hundredths: no cent may be lost. */
  readonly sums: Readonly<Record<string, number>>;
}

/** A row of a re-delivery, and what the table must hold for its key afterwards. */
export interface AgeExample {
  readonly table: string;
  readonly keyColumn: string;
  readonly key: string;
  readonly ageColumn: string;
  readonly shownColumn: string;
  /** Age and value as they were delivered first and then again; ages as ISO 8601 in UTC. */
  readonly first: { readonly age: string; readonly value: string };
  readonly again: { readonly age: string; readonly value: string };
  readonly applied: boolean;
}
