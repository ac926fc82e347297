/** Time, handed in wherever a decision depends on it. */
export interface Clock {
  /** Wall-clock time in milliseconds since 1970. It may jump, also backwards. */
  now(): number;
  /** Milliseconds since some fixed moment. Never goes back; only differences mean something. */
  monotonic(): number;
  /** Resolves after `ms` milliseconds of monotonic time; rejects with the signal's reason once it is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}
