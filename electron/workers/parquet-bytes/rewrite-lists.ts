import { open, type FileHandle } from 'node:fs/promises';
import { Fault } from '../../contract/fault.ts';
import { bitsFor, readLevels, writeLevels } from './level-runs.ts';
import { nullElement, plainLists, type LeafPlan } from './plain-lists.ts';
import { readAt, readFooter } from './read-footer.ts';
import { readThrift } from './read-thrift.ts';
import { i32, i64, structList, structure, textList, ThriftStruct } from './thrift.ts';
import { writeThrift } from './write-thrift.ts';

/** What the footer and the page headers call their fields. */
const metadata = { schema: 2, groups: 4 } as const;
const rowGroup = { chunks: 1, bytes: 2, rows: 3, offset: 5, compressed: 6 } as const;
const chunkField = { offset: 2, metadata: 3 } as const;
const columnField = { path: 3, uncompressed: 6, compressed: 7, data: 9, index: 10, dictionary: 11 } as const;
const pageField = { type: 1, uncompressed: 2, compressed: 3, checksum: 4, data: 5, newData: 8 } as const;
/** Indexes, filters and statistics of levels that stand elsewhere in the file. */
const dropped = { chunk: [4, 5, 6, 7], column: [columnField.index, 14, 15, 16] } as const;
const DATA_PAGE = 0;
const NEW_DATA_PAGE = 3;

/** Lists of which some are null and some are empty: they can no longer be told apart. */
export interface RewrittenLists {
  readonly blurred: readonly string[];
}

/**
 * Writes an uncompressed Parquet file again with plain repeated fields in place of its three-level lists. Only levels and
 * the schema change: every page keeps the bytes of its values. Throws `option.invalid` for a null inside a list, which a
 * repeated field has no place for.
 */
