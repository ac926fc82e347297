import type { ServerResponse } from 'node:http';
import type { Push } from '../../contract/calls.ts';

export interface EventStreamSettings {
  /** Streams that may be open at once. */
  readonly most: number;
  /** A reader that has not taken this many bytes is behind. */
  readonly mostWaiting: number;
  /** Milliseconds between two signs of life. A reader that is behind for two of them is let go. */
  readonly beatEvery: number;
}

export const eventStreamSettings: EventStreamSettings = {
  most: 32,
  mostWaiting: 1024 * 1024,
  beatEvery: 15_000,
};

interface Stream {
  readonly response: ServerResponse;
  /** The engine of the first push that was left out; undefined: the reader has everything. */
  missed: string | undefined;
  beatsBehind: number;
  readonly end: () => void;
}

/**
 * Server-sent events to a bounded number of readers. One that does not keep up is sent nothing more until it has taken
 * what waits, and then that something is missing; memory does not grow with it.
 */
export class EventStreams {
  readonly #subscribe: (listener: (push: Push) => void) => () => void;
  readonly #settings: EventStreamSettings;
  readonly #streams = new Set<Stream>();
  /** One text for all readers of a push. */
  readonly #texts = new WeakMap<Push, string>();
  readonly #beat: NodeJS.Timeout;

  constructor(
    subscribe: (listener: (push: Push) => void) => () => void,
    settings: EventStreamSettings = eventStreamSettings,
  ) {
    this.#subscribe = subscribe;
    this.#settings = settings;
    this.#beat = setInterval(() => this.#beatOnce(), settings.beatEvery);
    this.#beat.unref();
  }

  get open(): number {
    return this.#streams.size;
  }

  get full(): boolean {
    return this.#streams.size >= this.#settings.most;
  }

  /** Takes over a response whose headers are not sent yet. */
  add(response: ServerResponse): void {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'X-Accel-Buffering': 'no',
    });
    response.write(':\n\n');
    const end = this.#subscribe((push) => this.#tell(stream, push));
    const stream: Stream = { response, missed: undefined, beatsBehind: 0, end };
    this.#streams.add(stream);
    response.on('drain', () => this.#caughtUp(stream));
    response.on('close', () => this.#forget(stream));
    response.on('error', () => this.#forget(stream));
  }

  close(): void {
    clearInterval(this.#beat);
    for (const stream of this.#streams) {
      this.#forget(stream);
      stream.response.end();
    }
  }

  #tell(stream: Stream, push: Push): void {
    const { response } = stream;
    const behind = stream.missed !== undefined || response.writableLength > this.#settings.mostWaiting;
    if (behind && push.kind !== 'open') stream.missed ??= push.engine;
    else if (!behind) response.write(this.#textOf(push));
  }

  #caughtUp(stream: Stream): void {
    stream.beatsBehind = 0;
    const engine = stream.missed;
    stream.missed = undefined;
    if (engine !== undefined) stream.response.write(this.#textOf({ kind: 'gap', engine }));
  }

  #textOf(push: Push): string {
    const known = this.#texts.get(push) ?? `data: ${JSON.stringify(push)}\n\n`;
    this.#texts.set(push, known);
    return known;
  }

  #beatOnce(): void {
    for (const stream of this.#streams) {
      if (stream.missed === undefined) stream.response.write(':\n\n');
      else if ((stream.beatsBehind += 1) >= 2) stream.response.destroy();
    }
  }

  #forget(stream: Stream): void {
    this.#streams.delete(stream);
    stream.end();
  }
}
