import { open, type FileHandle } from 'node:fs/promises';
import type { Column } from '../../contract/schema.ts';
import { JsonNumber, JsonObject, type JsonValue } from '../../core/convert/json/json-value.ts';
import { literal } from '../duckdb/sql-text.ts';
import { stagedType } from './nested-sql.ts';

const BATCH = 1 << 20;
const LEAST_OBJECT = 1 << 24;

/** Records in a temporary file, one a line, every plain value as a text so that nothing is read as a number on the way. */
export class RecordStaging {
  readonly path: string;
  readonly #handle: FileHandle;
  #batch = '';
  #longest = 0;
  bytes = 0;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<RecordStaging> {
    return new RecordStaging(path, await open(path, 'wx'));
  }

  /** Gives the characters of the record's text. */
  add(record: JsonObject): number {
    const line = asTexts(record);
    if (line.length > this.#longest) this.#longest = line.length;
    this.#batch += `${line}\n`;
    return line.length;
  }

  async flush(force = false): Promise<void> {
    if (!force && this.#batch.length < BATCH) return;
    const bytes = Buffer.from(this.#batch, 'utf8');
    this.#batch = '';
    this.bytes += bytes.length;
    for (let done = 0; done < bytes.length;) done += (await this.#handle.write(bytes, done)).bytesWritten;
  }

  async close(): Promise<void> {
    await this.flush(true);
    await this.#handle.close();
  }

  /** The staged records as a relation with the given columns, all plain values of type VARCHAR. */
  relation(columns: readonly Column[]): string {
    const types = columns
      .map((column) => `${literal(column.name)}: ${literal(stagedType(column))}`)
      .join(', ');
    const largest = Math.max(LEAST_OBJECT, this.#longest * 4 + 16);
    return `read_json(${literal(this.path)}, format = 'newline_delimited', auto_detect = false, columns = {${types}}, maximum_object_size = ${largest})`;
  }
}

const asTexts = (value: JsonValue): string => {
  if (value === null) return 'null';
  if (value instanceof JsonNumber) return `"${value.text}"`;
  if (typeof value === 'boolean') return `"${value}"`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof JsonObject) {
    return `{${value.keys.map((key, index) => `${JSON.stringify(key)}:${asTexts(value.values[index] ?? null)}`).join(',')}}`;
  }
  return `[${value.map(asTexts).join(',')}]`;
};
