import type { BandwidthLimit } from '../../contract/bandwidth.ts';
import type { Clock } from '../clock.ts';
import { bandwidthAt } from './bandwidth-now.ts';

/** Asks before bytes leave. */
export interface Throttle {
  /** Whether there may be a limit at all, now or at another time of the day. */
  readonly limits: boolean;
  /** Resolves with how many of the wanted bytes may leave now, at least one. */
  take(wanted: number, signal: AbortSignal): Promise<number>;
}

/** Nothing is held back. */
export const unthrottled: Throttle = { limits: false, take: async (wanted) => wanted };

/** Whoever waits gets some bytes within this time, so that no connection looks dead to the service. */
const ROUND_MS = 250;
/** Timers come late: so much time may be made up for. */
const CREDIT_MS = 50;
const LARGEST_PIECE = 64 * 1024;
const SMALLEST_PIECE = 16;

/**
 * One rate for all uploads together, by the time of day. Bytes are given in small pieces, in the order in which they are
 * asked for, so that several uploads share fairly and a change of the rate holds for the next piece.
 */
export class BandwidthThrottle implements Throttle {
  readonly #clock: Clock;
  #schedule: readonly BandwidthLimit[];
  #next = Number.NEGATIVE_INFINITY;
  #asking = 0;

  constructor(schedule: readonly BandwidthLimit[], clock: Clock) {
    this.#schedule = schedule;
    this.#clock = clock;
  }

  get limits(): boolean {
    return this.#schedule.length > 0;
  }

  get schedule(): readonly BandwidthLimit[] {
    return this.#schedule;
  }

  /** Holds from the next piece on. */
  follow(schedule: readonly BandwidthLimit[]): void {
    this.#schedule = schedule;
  }

  async take(wanted: number, signal: AbortSignal): Promise<number> {
    signal.throwIfAborted();
    const rate = bandwidthAt(this.#schedule, this.#clock.now());
    if (rate === undefined) return wanted;
    this.#asking += 1;
    try {
      const share = Math.floor((rate * ROUND_MS) / 1000 / this.#asking);
      const piece = Math.min(wanted, Math.max(SMALLEST_PIECE, Math.min(LARGEST_PIECE, share)));
      const now = this.#clock.monotonic();
      const mine = Math.max(now - CREDIT_MS, this.#next);
      this.#next = mine + (piece * 1000) / rate;
      if (mine > now) await this.#clock.wait(mine - now, signal);
      return piece;
    } finally {
      this.#asking -= 1;
    }
  }
}
