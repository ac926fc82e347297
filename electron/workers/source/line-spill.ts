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
    this.#file ??= await open(this.#path, 'wx+');
    await this.#file.appendFile(`${this.#lines.join('\n')}\n`);
    this.#lines = [];
    this.#held = 0;
  }

  async *lines(): AsyncGenerator<string> {
    try {
      if (this.#file !== undefined) yield* stored(this.#file);
      yield* this.#lines;
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    this.#lines = [];
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}

async function* stored(file: FileHandle): AsyncGenerator<string> {
  let rest = '';
  const options = { start: 0, autoClose: false, encoding: 'utf8', highWaterMark: 256 * 1024 } as const;
  for await (const chunk of file.createReadStream(options) as AsyncIterable<string>) {
    const pieces = (rest + chunk).split('\n');
    rest = pieces.pop() ?? '';
    yield* pieces;
  }
}
