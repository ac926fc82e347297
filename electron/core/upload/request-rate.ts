import type { Clock } from '../clock.ts';

/**
 * Spaces the requests of one connection: at most `perSecond` begin in any second, evenly. Callers are served in the
 * order in which they asked.
 */
export class RequestRate {
  readonly #interval: number;
  readonly #clock: Pick<Clock, 'monotonic' | 'wait'>;
  #next = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number, clock: Pick<Clock, 'monotonic' | 'wait'>) {
    this.#interval = 1000 / perSecond;
    this.#clock = clock;
  }

  /** Returns when a request may begin. A turn that was given and then aborted is not given again. */
  async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const now = this.#clock.monotonic();
    const mine = Math.max(now, this.#next);
    this.#next = mine + this.#interval;
    if (mine > now) await this.#clock.wait(mine - now, signal);
  }
}
