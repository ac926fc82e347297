import { open, type FileHandle } from 'node:fs/promises';
import { identifier, literal } from '../duckdb/sql-text.ts';

/** Line ends inside a cell are spelled in other signs, so that every line of the file is a row; and so is the sign for that. */
const special = /[\n\r\ue000]/;
const BATCH = 1 << 20;
const LONGEST_LINE = 1 << 21;

/**
 * A table of texts in a temporary file, in the one spelling that leaves nothing to guess: UTF-8, every cell quoted, null
 * as nothing at all, rows ended by LF.
 */
export class TextStaging {
  readonly #path: string;
  readonly #handle: FileHandle;
  #batch = '';
  #rows = 0;
  #longest = 0;
  #bytes = 0;
  #narrowest = Infinity;
  readonly #escapedColumns = new Set<number>();

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<TextStaging> {
    return new TextStaging(path, await open(path, 'wx'));
  }

  /** What stands in the file, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Takes a row. Later rows may be wider: what an earlier one lacks is null. */
  add(cells: readonly (string | null)[]): void {
    let row = this.#spelled(cells);
    if (special.test(row)) row = this.#spelled(cells.map((cell, index) => this.#escaped(cell, index)));
    if (cells.length < this.#narrowest) this.#narrowest = cells.length;
    if (row.length > this.#longest) this.#longest = row.length;
    this.#batch += `${row}\n`;
    this.#rows += 1;
  }

  #escaped(cell: string | null, index: number): string | null {
    if (cell === null || !special.test(cell)) return cell;
    this.#escapedColumns.add(index);
    return cell.replaceAll('\ue000', '\ue000a').replaceAll('\n', '\ue000n').replaceAll('\r', '\ue000r');
  }

  #spelled(cells: readonly (string | null)[]): string {
    let row = '';
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] ?? null;
      if (index > 0) row += ',';
      if (cell !== null) row += cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : `"${cell}"`;
    }
    // a row of one null would be an empty line, which a reader of CSV passes over
    if (cells.length < 2) row += ',';
    return row;
  }

  /** To be called now and then: what was added goes to the disk. */
  async flush(force = false): Promise<void> {
    if (!force && this.#batch.length < BATCH) return;
    const bytes = Buffer.from(this.#batch, 'utf8');
    this.#batch = '';
    this.#bytes += bytes.length;
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#handle.write(bytes, done);
      done += bytesWritten;
    }
  }

  async close(): Promise<void> {
    await this.flush(true);
    await this.#handle.close();
  }

  /** The staged rows as a relation with the columns `c0`, `c1`, … of type VARCHAR. */
  relation(columnCount: number, parallel: boolean): string {
    const width = Math.max(2, columnCount);
    const uneven = Math.max(2, this.#narrowest) < width;
    const columns = Array.from({ length: width }, (_, index) => `${identifier(`c${index}`)}: 'VARCHAR'`).join(
      ', ',
    );
    // at most four bytes a character
    const line = Math.max(LONGEST_LINE, this.#longest * 4 + 16);
    const selected = Array.from({ length: width }, (_, index) =>
      this.#escapedColumns.has(index) ? unescaped(`c${index}`) : `c${index}`,
    );
    return `(SELECT ${selected.join(', ')} FROM read_csv(${literal(this.#path)}, auto_detect = false, header = false, columns = {${columns}}, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, strict_mode = true, null_padding = ${uneven}, encoding = 'utf-8', max_line_size = ${line}, buffer_size = ${line * 4}, parallel = ${parallel && !uneven}))`;
  }
}

const unescaped = (column: string): string =>
  `replace(replace(replace(${column}, '\ue000n', chr(10)), '\ue000r', chr(13)), '\ue000a', '\ue000') AS ${column}`;
