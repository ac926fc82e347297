import { Fault } from '../../../electron/contract/fault.ts';
import type { Clock } from '../../../electron/core/clock.ts';
import { backoff } from '../../../electron/core/upload/backoff.ts';
import { leavesOutcomeUnknown } from '../../../electron/core/upload/upload-fault.ts';

/** What an attempt is told of those before it. */
export interface Turn {
  /** From 1, or from `failures + 1` where earlier failures were handed in. */
  readonly number: number;
  /** An earlier attempt may have taken effect. */
  readonly outcomeUnknown: boolean;
}

export interface FailedAttempt extends Turn {
  readonly fault: Fault;
  /** Milliseconds until the next attempt; undefined where none follows. */
  readonly wait: number | undefined;
}

export interface Retrying {
  readonly clock: Pick<Clock, 'wait'>;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Told of each failed attempt before the wait begins. `outcomeUnknown` is what the next attempt will be told. */
  readonly onFailed?: (failed: FailedAttempt) => void | Promise<void>;
  /** Carried over from before a restart. */
  readonly failures?: number;
  readonly outcomeUnknown?: boolean;
}

/**
 * Repeats `attempt` for ever while its faults ask for `retry`, with growing pauses; every other fault is thrown, as is
 * the signal's reason once it aborts.
 */
export const retrying = async <T>(attempt: (turn: Turn) => Promise<T>, how: Retrying): Promise<T> => {
  let { failures = 0, outcomeUnknown = false } = how;
  for (;;) {
    how.signal.throwIfAborted();
    const number = failures + 1;
    try {
      return await attempt({ number, outcomeUnknown });
    } catch (thrown) {
      how.signal.throwIfAborted();
      const fault = Fault.from(thrown);
      failures = number;
      outcomeUnknown ||= leavesOutcomeUnknown(thrown);
      const again = fault.remedy === 'retry';
      const wait = again
        ? backoff({ failures, random: how.random(), retryAfter: fault.facts.retryAfter })
        : undefined;
      await how.onFailed?.({ number, outcomeUnknown, fault, wait });
      if (wait === undefined) throw fault;
      await how.clock.wait(wait, how.signal);
    }
  }
};
