import type { Clock } from '../clock.ts';
import type { HintSource, HintSubscription } from './port.ts';

/** After the system's limit of watches was met, events are tried again this much later. */
const tryAgainMs = 10 * 60_000;

export interface DeskCalls {
  woken(): void;
  rootInDoubt(): void;
}

/** Keeps the subscription to file-system events, and remembers the first hint that no scan has answered. */
export class HintDesk {
  readonly #source: HintSource;
  readonly #clock: Clock;
  readonly #calls: DeskCalls;
  #subscription: HintSubscription | undefined;
  #opening: symbol | undefined;
  #limitedAt: number | undefined;
  #hintAt: number | undefined;

  constructor(source: HintSource, clock: Clock, calls: DeskCalls) {
    this.#source = source;
    this.#clock = clock;
    this.#calls = calls;
  }

  get hintAt(): number | undefined {
    return this.#hintAt;
  }

  /** No events, because the system's limit of watches or open files is met. */
  get limited(): boolean {
    return this.#limitedAt !== undefined;
  }

  /** A scan begins: it will see what was hinted at. */
  answered(): void {
    this.#hintAt = undefined;
  }

  /** Opens or closes the subscription, as wanted. */
  async tend(wanted: boolean): Promise<void> {
    if (!wanted) return this.close();
    if (this.#subscription !== undefined) return;
    const now = this.#clock.monotonic();
    if (this.#limitedAt !== undefined && now - this.#limitedAt < tryAgainMs) return;
    this.#limitedAt = undefined;
    const opening = Symbol('opening');
    this.#opening = opening;
    const subscription = await this.#source.open(
      () => {
        if (this.#opening === opening) this.#hint();
      },
      (reason) => {
        if (this.#opening !== opening) return;
        if (reason === 'rootGone') return this.#calls.rootInDoubt();
        this.#limitedAt = this.#clock.monotonic();
        void this.#drop();
        this.#calls.woken();
      },
    );
    if (this.#opening !== opening) return subscription.close();
    this.#subscription = subscription;
    // what changed while the subscription was being opened
    this.#hint();
  }

  /** Ends the subscription; a limit that was met is forgotten. */
  async close(): Promise<void> {
    this.#limitedAt = undefined;
    await this.#drop();
  }

  async #drop(): Promise<void> {
    const subscription = this.#subscription;
    this.#subscription = undefined;
    this.#opening = undefined;
    await subscription?.close();
  }

  #hint(): void {
    if (this.#hintAt !== undefined) return;
    this.#hintAt = this.#clock.monotonic();
    this.#calls.woken();
  }
}
