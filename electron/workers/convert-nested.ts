import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConvertJob, Warning } from '../contract/converter.ts';
import { Fault } from '../contract/fault.ts';
import type { Column } from '../contract/schema.ts';
import { mergePinned, type MergedColumns } from '../core/convert/json/nested-pinned.ts';
import { JsonObject } from '../core/convert/json/json-value.ts';
import { shapedColumn, ShapeNode, type ShapedColumn } from '../core/convert/json/nested-shape.ts';
import { parseJson } from '../core/convert/json/parse-json.ts';
import {
  checkAge,
  checkLengths,
  refuseNullKeys,
  type CheckedColumn,
} from '../core/validate/column-content.ts';
import { columnNames } from '../core/validate/column-names.ts';
import { keyColumns } from '../core/validate/key-columns.ts';
import type { Converted } from './conclude.ts';
import { identifier, literal } from './duckdb/sql-text.ts';
import type { JobRoom } from './job-room.ts';
import { leafTexts } from './nested/expected-leaves.ts';
import { castNested, countLeaf, leavesOf, type Leaf } from './nested/nested-sql.ts';
import { RecordStaging } from './nested/record-staging.ts';
import { sealOutput } from './output/seal-output.ts';
import { SecondReader } from './output/verify-output.ts';
import type { Reading } from './reading.ts';
import { isUntyped } from './staging/stage-records.ts';
import { LineIndex } from './staging/line-index.ts';

type RecordsReading = Extract<Reading, { kind: 'records' }>;
const SAMPLED = 64;

/** Converts records with their objects and lists: written as structures and lists of Parquet. */
export const convertNested = async (
  reading: RecordsReading,
  job: ConvertJob,
  room: JobRoom,
): Promise<Converted> => {
  const allText = job.options.allText ?? false;
  const root = new ShapeNode([], isUntyped(reading));
  const lines = new LineIndex();
  const sampled: JsonObject[] = [];
  const staging = await RecordStaging.create(join(job.temporary, 'records.ndjson'));
  let rows = 0;
  try {
    for await (const batch of reading.records) {
      room.signal.throwIfAborted();
      for (const { json, line } of batch) {
        rows += 1;
        lines.add(rows, line);
        const record = parseJson(json, line);
        if (!(record instanceof JsonObject))
          throw new Fault('json.noRecords', { line, reason: 'a record is not an object' });
        root.see(record, rows, line);
        staging.add(record);
        if (sampled.length < SAMPLED) sampled.push(record);
      }
      await staging.flush();
    }
  } finally {
    await staging.close();
  }
  const shaped = [...root.members].flatMap(([key, member]) => shapedColumn(key, member, allText) ?? []);
  const found = shaped.map(({ column }) => told(column, job));
  const nameWarnings = checkNames(found);
  const merged =
    job.pinned === undefined ? { columns: found, added: [], missing: [], misfits: [] } : merge(found, job);
  const plain = plainValues(shaped, rows, lines);
  const keys = keyColumns(
    plain.map(({ name }) => name),
    job.primaryKey.map(flatName),
    job.ageColumn === undefined ? undefined : flatName(job.ageColumn),
  );
  const checked = (index: number): CheckedColumn[] => plain.slice(index, index + 1);
  refuseNullKeys(keys.key.flatMap(checked));
  const warnings: Warning[] = [
    ...reading.warnings,
    ...nameWarnings,
    ...checkLengths(plain, job.longTexts ?? 'refuse'),
    ...(keys.age === undefined ? [] : checked(keys.age).flatMap(checkAge)),
  ];
  const common = {
    format: reading.format,
    encoding: reading.encoding,
    dialect: reading.dialect,
    rejectedRows: 0,
    columns: merged.columns.map((column) => written(column, job.datesAs)),
    schema: {
      columns: merged.columns.map((column) => ({ column, header: column.name })),
      pinnedAt: job.pinned?.pinnedAt ?? room.now(),
      from: job.pinned?.from ?? job.sourceName,
    },
    added: job.drift.added === 'ignore' ? [] : [...merged.added],
    missing: [...merged.missing],
    evidence: [
      ...reading.evidence,
      ...leavesOf(merged.columns).map(({ path, column }) => `column ${path.join('.')}: ${column.type}`),
    ],
    passedThrough: false,
  };
  if (rows === 0) return { ...common, rows: 0, warnings, bytesOut: 0 };
  const leaves = leavesOf(merged.columns);
  const present = leafCounts(shaped);
  const sealed = await sealOutput({
    job,
    room,
    rows,
    bytes: staging.bytes,
    lines,
    query: () =>
      `SELECT ${merged.columns.map((column) => `${castNested(identifier(column.name), column, job.datesAs)} AS ${identifier(column.name)}`).join(', ')} FROM ${staging.relation(merged.columns)}`,
    agrees: (connection, path) => agrees(connection, path, rows, leaves, present),
    prove: async (path) => {
      const second = await SecondReader.open({ path, rows, columns: common.columns, signal: room.signal });
      try {
        for (const { path: steps, column } of leaves) {
          const texts = sampled.flatMap((record) => leafTexts(record, steps));
          await second.compareLeaf(steps, texts, { column, header: column.name }, job.datesAs);
        }
      } finally {
        await second.close();
      }
    },
    key: keys.key.map((index) => ({
      name: plain[index]?.name ?? '',
      sql: (plain[index]?.path ?? []).map(identifier).join('.'),
    })),
    age: keys.age === undefined ? undefined : plain[keys.age]?.name,
  });
  return {
    ...common,
    rows: sealed.rows,
    warnings: [...warnings, ...sealed.warnings],
    bytesOut: sealed.bytes,
  };
};

