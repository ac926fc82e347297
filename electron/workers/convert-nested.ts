import { join } from 'node:path';
import type { ConvertJob } from '../contract/converter.ts';
import { Fault } from '../contract/fault.ts';
import { JsonColumn } from '../core/convert/json/json-column.ts';
import type { SeenColumn } from '../core/convert/json/nested-pinned.ts';
import { JsonObject } from '../core/convert/json/json-value.ts';
import { shapedColumn, ShapeNode, type ShapedColumn } from '../core/convert/json/nested-shape.ts';
import { parseJson } from '../core/convert/json/parse-json.ts';
import type { Converted } from './conclude.ts';
import { concludeNested, type FoundLeaf } from './conclude-nested.ts';
import type { JobRoom } from './job-room.ts';
import { jsonCells } from './nested/json-cells.ts';
import { castIso, nestedSelection } from './nested/nested-sql.ts';
import { recordMisfits } from './nested/record-misfits.ts';
import { KeptRecords } from './nested/record-samples.ts';
import { RecordStaging } from './nested/record-staging.ts';
import type { Reading } from './reading.ts';
import { isUntyped } from './staging/stage-records.ts';
import { LineIndex } from './staging/line-index.ts';

type RecordsReading = Extract<Reading, { kind: 'records' }>;

/** Converts records with their objects and lists: written as structures and lists of Parquet. */
export const convertNested = async (
  reading: RecordsReading,
  job: ConvertJob,
  room: JobRoom,
): Promise<Converted> => {
  const root = new ShapeNode([], isUntyped(reading));
  const lines = new LineIndex();
  const kept = new KeptRecords();
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
        kept.add(rows, record, staging.add(record));
      }
      await staging.flush();
    }
  } finally {
    await staging.close();
  }
  const allText = job.options.allText ?? false;
  const shaped = [...root.members].flatMap(
    ([key, member]) => shapedColumn(key, member, allText, reading.hints) ?? [],
  );
  const found = shaped.map(({ column }) => told(column, job, [column.name]));
  return concludeNested(
    {
      reading: {
        format: reading.format,
        encoding: reading.encoding,
        dialect: reading.dialect,
        evidence: reading.evidence,
        warnings: [...reading.warnings, ...shaped.flatMap(warningsOf)],
      },
      rows,
      found,
      leaves: foundLeaves(shaped, rows, lines),
      bytes: staging.bytes,
      lines,
      query: (columns) =>
        `SELECT ${nestedSelection(columns, found, job.datesAs, (value, column) => castIso(value, column, job.datesAs))}
         FROM ${staging.relation(found)}`,
      misfits: (misfits) => recordMisfits(staging.path, misfits, lines),
      samples: async (columns) => {
        const cells = jsonCells(columns, job.datesAs);
        return kept.all().map(({ row, record }) => cells(row, record));
      },
    },
    job,
    room,
  );
};

/** A person's word on the type of a member, by its path: `price.net`, `shipments.[].weight`. */
const told = (column: SeenColumn, job: ConvertJob, path: readonly string[]): SeenColumn => {
  if (column.children !== undefined) {
    const inside = (child: SeenColumn) => [...path, column.type === 'LIST' ? '[]' : child.name];
    return { ...column, children: column.children.map((child) => told(child, job, inside(child))) };
  }
  const name = path.join('.');
  const type = job.options.types?.[name];
  if (type === undefined || type === column.type) return column;
  // only text takes whatever there is
  const fits = type === 'STRING' || (type === 'FLOAT' && column.type === 'INTEGER' && column.wide !== true);
  if (!fits && column.empty !== true)
    throw new Fault('value.doesNotFit', {
      column: name,
      expected: type,
      reason: `the values are ${column.type}`,
    });
  return { ...column, type };
};

const warningsOf = ({ warnings, children }: ShapedColumn): ShapedColumn['warnings'] => [
  ...warnings,
  ...children.flatMap(warningsOf),
];

/** Every plain value, in lists too. */
const foundLeaves = (shaped: readonly ShapedColumn[], rows: number, lines: LineIndex): FoundLeaf[] =>
  shaped.flatMap(({ column, node, children }): FoundLeaf[] => {
    const { type } = column;
    if (type === 'STRUCT' || type === 'LIST') return foundLeaves(children, rows, lines);
    const placeOf = (row: number) => ({ row, line: lines.lineOf(row) ?? 0 });
    const values = node.scalar ?? new JsonColumn(undefined);
    return [{ path: node.path, type, seen: values.finish(rows, placeOf) }];
  });
