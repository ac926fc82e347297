import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that a body is written to, piece by piece; whole and durable, or gone. */
export class BodyFile {
  /** Its name, which is free in every folder of the store. */
  readonly name: string;
  readonly path: string;
  readonly #handle: FileHandle;

  private constructor(name: string, path: string, handle: FileHandle) {
    this.name = name;
    this.path = path;
    this.#handle = handle;
  }

  static async create(folder: string): Promise<BodyFile> {
    const name = `${randomUUID()}.parquet`;
    const path = join(folder, name);
    return new BodyFile(name, path, await open(path, 'wx', 0o600));
  }

  async write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const result = await this.#handle.write(bytes, written);
      written += result.bytesWritten;
    }
  }

  /** Ends the writing; when this returns the bytes are on the disk. */
  async seal(): Promise<void> {
    await this.#handle.sync();
    await this.#handle.close();
  }

  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.path, { force: true });
  }
}

/** Fills a new file by `fill`; a failure leaves nothing behind. */
export const writeBodyFile = async <Result>(
  folder: string,
  fill: (keep: (bytes: Uint8Array) => Promise<void>) => Promise<Result>,
): Promise<{ readonly file: BodyFile; readonly result: Result }> => {
  const file = await BodyFile.create(folder);
  try {
    const result = await fill((bytes) => file.write(bytes));
    await file.seal();
    return { file, result };
  } catch (error) {
    await file.discard();
    throw error;
  }
};
