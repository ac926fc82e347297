import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Fault } from '../../contract/fault.ts';
import type { FileBytes, OpenFile } from '../../core/upload/file-bytes.ts';
import type { Md5 } from '../../core/upload/same-object.ts';

/** Small enough that hashing one never keeps the event loop for a millisecond. */
const step = 256 * 1024;

export const md5: Md5 = (bytes) => createHash('md5').update(bytes).digest('hex');

/** Opens a spooled file for upload; the handle stays open until it is disposed of. */
export const openSpooledFile: OpenFile = async (path, bytes, signal) => {
  signal.throwIfAborted();
  const handle = await open(path, 'r').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('spool.lost', { path, reason }, { cause });
  });
  const file = new SpooledFile(path, bytes, handle);
  try {
    const { size } = await handle.stat();
    if (size !== bytes) {
      throw new Fault('spool.lost', { path, reason: `it has ${size} bytes in place of ${bytes}` });
    }
    await file.takeSmall(signal);
    return file;
  } catch (error) {
    await file[Symbol.asyncDispose]();
    throw error;
  }
};

class SpooledFile implements FileBytes {
  readonly bytes: number;
  readonly #path: string;
  readonly #handle: FileHandle;
  /** A small file, read once: it is hashed twice and sent. */
  #whole: Buffer | undefined;

  constructor(path: string, bytes: number, handle: FileHandle) {
    this.bytes = bytes;
    this.#path = path;
    this.#handle = handle;
  }

  async takeSmall(signal: AbortSignal): Promise<void> {
    if (this.bytes > step) return;
    const whole = Buffer.allocUnsafeSlow(this.bytes);
    await this.#fill(whole, 0, signal);
    this.#whole = whole;
  }

  async read(from: number, bytes: number, signal: AbortSignal): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(bytes);
    await this.#fill(buffer, from, signal);
    return buffer;
  }

  md5(from: number, bytes: number, signal: AbortSignal): Promise<string> {
    return this.#digest(createHash('md5'), from, bytes, signal);
  }

  sha256(from: number, bytes: number, signal: AbortSignal): Promise<string> {
    return this.#digest(createHash('sha256'), from, bytes, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }

  async #digest(hash: Hash, from: number, bytes: number, signal: AbortSignal): Promise<string> {
    const buffer = Buffer.allocUnsafeSlow(Math.min(step, bytes));
    for (let done = 0; done < bytes; done += step) {
      const piece = buffer.subarray(0, Math.min(step, bytes - done));
      await this.#fill(piece, from + done, signal);
      hash.update(piece);
    }
    return hash.digest('hex');
  }

  async #fill(buffer: Buffer, from: number, signal: AbortSignal): Promise<void> {
    if (this.#whole !== undefined) {
      const copied = this.#whole.copy(buffer, 0, from, from + buffer.length);
      if (copied < buffer.length)
        throw new Fault('spool.lost', { path: this.#path, reason: 'it became shorter' });
      return;
    }
    for (let filled = 0; filled < buffer.length;) {
      signal.throwIfAborted();
      const wanted = Math.min(step, buffer.length - filled);
      const { bytesRead } = await this.#handle
        .read(buffer, filled, wanted, from + filled)
        .catch((cause: unknown) => {
          const reason = cause instanceof Error ? cause.message : String(cause);
          throw new Fault('spool.lost', { path: this.#path, reason }, { cause });
        });
      if (bytesRead === 0) throw new Fault('spool.lost', { path: this.#path, reason: 'it became shorter' });
      filled += bytesRead;
    }
  }
}
