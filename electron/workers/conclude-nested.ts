import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConvertJob, Warning } from '../contract/converter.ts';
import { Fault, type Facts } from '../contract/fault.ts';
import type { Column } from '../contract/schema.ts';
import type { ColumnType } from '../contract/state.ts';
import { warning } from '../contract/words/warning.ts';
import type { ColumnObserver } from '../core/convert/column-observer.ts';
import {
  asColumn,
  mergePinned,
  type MergedColumns,
  type Misfit,
  type SeenColumn,
} from '../core/convert/json/nested-pinned.ts';
import {
  checkAge,
  checkLengths,
  refuseNullKeys,
  type CheckedColumn,
} from '../core/validate/column-content.ts';
import { refuseTooWide } from '../core/validate/table-width.ts';
import type { Converted } from './conclude.ts';
import { identifier } from './duckdb/sql-text.ts';
import type { JobRoom } from './job-room.ts';
import { checkNestedNames, nestedKeyColumns } from './nested/nested-names.ts';
import { countLeaf, foldLeaf, leafKey, leavesOf, type Leaf } from './nested/nested-sql.ts';
import { evidenceOf, handedOn, sealOutput } from './output/seal-output.ts';
import type { SampledRecord } from './output/second-reader/compare-leaf.ts';
import { SecondReader } from './output/verify-output.ts';
import { writeRepeated } from './output/write-repeated.ts';
import { parquetRows } from './parquet/parquet-source.ts';
import type { Reading } from './reading.ts';
import type { LineIndex } from './staging/line-index.ts';

/** A plain value somewhere in the records, and all that was seen of it. */
export interface FoundLeaf {
  /** The file's own names; `[]` for the elements of a list. */
  readonly path: readonly string[];
  readonly type: ColumnType;
  /** Rows without a value are told for what is not in a list. */
  readonly seen: ColumnObserver;
  /** Characters of all its values, where it is written as the text that it is. */
  readonly characters?: number | undefined;
}

/** A nested file that was looked through and waits to be written. */
export interface NestedFile {
  readonly reading: Pick<Reading, 'format' | 'encoding' | 'dialect' | 'evidence' | 'warnings'>;
  readonly rows: number;
  readonly found: readonly SeenColumn[];
  readonly leaves: readonly FoundLeaf[];
  /** Size in bytes of what the query reads. */
  readonly bytes: number;
  readonly lines: LineIndex;
  /** Files that the query reads, besides those in the job's temporary folder. */
  readonly sources?: readonly string[];
  /** The records as they are to be written, in SQL. */
  readonly query: (columns: readonly Column[]) => string;
  /** The file that may be handed on byte for byte where its columns are the table's. */
  readonly handOn?: string | undefined;
  /** The first values that do not fit the pinned types; none where all fit after all. */
  readonly misfits: (misfits: readonly Misfit[]) => Promise<NonNullable<Facts['places']>>;
  /** Some records as they must stand in the written file, made without the query. */
  readonly samples: (columns: readonly Column[]) => Promise<readonly SampledRecord[]>;
}

/** From records to the sealed output: what Celonis would refuse is refused, then written and proved. */
export const concludeNested = async (
  file: NestedFile,
  job: ConvertJob,
  room: JobRoom,
): Promise<Converted> => {
  const { rows, reading } = file;
  const found = file.found.map(asColumn);
  const nameWarnings = checkNestedNames(found);
  const merged = await heldAgainstPinned(file, job);
  const { columns } = merged;
  if (columns.length === 0 && rows > 0) throw new Fault('columns.none');
  const leaves = leavesOf(columns);
  refuseTooWide(leaves.length);
  const seen = new Map(file.leaves.map((leaf) => [leafKey(leaf.path), leaf]));
  const plain = leaves.flatMap(({ path, column }): PlainValue[] => {
    const leaf = seen.get(leafKey(path));
    leaf?.seen.settle(column.type);
    return leaf === undefined ? [] : [{ name: nameOf(path), path, type: column.type, seen: leaf.seen }];
  });
  const rootValues = plain.filter(({ path }) => !path.includes('[]'));
  const keys = nestedKeyColumns(
    rootValues.map(({ name }) => name),
    job.primaryKey,
    job.ageColumn,
  );
  const at = (index: number) => rootValues.slice(index, index + 1);
  refuseNullKeys(keys.key.flatMap(at));
  const written = columns.map((column) => datesAs(column, job.datesAs));
  const warnings: Warning[] = [
    ...reading.warnings,
    ...nameWarnings,
    ...checkLengths(plain, job.longTexts ?? 'refuse'),
    ...(keys.age === undefined ? [] : at(keys.age).flatMap(checkAge)),
    ...merged.missing.map((column) => warning('column.missing', { column })),
  ];
  const handOn =
    file.handOn !== undefined && job.datesAs === 'native' && JSON.stringify(columns) === JSON.stringify(found)
      ? file.handOn
      : undefined;
  const common = {
    format: reading.format,
    encoding: reading.encoding,
    dialect: reading.dialect,
    rejectedRows: 0,
    columns: written,
    schema: {
      columns: columns.map((column) => ({ column, header: column.name })),
      pinnedAt: job.pinned?.pinnedAt ?? room.now(),
      from: job.pinned?.from ?? job.sourceName,
    },
    added: job.drift.added === 'ignore' ? [] : [...merged.added],
    missing: [...merged.missing],
    evidence: [
      ...reading.evidence,
      ...(handOn === undefined ? [] : [handedOn]),
      ...leaves.map(({ path, column }) => `column ${path.join('.')}: ${column.type}`),
    ],
    passedThrough: false,
  };
  if (rows === 0) return { ...common, rows: 0, warnings, bytesOut: 0 };
  const sealed = await sealOutput({
    job,
    room,
    columns: written.map(({ name }) => name),
    rows,
    bytes: file.bytes,
    width: leaves.length,
    lines: file.lines,
    handOn,
    sources: file.sources ?? [],
    query: () => file.query(columns),
    agrees: (connection, path) => holdsAll(connection, path, { rows, leaves, seen }),
    prove: async (path) => {
      const second = await SecondReader.open({ path, rows, columns: written, signal: room.signal });
      try {
        await second.compareRecords(await file.samples(columns));
      } finally {
        await second.close();
      }
    },
    reshape:
      job.options.lists === 'repeated' && columns.some(holdsList)
        ? (from, to, kept, connection) =>
            writeRepeated({ from, to, connection, rows: kept, columns: written, signal: room.signal }, () =>
              // rows that were left out have moved the others
              kept === rows ? file.samples(columns) : Promise.resolve([]),
            )
        : undefined,
    key: keys.key.map((index) => ({
      name: rootValues[index]?.name ?? '',
      sql: (rootValues[index]?.path ?? []).map(identifier).join('.'),
    })),
    age: keys.age === undefined ? undefined : rootValues[keys.age]?.name,
  });
  return {
    ...common,
    passedThrough: sealed.handedOn,
    evidence: evidenceOf(common.evidence, sealed),
    rows: sealed.rows,
    warnings: [...warnings, ...sealed.warnings],
    bytesOut: sealed.bytes,
  };
};