/** `order.id` is understood as `order$id`. */
const flatName = (name: string): string => name.replaceAll('.', '$');

const told = (column: Column, job: ConvertJob): Column => {
  const type = job.options.types?.[column.name];
  return type === 'STRING' && column.children === undefined ? { ...column, type } : column;
};

const checkNames = (columns: readonly Column[]): Warning[] => {
  const { warnings } = columnNames(columns.map(({ name }) => name));
  const inner = columns.flatMap(({ type, children = [] }) =>
    type === 'LIST' ? checkNames(children.flatMap((child) => child.children ?? [])) : checkNames(children),
  );
  return [...warnings, ...inner];
};

const merge = (found: readonly Column[], job: ConvertJob): MergedColumns => {
  const merged = mergePinned(
    (job.pinned?.columns ?? []).map(({ column }) => column),
    found,
    job.drift,
  );
  const refuse = (reason: string, places: MergedColumns['misfits']) => {
    throw new Fault('schema.drift', {
      ...places[0],
      count: places.length,
      reason,
      places: places.slice(0, 10),
    });
  };
  if (merged.misfits.length > 0) refuse('columns of another type than the pinned one', merged.misfits);
  if (merged.added.length > 0 && job.drift.added === 'reject')
    refuse(
      'the file has new columns',
      merged.added.map((column) => ({ column, reason: 'added' })),
    );
  if (merged.missing.length > 0 && job.drift.missing === 'reject')
    refuse(
      'columns are missing',
      merged.missing.map((column) => ({ column, reason: 'missing' })),
    );
  return merged;
};

interface PlainValue extends CheckedColumn {
  readonly path: readonly string[];
}

/** The plain values of the record itself, however deep in objects, but not those in lists. */
const plainValues = (shaped: readonly ShapedColumn[], rows: number, lines: LineIndex): PlainValue[] =>
  shaped.flatMap(({ column, node, children }): PlainValue[] => {
    if (column.type === 'STRUCT') return plainValues(children, rows, lines);
    if (column.type === 'LIST') return [];
    const seen = node.scalar?.finish(rows, (row) => ({ row, line: lines.lineOf(row) ?? 0 }));
    return seen === undefined
      ? []
      : [{ name: node.path.join('$'), path: node.path, type: column.type, seen }];
  });

/** How many values each leaf had in the source, by its path. */
const leafCounts = (shaped: readonly ShapedColumn[]): Map<string, number> =>
  new Map(
    shaped.flatMap(({ column, node, children }) => {
      if (column.type === 'STRUCT' || column.type === 'LIST') return [...leafCounts(children)];
      const zero =
        column.type === 'DATE' || column.type === 'DATETIME' ? (node.scalar?.observer?.zeroDates ?? 0) : 0;
      return [[JSON.stringify(node.path), node.present - zero] as const];
    }),
  );

const agrees = async (
  connection: DuckDBConnection,
  path: string,
  rows: number,
  leaves: readonly Leaf[],
  present: ReadonlyMap<string, number>,
): Promise<boolean> => {
  const counts = leaves.map(({ path: steps }) => `coalesce(sum(${countLeaf(steps)}), 0)::BIGINT`);
  const result = await connection.runAndReadAll(
    `SELECT ${['count(*)', ...counts].join(', ')} FROM read_parquet(${literal(path)})`,
  );
  const found = (result.getRows()[0] ?? []).map(Number);
  const expected = [rows, ...leaves.map(({ path: steps }) => present.get(JSON.stringify(steps)) ?? 0)];
  return found.every((count, index) => count === expected[index]);
};

const written = (column: Column, datesAs: 'native' | 'text'): Column => {
  if (column.children !== undefined)
    return { ...column, children: column.children.map((child) => written(child, datesAs)) };
  return datesAs === 'text' && (column.type === 'DATE' || column.type === 'DATETIME')
    ? { ...column, type: 'STRING' }
    : column;
};
