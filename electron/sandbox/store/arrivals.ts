import { DatabaseSync } from 'node:sqlite';
import type { SandboxTable } from '../options.ts';

/** An object that was accepted. Its number is the order of its arrival, and of its load. */
export interface Arrival {
  readonly number: number;
  readonly key: string;
  /** 32 hexadecimal digits. */
  readonly connectionId: string;
  readonly connectionName: string;
  /** The target table as it was set up when the object arrived. */
  readonly table: SandboxTable;
  /** The file's name in the folder of objects. */
  readonly file: string;
  /** Without quotes. */
  readonly etag: string;
  readonly bytes: number;
  readonly contentType: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly contentType: string;
}

export interface Part {
  readonly number: number;
  readonly file: string;
  readonly etag: string;
  readonly bytes: number;
  readonly at: number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS arrivals (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, connection_id TEXT NOT NULL, connection_name TEXT NOT NULL,
    target TEXT NOT NULL, file TEXT NOT NULL, etag TEXT NOT NULL, bytes INTEGER NOT NULL, content_type TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS arrivals_by_key ON arrivals (key, number);
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, content_type TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE, number INTEGER NOT NULL, file TEXT NOT NULL,
    etag TEXT NOT NULL, bytes INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (upload, number)
  ) STRICT;
`;

type Row = Record<string, unknown>;

/** What was accepted, in order: durable before the client hears of it. */
export class Arrivals {
  readonly #database: DatabaseSync;

  constructor(path: string) {
    this.#database = new DatabaseSync(path, { timeout: 5_000, enableForeignKeyConstraints: true });
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    this.#database.exec(schema);
  }

  /** Records an object; with `upload`, also that this upload is over. */
  add(arrival: Omit<Arrival, 'number'>, upload?: string): number {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const { lastInsertRowid } = this.#database
        .prepare(
          `INSERT INTO arrivals (key, connection_id, connection_name, target, file, etag, bytes, content_type, at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          arrival.key,
          arrival.connectionId,
          arrival.connectionName,
          JSON.stringify(arrival.table),
          arrival.file,
          arrival.etag,
          arrival.bytes,
          arrival.contentType,
          arrival.at,
        );
      if (upload !== undefined) this.#database.prepare('DELETE FROM uploads WHERE id = ?').run(upload);
      this.#database.exec('COMMIT');
      return Number(lastInsertRowid);
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** The newest object under a key. */
  latest(key: string): Arrival | undefined {
    const row = this.#database
      .prepare('SELECT * FROM arrivals WHERE key = ? ORDER BY number DESC LIMIT 1')
      .get(key);
    return row === undefined ? undefined : arrivalOf(row);
  }

  /** The first object that arrived after this number. */
  after(number: number): Arrival | undefined {
    const row = this.#database
      .prepare('SELECT * FROM arrivals WHERE number > ? ORDER BY number LIMIT 1')
      .get(number);
    return row === undefined ? undefined : arrivalOf(row);
  }

  /** The object that stood under the same key before this one. */
  before({ key, number }: Arrival): Arrival | undefined {
    const row = this.#database
      .prepare('SELECT * FROM arrivals WHERE key = ? AND number < ? ORDER BY number DESC LIMIT 1')
      .get(key, number);
    return row === undefined ? undefined : arrivalOf(row);
  }

  /** The number of the newest arrival; 0 where there is none. */
  get newest(): number {
    return Number(
      this.#database.prepare('SELECT coalesce(max(number), 0) AS newest FROM arrivals').get()?.['newest'],
    );
  }

  /** The newest name of each connection that something arrived for, by its id. */
  connectionNames(): ReadonlyMap<string, string> {
    const rows = this.#database
      .prepare('SELECT connection_id, connection_name, max(number) FROM arrivals GROUP BY connection_id')
      .all();
    return new Map(rows.map((row) => [String(row['connection_id']), String(row['connection_name'])]));
  }

  addUpload(upload: Upload): void {
    this.#database
      .prepare('INSERT INTO uploads (id, key, content_type) VALUES (?, ?, ?)')
      .run(upload.id, upload.key, upload.contentType);
  }

  upload(id: string): Upload | undefined {
    const row = this.#database.prepare('SELECT * FROM uploads WHERE id = ?').get(id);
    return (
      row && { id: String(row['id']), key: String(row['key']), contentType: String(row['content_type']) }
    );
  }

  removeUpload(id: string): void {
    this.#database.prepare('DELETE FROM uploads WHERE id = ?').run(id);
  }

  /** Records a part; one of the same number is replaced. */
  addPart(upload: string, part: Part): void {
    this.#database
      .prepare(
        'INSERT OR REPLACE INTO parts (upload, number, file, etag, bytes, at) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(upload, part.number, part.file, part.etag, part.bytes, part.at);
  }

  /** The parts of an upload in ascending order. */
  parts(upload: string): readonly Part[] {
    const rows = this.#database.prepare('SELECT * FROM parts WHERE upload = ? ORDER BY number').all(upload);
    return rows.map(partOf);
  }

  /** The names of all files that something here refers to. */
  files(): ReadonlySet<string> {
    const rows = this.#database.prepare('SELECT file FROM arrivals UNION ALL SELECT file FROM parts').all();
    return new Set(rows.map((row) => String(row['file'])));
  }

  close(): void {
    this.#database.close();
  }
}

const arrivalOf = (row: Row): Arrival => ({
  number: Number(row['number']),
  key: String(row['key']),
  connectionId: String(row['connection_id']),
  connectionName: String(row['connection_name']),
  table: JSON.parse(String(row['target'])) as SandboxTable,
  file: String(row['file']),
  etag: String(row['etag']),
  bytes: Number(row['bytes']),
  contentType: String(row['content_type']),
  at: Number(row['at']),
});

const partOf = (row: Row): Part => ({
  number: Number(row['number']),
  file: String(row['file']),
  etag: String(row['etag']),
  bytes: Number(row['bytes']),
  at: Number(row['at']),
});