export const rewriteLists = async (
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<RewrittenLists> => {
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'wx');
    try {
      return await rewrite(source, new Appender(target), signal);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
};

const rewrite = async (
  source: FileHandle,
  target: Appender,
  signal: AbortSignal,
): Promise<RewrittenLists> => {
  const { metadata: footer } = await readFooter(source);
  if (footer === undefined) throw new Error('there is no footer');
  const { schema, leaves } = plainLists(footer.structs(metadata.schema));
  const seen = leaves.map(() => new Set<number>());
  await target.add(Buffer.from('PAR1'));
  const groups: ThriftStruct[] = [];
  let row = 0;
  for (const group of footer.structs(metadata.groups)) {
    const start = target.position;
    const chunks: ThriftStruct[] = [];
    for (const [index, chunk] of group.structs(rowGroup.chunks).entries()) {
      signal.throwIfAborted();
      const plan = leaves[index];
      if (plan === undefined) throw new Error('there are more column chunks than columns');
      chunks.push(await rewriteChunk(source, target, chunk, { plan, row, seen: seen[index] ?? new Set() }));
    }
    const size = i64(target.position - start);
    groups.push(
      group.with({
        [rowGroup.chunks]: structList(chunks),
        [rowGroup.bytes]: size,
        [rowGroup.offset]: i64(start),
        [rowGroup.compressed]: size,
      }),
    );
    row += group.number(rowGroup.rows) ?? 0;
  }
  const bytes = writeThrift(
    footer.with({ [metadata.schema]: structList(schema), [metadata.groups]: structList(groups) }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  await target.add(Buffer.concat([bytes, length, Buffer.from('PAR1')]));
  const blurred = leaves.flatMap(({ lists }, index) =>
    lists.filter(({ none, empty }) => seen[index]?.has(none) === true && seen[index].has(empty)),
  );
  return { blurred: [...new Set(blurred.map(({ name }) => name))] };
};

interface ChunkWork {
  readonly plan: LeafPlan;
  /** Rows before the row group. */
  readonly row: number;
  /** Old definition levels, as they come up. */
  readonly seen: Set<number>;
}

const rewriteChunk = async (
  source: FileHandle,
  target: Appender,
  chunk: ThriftStruct,
  work: ChunkWork,
): Promise<ThriftStruct> => {
  const column = chunk.struct(chunkField.metadata) ?? new ThriftStruct(new Map());
  const data = column.number(columnField.data) ?? 0;
  const dictionary = column.number(columnField.dictionary) ?? 0;
  const bytes = await readAt(
    source,
    dictionary > 0 ? Math.min(dictionary, data) : data,
    column.number(columnField.compressed) ?? 0,
  );
  const start = target.position;
  let firstData: number | undefined;
  let { row } = work;
  for (let at = 0; at < bytes.length;) {
    const { struct: header, end } = readThrift(bytes, at);
    const next = end + (header.number(pageField.compressed) ?? 0);
    const type = header.number(pageField.type);
    if (type === NEW_DATA_PAGE) throw new Error('pages of the second version are not written here');
    if (type === DATA_PAGE) {
      firstData ??= target.position;
      const page = rewritePage(header, bytes.subarray(end, next), { ...work, row });
      row = page.row;
      await target.add(page.bytes);
    } else await target.add(bytes.subarray(at, next));
    at = next;
  }
  const size = i64(target.position - start);
  const gone = (fields: readonly number[]) => Object.fromEntries(fields.map((id) => [id, undefined]));
  return chunk.with({
    ...gone(dropped.chunk),
    [chunkField.offset]: i64(start),
    [chunkField.metadata]: structure(
      column.with({
        ...gone(dropped.column),
        [columnField.path]: textList(work.plan.path),
        [columnField.uncompressed]: size,
        [columnField.compressed]: size,
        [columnField.data]: i64(firstData ?? start),
        ...(dictionary > 0 ? { [columnField.dictionary]: i64(start) } : {}),
      }),
    ),
  });
};

const rewritePage = (
  header: ThriftStruct,
  body: Buffer,
  { plan, row: before, seen }: ChunkWork,
): { readonly bytes: Buffer; readonly row: number } => {
  const data = header.struct(pageField.data);
  const count = data?.number(1) ?? 0;
  let at = 0;
  const levelBytes = (largest: number): Buffer | undefined => {
    if (largest === 0) return undefined;
    const length = body.readUInt32LE(at);
    at += 4 + length;
    return body.subarray(at - length, at);
  };
  const repetitionBytes = levelBytes(plan.repetition);
  const definitionBytes = levelBytes(plan.before);
  const repetitions =
    repetitionBytes === undefined ? undefined : readLevels(repetitionBytes, count, bitsFor(plan.repetition));
  const definitions =
    definitionBytes === undefined
      ? new Uint8Array(count)
      : readLevels(definitionBytes, count, bitsFor(plan.before));
  let row = before;
  for (let index = 0; index < count; index += 1) {
    if ((repetitions?.[index] ?? 0) === 0) row += 1;
    const old = definitions[index] ?? 0;
    const level = plan.levels[old] ?? 0;
    seen.add(old);
    if (level === nullElement)
      throw new Fault('option.invalid', {
        key: 'lists',
        column: plan.name,
        row,
        reason: `a repeated group has no place for the null that column ${plan.name} holds in row ${row}`,
      });
    definitions[index] = level;
  }
  const written = (levels: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(levels.length);
    return Buffer.concat([length, levels]);
  };
  const parts = [
    ...(repetitionBytes === undefined ? [] : [written(repetitionBytes)]),
    ...(plan.after === 0 ? [] : [written(writeLevels(definitions, bitsFor(plan.after)))]),
    body.subarray(at),
  ];
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const changed = header.with({
    [pageField.uncompressed]: i32(size),
    [pageField.compressed]: i32(size),
    [pageField.checksum]: undefined,
  });
  return { bytes: Buffer.concat([writeThrift(changed), ...parts]), row };
};

/** Writes one piece behind the other. */
class Appender {
  readonly #file: FileHandle;
  position = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async add(bytes: Buffer): Promise<void> {
    for (let done = 0; done < bytes.length;)
      done += (await this.#file.write(bytes, done, bytes.length - done, this.position + done)).bytesWritten;
    this.position += bytes.length;
  }
}