interface PlainValue extends CheckedColumn {
  readonly path: readonly string[];
}

/** As Celonis may call it: `object$member`; inside lists with the place, for people. */
const nameOf = (path: readonly string[]): string => (path.includes('[]') ? path.join('.') : path.join('$'));

const heldAgainstPinned = async (file: NestedFile, job: ConvertJob): Promise<MergedColumns> => {
  if (job.pinned === undefined)
    return { columns: file.found.map(asColumn), added: [], missing: [], misfits: [] };
  const merged = mergePinned(
    job.pinned.columns.map(({ column }) => column),
    file.found,
    job.drift,
  );
  const refuse = (reason: string, places: NonNullable<Facts['places']>, count: number) => {
    throw new Fault('schema.drift', { ...places[0], count, reason, places: places.slice(0, 10) });
  };
  if (merged.misfits.length > 0) {
    const places = await file.misfits(merged.misfits);
    if (places.length > 0) refuse('values of another type than the pinned one', places, places.length);
  }
  const drifted = (reason: 'added' | 'missing', names: readonly string[]) =>
    names.map((column) => ({ column, reason }));
  if (merged.added.length > 0 && job.drift.added === 'reject')
    refuse('the file has new columns', drifted('added', merged.added), merged.added.length);
  if (merged.missing.length > 0 && job.drift.missing === 'reject')
    refuse('columns are missing', drifted('missing', merged.missing), merged.missing.length);
  return merged;
};

interface Held {
  readonly rows: number;
  readonly leaves: readonly Leaf[];
  readonly seen: ReadonlyMap<string, FoundLeaf>;
}

/** Whether the whole written file holds as many rows, values a leaf, and characters a text as were read. */
const holdsAll = async (
  connection: DuckDBConnection,
  path: string,
  { rows, leaves, seen }: Held,
): Promise<boolean> => {
  const asked = leaves.flatMap((leaf) => {
    const found = seen.get(leafKey(leaf.path));
    const { type } = leaf.column;
    const zeros = type === 'DATE' || type === 'DATETIME' ? (found?.seen.zeroDates ?? 0) : 0;
    const values = { sql: countLeaf(leaf.path), expected: (found?.seen.values ?? 0) - zeros };
    if (type !== 'STRING' || found?.type !== 'STRING' || found.characters === undefined) return [values];
    const length = foldLeaf(leaf.path, (value) => `coalesce(length(${value}), 0)`, 'sum', '0');
    return [values, { sql: length, expected: found.characters }];
  });
  const sums = asked.map(({ sql }) => `coalesce(sum(${sql}), 0)::BIGINT`);
  const result = await connection.runAndReadAll(
    `SELECT ${['count(*)', ...sums].join(', ')} FROM ${parquetRows(path)}`,
  );
  const counted = (result.getRows()[0] ?? []).map(Number);
  return [rows, ...asked.map(({ expected }) => expected)].every((count, index) => count === counted[index]);
};

const holdsList = ({ type, children = [] }: Column): boolean => type === 'LIST' || children.some(holdsList);

const datesAs = (column: Column, how: 'native' | 'text'): Column => {
  if (column.children !== undefined)
    return { ...column, children: column.children.map((child) => datesAs(child, how)) };
  return how === 'text' && (column.type === 'DATE' || column.type === 'DATETIME')
    ? { ...column, type: 'STRING' }
    : column;
};
