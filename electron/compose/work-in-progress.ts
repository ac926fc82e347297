import type { EngineEvent } from '../contract/events.ts';
import type { WorkView } from '../contract/views.ts';

interface Work extends WorkView {
  readonly place: string;
  readonly since: number;
}

/** What is under way now, folded from the engine's events: the part of the status that no journal holds. */
export class WorkInProgress {
  readonly #work = new Map<number, Work>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  fold(event: EngineEvent): void {
    if (event.type === 'state') {
      if (event.state === 'converting' || event.state === 'uploading') {
        this.#work.set(event.id, {
          id: event.id,
          place: `${event.connection}\n${event.table}`,
          file: event.file,
          stage: event.state,
          bytesDone: 0,
          bytesTotal: event.bytes ?? 0,
          rows: null,
          bytesPerSecond: null,
          fault: null,
          nextTryAt: null,
          since: this.#now(),
        });
      } else {
        this.#work.delete(event.id);
      }
      return;
    }
    if (event.type === 'progress') {
      const work = this.#work.get(event.id);
      if (work === undefined) return;
      const seconds = (this.#now() - work.since) / 1000;
      this.#work.set(event.id, {
        ...work,
        stage: event.stage,
        bytesDone: event.bytesDone,
        bytesTotal: event.bytesTotal,
        rows: event.rows ?? work.rows,
        // a rate from less than half a second says nothing
        bytesPerSecond: seconds < 0.5 ? null : event.bytesDone / seconds,
        fault: null,
        nextTryAt: null,
      });
      return;
    }
    if (event.type === 'retrying') {
      const work = this.#work.get(event.id);
      if (work === undefined) return;
      const nextTryAt = new Date(this.#now() + event.waits).toISOString();
      this.#work.set(event.id, { ...work, fault: event.fault, nextTryAt, bytesPerSecond: null });
    }
  }

  of(connection: string, table: string): readonly WorkView[] {
    const place = `${connection}\n${table}`;
    return [...this.#work.values()]
      .filter((work) => work.place === place)
      .map(({ place: _place, since: _since, ...view }) => view);
  }
}
