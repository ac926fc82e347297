import type { ReadOptions } from '../contract/configuration.ts';
import type { Dialect, Progress, Warning } from '../contract/converter.ts';
import type { ColumnType } from '../contract/state.ts';

/** One row of a table as text. `null` is a cell that is absent (an empty text is the empty string). */
export interface TextRow {
  /** 1-based line of a text file, or row of a sheet: where a person finds it. */
  readonly line: number;
  readonly cells: readonly (string | null)[];
}

export interface ReadColumn {
  readonly header: string;
  /** What the format itself says of the column's type, where it says it (XLSX date cells, XES, Avro). */
  readonly hint?: ColumnType;
}

interface ReadingCommon {
  readonly format: string;
  readonly encoding: string | null;
  readonly dialect: Dialect | null;
  /** Complete when the stream has ended: what values are like is known only then. */
  readonly warnings: readonly Warning[];
  readonly evidence: readonly string[];
}

/**
 * What a reader makes of a file: rows of text, or records as JSON. Both are streams, read once, in the file's order;
 * the engine stages them, infers types and writes. Typed values are handed on in one spelling: numbers as the file
 * spells them (XLSX: the shortest decimal that is the same double), dates as `yyyy-MM-dd`, times as
 * `yyyy-MM-ddTHH:mm:ss[.SSS]`, booleans as `true` and `false`.
 */
export type Reading =
  | (ReadingCommon & {
      readonly kind: 'table';
      readonly columns: readonly ReadColumn[];
      readonly rows: AsyncIterable<readonly TextRow[]>;
    })
  | (ReadingCommon & {
      readonly kind: 'records';
      /** Each record is one JSON object; numbers keep the digits of the file. */
      readonly records: AsyncIterable<readonly { readonly line: number; readonly json: string }[]>;
      /** Types that the format itself states, by path of members joined by a dot. */
      readonly hints?: Readonly<Record<string, ColumnType>>;
      /** The format knows texts alone (XML): they say no more of their type than the cells of a delimited file. */
      readonly isUntyped?: boolean;
    });

/** A row that was set aside. */
export interface RejectedRow {
  readonly line: number;
  readonly reason: string;
  readonly column?: string;
  /** The row as it stands in the file. */
  readonly raw: string;
}

export interface ReadRequest {
  /** Absolute path of the file to read. */
  readonly path: string;
  /** The name that tells the ending and that faults show. */
  readonly name: string;
  readonly options: ReadOptions;
  readonly structure: 'flat' | 'nested';
  /** An empty folder for temporary files. */
  readonly temporary: string;
  /** Rows that cannot be read: they fail the file, or are told one by one and left out. */
  readonly badRows?: 'reject' | 'skip';
  readonly onRejectedRow?: (row: RejectedRow) => void;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Opens a file of one format. Throws a `Fault` for what a person must know; every stream ends when `signal` aborts. */
export type OpenReading = (request: ReadRequest) => Promise<Reading>;
