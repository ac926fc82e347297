import type { Clock } from '../../electron/core/clock.ts';

interface Waiting {
  readonly until: number;
  readonly done: () => void;
}

/** Time that only passes when a test says so. Wall clock and monotonic clock can be set apart, as after a clock jump. */
export class FakeClock implements Clock {
  #elapsed = 0;
  #wall: number;
  readonly #waiting = new Set<Waiting>();

  constructor(epochMs = Date.UTC(2026, 10, 23, 12)) {
    this.#wall = epochMs;
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const stop = (): void => {
        this.#waiting.delete(waiting);
        reject(signal.reason as Error);
      };
      const waiting: Waiting = {
        until: this.#elapsed + Math.max(0, ms),
        done: () => {
          this.#waiting.delete(waiting);
          signal.removeEventListener('abort', stop);
          resolve();
        },
      };
      signal.addEventListener('abort', stop, { once: true });
      // like a real timer, never within the same turn
      if (ms <= 0) setImmediate(waiting.done);
      else this.#waiting.add(waiting);
    });
  }

  /** Milliseconds until the next open wait ends; Infinity when nobody waits. */
  get nextIn(): number {
    return Math.min(...[...this.#waiting].map((waiting) => waiting.until)) - this.#elapsed;
  }

  /** Lets time pass and ends the waits that fall due, in their order, with a turn of the event loop after each. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    for (;;) {
      const next = [...this.#waiting].sort((left, right) => left.until - right.until)[0];
      if (next === undefined || next.until > end) break;
      this.#move(next.until - this.#elapsed);
      next.done();
      await new Promise(setImmediate);
    }
    this.#move(end - this.#elapsed);
    await new Promise(setImmediate);
  }

  /** Sets the wall clock forward or back; monotonic time does not notice. */
  jump(ms: number): void {
    this.#wall += ms;
  }

  #move(ms: number): void {
    this.#elapsed += ms;
    this.#wall += ms;
  }
}
