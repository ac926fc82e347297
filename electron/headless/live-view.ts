import { clearScreenDown, moveCursor } from 'node:readline';
import type { StatusView } from '../contract/views.ts';
import { bytes, count, table } from './numbers.ts';

const EVERY_MS = 200;

/** A view on the terminal that is drawn over itself: per table what waits, is in work, is delivered, is rejected. */
export class LiveView {
  readonly #stream: NodeJS.WriteStream;
  readonly #status: () => StatusView;
  readonly #timer: NodeJS.Timeout;
  #lines = 0;

  constructor(stream: NodeJS.WriteStream, status: () => StatusView) {
    this.#stream = stream;
    this.#status = status;
    this.#timer = setInterval(() => this.draw(), EVERY_MS);
  }

  draw(): void {
    this.#clear();
    const width = Math.max(40, this.#stream.columns ?? 80) - 1;
    const lines = liveLines(this.#status(), width).map((line) => line.slice(0, width));
    this.#stream.write(`${lines.join('\n')}\n`);
    this.#lines = lines.length;
  }

  /** Writes a line that stays, above the view. */
  say(line: string): void {
    this.#clear();
    this.#stream.write(`${line}\n`);
    this.draw();
  }

  end(): void {
    clearInterval(this.#timer);
    this.draw();
  }

  #clear(): void {
    if (this.#lines === 0) return;
    moveCursor(this.#stream, 0, -this.#lines);
    clearScreenDown(this.#stream);
    this.#lines = 0;
  }
}

const heads = {
  wide: ['TABLE', 'WAITING', 'CONVERTING', 'UPLOADING', 'DELIVERED', 'REJECTED', 'PER SECOND', ''],
  narrow: ['TABLE', 'WAIT', 'CONV', 'UPL', 'DONE', 'REJ', 'PER S', ''],
} as const;
/** What the wide heads need beside the names of tables. */
const wideFrom = 90;

/** The view's lines, without cursor movements. */
export const liveLines = (status: StatusView, width = wideFrom): readonly string[] => {
  const head = width < wideFrom ? heads.narrow : heads.wide;
  const lines = status.connections.flatMap((connection) =>
    connection.tables.map((one) => {
      const stage = (name: 'converting' | 'uploading') => one.work.filter((work) => work.stage === name);
      const rate = one.bytesPerSecond ?? 0;
      const now = one.work.find((work) => work.bytesTotal > 0);
      const percent =
        now === undefined ? '' : `${now.file} ${Math.floor((100 * now.bytesDone) / now.bytesTotal)} %`;
      return [
        `${connection.name}/${one.name}`,
        count(one.waiting),
        count(stage('converting').length),
        count(stage('uploading').length),
        count(one.delivered),
        count(one.rejected),
        rate === 0 ? '' : bytes(rate),
        one.paused ? 'paused' : percent,
      ];
    }),
  );
  return [...table([head, ...lines], new Set([1, 2, 3, 4, 5, 6])).split('\n'), status.sentence];
};
