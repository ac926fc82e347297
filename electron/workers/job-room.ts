import type { Progress } from '../contract/converter.ts';

/** What a job may use besides its input. */
export interface JobRoom {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** ISO 8601, UTC. */
  readonly now: () => string;
}
