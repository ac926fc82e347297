/**
 * Tells whoever waits that something may have changed. A waiter names the stroke it last heard, so that none is missed
 * between looking and waiting.
 */
export class Bell {
  #strokes = 0;
  readonly #waiting = new Set<() => void>();

  get strokes(): number {
    return this.#strokes;
  }

  ring(): void {
    this.#strokes += 1;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** Resolves as soon as there was a stroke after `heard`; rejects with the signal's reason when it aborts. */
  async after(heard: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#strokes !== heard) return;
    await new Promise<void>((resolve, reject) => {
      const wake = () => {
        signal.removeEventListener('abort', abort);
        resolve();
      };
      const abort = () => {
        this.#waiting.delete(wake);
        reject(signal.reason as Error);
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', abort, { once: true });
    });
  }
}
