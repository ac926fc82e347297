import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';

/** The longest time that one timer of Node takes. */
const longestTimerMs = 2 ** 31 - 1;

/** This machine's clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  wait: async (ms, signal) => {
    let left = Math.max(0, ms);
    do {
      signal.throwIfAborted();
      // the timer's own error hides the signal's reason
      await pause(Math.min(left, longestTimerMs), undefined, { signal }).catch(() => signal.throwIfAborted());
      left -= longestTimerMs;
    } while (left > 0);
  },
};
