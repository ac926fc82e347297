import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../../contract/fault.ts';
import type { Warning } from '../../contract/converter.ts';
import { ColumnObserver, nothing } from '../../core/convert/column-observer.ts';
import { literal } from '../duckdb/sql-text.ts';
import { RowSamples } from '../staging/row-samples.ts';
import {
  conditions,
  plainColumns,
  writtenAs,
  type ParquetColumn,
  type ValueFacts,
} from './parquet-columns.ts';

export interface InspectedParquet {
  readonly rows: number;
  readonly columns: readonly InspectedColumn[];
  /** Uncompressed, and of types that Celonis takes, throughout. */
  readonly fitting: boolean;
  readonly samples: RowSamples;
  readonly warnings: readonly Warning[];
}

export interface InspectedColumn extends ParquetColumn {
  readonly observer: ColumnObserver;
  readonly characters: number;
}

/** Physical and converted types of columns that may stay as they are. */
const asIs = new Set([
  'BOOLEAN null',
  'INT64 null',
  'INT64 INT_64',
  'DOUBLE null',
  'BYTE_ARRAY UTF8',
  'INT32 DATE',
  'INT64 TIMESTAMP_MILLIS',
]);
/** Encodings that every reader of Parquet knows, the second reader among them. */
const readable = new Set(['PLAIN', 'RLE', 'BIT_PACKED', 'PLAIN_DICTIONARY', 'RLE_DICTIONARY']);
const EDGE = 64;
const SPREAD = 400;

/** Everything that must be known of a Parquet file before it is handed on or re-written. */
export const inspectParquet = async (
  connection: DuckDBConnection,
  path: string,
): Promise<InspectedParquet> => {
  const source = `read_parquet(${literal(path)})`;
  const query = async (sql: string) => {
    try {
      return (await connection.runAndReadAll(sql)).getRows();
    } catch (error) {
      throw parquetFault(error);
    }
  };
  const types = (await query(`DESCRIBE FROM ${source}`)).map(([name, type]) => ({
    name: String(name),
    type: String(type),
  }));
  const plain = plainColumns(types);
  const facts = await valueFacts(query, source, plain);
  const columns = plain.map((column, index) => ({
    ...column,
    ...writtenAs(column.name, column.found, column.value, facts[index] ?? sure),
  }));
  const rows = Number((await query(`SELECT count(*) FROM ${source}`))[0]?.[0] ?? 0);
  const observed = await observe(query, path, columns);
  const codecs = await query(
    `SELECT DISTINCT compression, encodings FROM parquet_metadata(${literal(path)})`,
  );
  const elements = await query(
    `SELECT type, converted_type, repetition_type FROM parquet_schema(${literal(path)})`,
  );
  // what the second reader cannot decode cannot be proved, so it is written anew
  const uncompressed = codecs.every(
    ([codec, encodings]) =>
      codec === 'UNCOMPRESSED' &&
      String(encodings)
        .split(/,\s*/)
        .every((one) => readable.has(one)),
  );
  // the first element is the root; in a flat file all others are columns
  const takenAsIs = elements
    .slice(1)
    .every(
      ([type, converted, repetition]) =>
        repetition !== 'REPEATED' && asIs.has(`${String(type)} ${String(converted)}`),
    );
  return {
    rows,
    columns: observed,
    fitting: uncompressed && takenAsIs && elements.length === columns.length + 1,
    samples: await sample(query, path, rows, columns),
    warnings: await truncated(query, source, columns),
  };
};

type Query = (sql: string) => Promise<unknown[][]>;
const sure: ValueFacts = { exact: true, inYears: true, text: true };

const valueFacts = async (
  query: Query,
  source: string,
  plain: readonly { value: string; found: string }[],
): Promise<ValueFacts[]> => {
  const asked = plain.flatMap(({ value, found }, index) =>
    Object.entries(conditions(found, value)).map(([fact, condition]) => ({
      index,
      fact,
      sql: `coalesce(bool_and(${condition}) FILTER (${value} IS NOT NULL), true)`,
    })),
  );
  const answers =
    asked.length === 0
      ? []
      : ((await query(`SELECT ${asked.map(({ sql }) => sql).join(', ')} FROM ${source}`))[0] ?? []);
  return plain.map((_, index) => ({
    ...sure,
    ...Object.fromEntries(
      asked.flatMap((question, at) =>
        question.index === index ? [[question.fact, answers[at] === true]] : [],
      ),
    ),
  }));
};

