import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { BigIntStats } from 'node:fs';
import { Fault } from '../contract/fault.ts';
import { sourceBytes, sourceFault } from './source/source-bytes.ts';

/** A source as it was when a job began: whether it still is the same can be asked at the end. */
export class SourceFile {
  readonly #path: string;
  readonly #name: string;
  readonly #before: BigIntStats;

  private constructor(path: string, name: string, before: BigIntStats) {
    this.#path = path;
    this.#name = name;
    this.#before = before;
  }

  /** Throws `source.gone` or `source.unreadable`. */
  static async look(path: string, name: string): Promise<SourceFile> {
    const before = await statOf(path, name);
    if (!before.isFile()) throw new Fault('source.unreadable', { file: name, reason: 'it is not a file' });
    return new SourceFile(path, name, before);
  }

  get bytes(): number {
    return Number(this.#before.size);
  }

  /** Hexadecimal. */
  async sha256(signal: AbortSignal): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of sourceBytes(this.#path, { name: this.#name, signal })) hash.update(chunk);
    return hash.digest('hex');
  }

  /** Throws `source.changing` where the file is no longer what it was at the beginning. */
  async refuseChange(): Promise<void> {
    const now = await statOf(this.#path, this.#name);
    const { size, mtimeNs, ino } = this.#before;
    if (now.size !== size || now.mtimeNs !== mtimeNs || now.ino !== ino) {
      throw new Fault('source.changing', { file: this.#name });
    }
  }
}

const statOf = async (path: string, name: string): Promise<BigIntStats> => {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    throw sourceFault(error, name);
  }
};
