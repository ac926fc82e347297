import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import type { RejectedRow } from '../reading.ts';

const BATCH = 256 * 1024;

/** Rows that were set aside, for a person to look at: line, column, reason and the row itself, as CSV. */
export class RejectedRows {
  readonly #path: string | undefined;
  #descriptor: number | undefined;
  #batch = 'line,column,reason,row\n';
  count = 0;

  /** Without a path the rows are only counted. */
  constructor(path: string | undefined) {
    this.#path = path;
  }

  add({ line, column, reason, raw }: RejectedRow): void {
    this.count += 1;
    if (this.#path === undefined) return;
    this.#batch += `${[String(line), column ?? '', reason, raw].map(cell).join(',')}\n`;
    if (this.#batch.length > BATCH) this.#write();
  }

  /** The file's path, where there is one. */
  close(): string | undefined {
    if (this.count === 0 || this.#path === undefined) return undefined;
    this.#write();
    if (this.#descriptor !== undefined) {
      fsyncSync(this.#descriptor);
      closeSync(this.#descriptor);
    }
    return this.#path;
  }

  /** Leaves nothing behind. */
  discard(): void {
    if (this.#descriptor === undefined || this.#path === undefined) return;
    closeSync(this.#descriptor);
    rmSync(this.#path, { force: true });
  }

  #write(): void {
    if (this.#path === undefined) return;
    this.#descriptor ??= openSync(this.#path, 'w');
    writeSync(this.#descriptor, this.#batch);
    this.#batch = '';
  }
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
