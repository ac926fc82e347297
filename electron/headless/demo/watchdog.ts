/** Aborts when nothing was heard for a while: a slow machine may take its time, and one that stands still may not. */
export class Watchdog implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  /** `patience` in milliseconds. */
  constructor(patience: number) {
    this.#timer = setTimeout(
      () => this.#controller.abort(new DOMException('nothing goes on', 'TimeoutError')),
      patience,
    );
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something goes on. */
  hear(): void {
    if (!this.signal.aborted) this.#timer.refresh();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
