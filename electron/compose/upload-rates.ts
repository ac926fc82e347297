import type { EngineEvent } from '../contract/events.ts';

const SPAN_MS = 5_000;

interface Sent {
  readonly at: number;
  readonly bytes: number;
}

/** Bytes per second that left for each table, over the last five seconds. */
export class UploadRates {
  readonly #now: () => number;
  readonly #sent = new Map<string, Sent[]>();
  /** How much of each upload under way was counted. */
  readonly #counted = new Map<number, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  fold(event: EngineEvent): void {
    if (event.type === 'progress' && event.stage === 'uploading') {
      this.#count(`${event.connection}\n${event.table}`, event.id, event.bytesDone);
    } else if (event.type === 'state') {
      if (event.state === 'delivered')
        this.#count(`${event.connection}\n${event.table}`, event.id, event.bytes ?? 0);
      // a new attempt counts from its own beginning
      this.#counted.delete(event.id);
    }
  }

  #count(place: string, id: number, bytesDone: number): void {
    const before = this.#counted.get(id) ?? 0;
    this.#counted.set(id, bytesDone);
    if (bytesDone <= before) return;
    const sent = this.#recent(place);
    sent.push({ at: this.#now(), bytes: bytesDone - before });
    this.#sent.set(place, sent);
  }

  /** Null when nothing left in the last five seconds. */
  of(connection: string, table: string): number | null {
    const place = `${connection}\n${table}`;
    const sent = this.#recent(place);
    if (sent.length === 0) {
      this.#sent.delete(place);
      return null;
    }
    return (sent.reduce((sum, one) => sum + one.bytes, 0) * 1000) / SPAN_MS;
  }

  #recent(place: string): Sent[] {
    const since = this.#now() - SPAN_MS;
    return (this.#sent.get(place) ?? []).filter((one) => one.at > since);
  }
}
