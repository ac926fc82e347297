import type { EngineEvent } from '../contract/events.ts';
import { Fault } from '../contract/fault.ts';
import { isFinal } from '../contract/state.ts';
import type { Sample } from '../sandbox/samples/index.ts';

interface Round {
  readonly open: Set<string>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Tells from the engine's events when every sample of a round has ended its way. One round at a time. */
export class RoundEnd {
  #round: Round | undefined;

  /** Call it before the samples are dropped. Rejects with the fault that stops the engine, or the signal's reason. */
  async of(samples: readonly Sample[], signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#round = { open: new Set(samples.map(({ table, file }) => placeOf(table, file))), resolve, reject };
    if (samples.length === 0) resolve();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#round = undefined;
    }
  }

  fold(event: EngineEvent): void {
    const round = this.#round;
    if (round === undefined) return;
    if (event.type === 'state' && isFinal(event.state)) {
      round.open.delete(placeOf(event.table, event.file));
      if (round.open.size === 0) round.resolve();
    }
    // nothing that holds a connection, and no fault of Sluice's own, ends without a person
    if (event.type === 'held' || event.type === 'trouble') round.reject(Fault.of(event.fault));
  }
}

// some file systems hand names out in another normal form
const placeOf = (table: string, file: string): string => `${table}/${file.normalize('NFC')}`;
