import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** Few lines never touch the disk. */
const inMemory = 4 * 1024 * 1024;

/**
 * Texts without line feeds that are written once and then read once, in the same order; in memory as long as they are
 * few. A reader that has to see the whole file before its first row can be handed on keeps its rows here.
 */
export class LineSpill {
  readonly #path: string;
  readonly #limit: number;
  #lines: string[] = [];
  #held = 0;
  #file: FileHandle | undefined;
  #isStored = false;
  #count = 0;

  constructor(path: string, limit = inMemory) {
    this.#path = path;
    this.#limit = limit;
  }

  get count(): number {
    return this.#count;
  }

  add(line: string): void {
    this.#lines.push(line);
    this.#held += line.length + 1;
    this.#count += 1;
  }

  /** Brings to the disk what would be too much in memory; to be awaited now and then while lines are added. */
  async settle(): Promise<void> {
    if (this.#held <= this.#limit) return;
    this.#file ??= await open(this.#path, 'wx');
    this.#isStored = true;
    await this.#file.appendFile(`${this.#lines.join('\n')}\n`);
    this.#lines = [];
    this.#held = 0;
  }

  /** To be called after the last line, or when something failed: nothing stays open between writing and reading. */
  async end(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async *lines(): AsyncGenerator<string> {
    if (this.#isStored) yield* stored(this.#path);
    yield* this.#lines;
    this.#lines = [];
  }
}

async function* stored(path: string): AsyncGenerator<string> {
  let rest = '';
  const chunks = createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 });
  for await (const chunk of chunks as AsyncIterable<string>) {
    const pieces = (rest + chunk).split('\n');
    rest = pieces.pop() ?? '';
    yield* pieces;
  }
}
