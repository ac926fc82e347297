import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConvertJob } from '../contract/converter.ts';
import { Fault } from '../contract/fault.ts';
import { ColumnObserver, nothing } from '../core/convert/column-observer.ts';
import { mergePinned } from '../core/convert/json/nested-pinned.ts';
import { checkAge, refuseNullKeys, type CheckedColumn } from '../core/validate/column-content.ts';
import { columnNames } from '../core/validate/column-names.ts';
import { keyColumns } from '../core/validate/key-columns.ts';
import type { Converted } from './conclude.ts';
import { openDatabase } from './duckdb/open-database.ts';
import { identifier, literal } from './duckdb/sql-text.ts';
import type { JobRoom } from './job-room.ts';
import { countLeaf, leavesOf, type Leaf } from './nested/nested-sql.ts';
import { parquetTree } from './nested/parquet-tree.ts';
import { sealOutput } from './output/seal-output.ts';
import { SecondReader } from './output/verify-output.ts';
import { parquetFault } from './parquet/inspect-parquet.ts';
import { LineIndex } from './staging/line-index.ts';

/** A nested Parquet file for a nested table: re-written with the types that Celonis takes, its shape as it is. */
export const convertNestedParquet = async (job: ConvertJob, room: JobRoom): Promise<Converted> => {
  const source = `read_parquet(${literal(job.source)})`;
  const database = await openDatabase({ ...job, files: [job.source] });
  try {
    const query = async (sql: string): Promise<unknown[][]> => {
      try {
        return (await database.connection.runAndReadAll(sql)).getRows();
      } catch (error) {
        throw parquetFault(error);
      }
    };
    const trees = (await query(`DESCRIBE FROM ${source}`)).map(([name, type]) =>
      parquetTree(String(name), identifier(String(name)), String(type)),
    );
    const columns = trees.map(({ column }) => column);
    const { warnings } = columnNames(columns.map(({ name }) => name));
    refuseDrift(job, columns);
    const leaves = leavesOf(columns);
    const roots = leaves.filter(({ path }) => !path.includes('[]'));
    const names = roots.map(({ path }) => path.join('$'));
    const keys = keyColumns(
      names,
      job.primaryKey.map(flatName),
      job.ageColumn === undefined ? undefined : flatName(job.ageColumn),
    );
    const counted = await counts(query, source, leaves);
    const checked = (index: number): CheckedColumn[] => {
      const leaf = roots[index];
      if (leaf === undefined) return [];
      const seen = new ColumnObserver(nothing);
      seen.values = counted.values[leaves.indexOf(leaf)] ?? 0;
      seen.nulls = counted.rows - seen.values;
      if (seen.nulls > 0) seen.firstNull = { row: 1, line: 1 };
      return [{ name: names[index] ?? '', type: leaf.column.type, seen }];
    };
    refuseNullKeys(keys.key.flatMap(checked));
    const age = keys.age === undefined ? [] : checked(keys.age).flatMap(checkAge);
    const common = {
      format: 'parquet',
      encoding: null,
      dialect: null,
      rejectedRows: 0,
      columns,
      schema: {
        columns: columns.map((column) => ({ column, header: column.name })),
        pinnedAt: job.pinned?.pinnedAt ?? room.now(),
        from: job.pinned?.from ?? job.sourceName,
      },
      added: [],
      missing: [],
      evidence: leaves.map(({ path, column }) => `column ${path.join('.')}: ${column.type}`),
      passedThrough: false,
    };
    if (counted.rows === 0) return { ...common, rows: 0, warnings: [...warnings, ...age], bytesOut: 0 };
    const sealed = await sealOutput({
      job,
      room,
      rows: counted.rows,
      bytes: counted.rows * leaves.length * 16,
      lines: new LineIndex(),
      sources: [job.source],
      query: () =>
        `SELECT ${trees.map(({ column, written }) => `${written} AS ${identifier(column.name)}`).join(', ')} FROM ${source}`,
      agrees: (connection, path) => agrees(connection, path, leaves, counted),
      prove: async (path) => {
        const second = await SecondReader.open({ path, rows: counted.rows, columns, signal: room.signal });
        await second.close();
      },
      key: keys.key.map((index) => ({
        name: names[index] ?? '',
        sql: (roots[index]?.path ?? []).map(identifier).join('.'),
      })),
      age: keys.age === undefined ? undefined : names[keys.age],
    });
    return {
      ...common,
      rows: sealed.rows,
      warnings: [...warnings, ...age, ...sealed.warnings],
      bytesOut: sealed.bytes,
    };
  } finally {
    database.close();
  }
};

const flatName = (name: string): string => name.replaceAll('.', '$');

interface Counted {
  readonly rows: number;
  /** Values of each leaf in the whole file. */
  readonly values: readonly number[];
}

const counting = (file: string, leaves: readonly Leaf[]): string =>
  `SELECT ${['count(*)', ...leaves.map(({ path }) => `coalesce(sum(${countLeaf(path)}), 0)::BIGINT`)].join(', ')} FROM ${file}`;

const counts = async (
  query: (sql: string) => Promise<unknown[][]>,
  source: string,
  leaves: readonly Leaf[],
): Promise<Counted> => {
  const [rows = 0, ...values] = ((await query(counting(source, leaves)))[0] ?? []).map(Number);
  return { rows, values };
};

const agrees = async (
  connection: DuckDBConnection,
  path: string,
  leaves: readonly Leaf[],
  counted: Counted,
): Promise<boolean> => {
  const result = await connection.runAndReadAll(counting(`read_parquet(${literal(path)})`, leaves));
  const found = (result.getRows()[0] ?? []).map(Number);
  return [counted.rows, ...counted.values].every((count, index) => count === found[index]);
};

/** A nested Parquet file states its types: it fits the pinned schema as a whole or not at all. */
const refuseDrift = (job: ConvertJob, columns: Converted['columns']): void => {
  if (job.pinned === undefined) return;
  const { added, missing, misfits } = mergePinned(
    job.pinned.columns.map(({ column }) => column),
    columns,
    job.drift,
  );
  const places = [
    ...misfits,
    ...added.map((column) => ({ column, reason: 'added' })),
    ...missing.map((column) => ({ column, reason: 'missing' })),
  ];
  if (places.length === 0) return;
  throw new Fault('schema.drift', {
    ...places[0],
    count: places.length,
    reason: 'the columns differ from the pinned ones',
    places: places.slice(0, 10),
  });
};