/** Nulls, long texts and characters of each column, as the reader of a text file would have seen them. */
const observe = async (
  query: Query,
  path: string,
  columns: readonly ParquetColumn[],
): Promise<InspectedColumn[]> => {
  const numbered = `read_parquet(${literal(path)}, file_row_number = true)`;
  const parts = columns.flatMap(({ written, type }) => [
    `count(${written})`,
    `min(file_row_number) FILTER (${written} IS NULL)`,
    ...(type === 'STRING'
      ? [
          `coalesce(sum(length(${written})), 0)::BIGINT`,
          `min(file_row_number) FILTER (length(${written}) > 80)`,
          `max(strlen(${written}))`,
          `arg_max(file_row_number, strlen(${written}))`,
        ]
      : ['0', 'NULL', 'NULL', 'NULL']),
  ]);
  const [row = []] = await query(`SELECT ${['count(*)', ...parts].join(', ')} FROM ${numbered}`);
  const rows = Number(row[0]);
  return columns.map((column, index) => {
    const [values, firstNull, characters, firstLong, longest, longestAt] = row.slice(
      1 + index * 6,
      7 + index * 6,
    );
    const observer = new ColumnObserver(nothing);
    observer.values = Number(values);
    observer.nulls = rows - observer.values;
    const place = (at: unknown) => ({ row: Number(at) + 1, line: Number(at) + 1 });
    if (typeof firstNull === 'bigint') observer.firstNull = place(firstNull);
    if (typeof firstLong === 'bigint') observer.firstLong = { ...place(firstLong), value: '' };
    if (longest !== null && longest !== undefined) {
      observer.longest = { bytes: Number(longest), place: { ...place(longestAt), value: '' } };
    }
    return { ...column, observer, characters: Number(characters) };
  });
};

/** First, last and some rows in between, as the texts that the rules read. */
const sample = async (
  query: Query,
  path: string,
  rows: number,
  columns: readonly ParquetColumn[],
): Promise<RowSamples> => {
  const samples = new RowSamples();
  const texts = columns.map(({ written, type }) => {
    if (type === 'DATE') return `strftime(${written}, '%Y-%m-%d')`;
    if (type === 'DATETIME') return `strftime(${written}, '%Y-%m-%dT%H:%M:%S.%g')`;
    return `CAST(${written} AS VARCHAR)`;
  });
  const step = Math.max(1, Math.floor(rows / SPREAD));
  const found = await query(
    `SELECT file_row_number, ${texts.join(', ')} FROM read_parquet(${literal(path)}, file_row_number = true)
     WHERE file_row_number < ${EDGE} OR file_row_number >= ${rows - EDGE} OR file_row_number % ${step} = 0 ORDER BY 1`,
  );
  for (const [at, ...cells] of found) {
    samples.take(
      Number(at) + 1,
      cells.map((cell) => (cell === null ? null : String(cell))),
    );
  }
  return samples;
};

const truncated = async (
  query: Query,
  source: string,
  columns: readonly ParquetColumn[],
): Promise<Warning[]> => {
  const finer = columns.filter(
    ({ type, found }) => type === 'DATETIME' && found !== 'TIMESTAMP_MS' && found !== 'TIMESTAMP_S',
  );
  if (finer.length === 0) return [];
  const counts = finer.map(({ value, found }) =>
    found === 'TIMESTAMP_NS'
      ? `count(*) FILTER (epoch_ns(${value}) % 1000000 <> 0)`
      : `count(*) FILTER (epoch_us(${value}) % 1000 <> 0)`,
  );
  const [row = []] = await query(`SELECT ${counts.join(', ')} FROM ${source}`);
  return finer.flatMap(({ name }, index) => {
    const count = Number(row[index]);
    const message = `column ${name}: ${count} values are finer than milliseconds and are cut to milliseconds.`;
    return count === 0 ? [] : [{ code: 'date.truncated', column: name, count, message }];
  });
};

/** An error of DuckDB's on a Parquet file as a fault. */
export const parquetFault = (error: unknown): Fault => {
  if (error instanceof Fault) return error;
  const message = error instanceof Error ? error.message : String(error);
  // the first line, without the path of the file that it names
  const reason = (message.split('\n')[0] ?? '')
    .replace(/ (?:of|in) file ['"].*$| file ['"][^'"]*['"]/, '')
    .slice(0, 300);
  const cause = { cause: error };
  if (/encrypt/i.test(reason)) return new Fault('format.encrypted', {}, cause);
  if (/not implemented|unsupported|not supported/i.test(reason))
    return new Fault('format.unsupported', { reason }, cause);
  return new Fault('format.damaged', { reason }, cause);
};
