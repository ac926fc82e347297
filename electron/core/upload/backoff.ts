const first = 1_000;
const longest = 5 * 60_000;
/** A service that asks for more than this is asked again all the same. */
const longestObeyed = 60 * 60_000;

export interface BackoffInput {
  /** How many attempts have failed, from 1. */
  readonly failures: number;
  /** A number from 0 up to, not including, 1. */
  readonly random: number;
  /** Milliseconds that the service asked for. */
  readonly retryAfter?: number | undefined;
}

/**
 * Milliseconds to wait before the next attempt: full jitter under a ceiling that doubles from 1 second to 5 minutes;
 * never less than what the service asked for.
 */
export const backoff = ({ failures, random, retryAfter = 0 }: BackoffInput): number => {
  const ceiling = Math.min(longest, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(Math.max(random * ceiling, Math.min(retryAfter, longestObeyed)));
};

/** A Retry-After header (seconds, or a date) as milliseconds from `now`; undefined where it says nothing usable. */
export const readRetryAfter = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};
