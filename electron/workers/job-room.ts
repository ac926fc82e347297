import type { Progress } from '../contract/converter.ts';
import type { SmallDatabases } from './duckdb/small-databases.ts';

/** What a job may use besides its input. */
export interface JobRoom {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly small: SmallDatabases;
}
