import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readThrift } from '../../../electron/workers/parquet-bytes/read-thrift.ts';
import {
  i32,
  i64,
  structList,
  structure,
  textList,
  ThriftStruct,
} from '../../../electron/workers/parquet-bytes/thrift.ts';
import { writeThrift } from '../../../electron/workers/parquet-bytes/write-thrift.ts';
import { Converting } from '../../support/conversion/converting.ts';
import { parquetOf } from '../../support/conversion/parquet-file.ts';

let converting: Converting;
beforeAll(async () => {
  converting = await Converting.open();
});
afterAll(async () => {
  await converting.close();
});

const footerOf = (file: Buffer) => {
  const start = file.length - 8 - file.readUInt32LE(file.length - 8);
  return { start, metadata: readThrift(file, start).struct };
};
const withFooter = (body: Buffer, metadata: ThriftStruct): Buffer => {
  const footer = writeThrift(metadata);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([body, footer, length, Buffer.from('PAR1')]);
};

/** A file of one column in one page, with the page's checksum as some writers add it. */
const withChecksum = (file: Buffer, checksum: (page: Buffer) => number): Buffer => {
  const { metadata } = footerOf(file);
  const [group] = metadata.structs(4);
  const [chunk] = group?.structs(1) ?? [];
  const column = chunk?.struct(3);
  if (group === undefined || chunk === undefined || column === undefined) throw new Error('no column');
  const start = column.number(9) ?? 0;
  const { struct: header, end } = readThrift(file, start);
  const page = file.subarray(end, end + (header.number(3) ?? 0));
  const stated = header.with({ 4: i32(checksum(page) | 0) });
  const bytes = Buffer.concat([writeThrift(stated), page]);
  const size = i64(bytes.length);
  const changed = chunk.with({ 3: structure(column.with({ 6: size, 7: size })) });
  return withFooter(
    Buffer.concat([file.subarray(0, start), bytes]),
    metadata.with({ 4: structList([group.with({ 1: structList([changed]) })]) }),
  );
};

const answerOf = async (bytes: Buffer) => {
  const answer = await converting.convert({ name: 'lake.parquet', bytes, structure: 'nested' });
  if (answer.kind === 'broken') throw new Error(answer.flaw);
  return answer;
};
const onePage = () => parquetOf(converting.duckdb, `SELECT 'value ' || i AS a FROM range(100) AS r(i)`);

describe('a page with a checksum', () => {
  test('is read where it is right', async () => {
    const answer = await answerOf(withChecksum(await onePage(), crc32));
    expect(answer).toMatchObject({ kind: 'converted', result: { rows: 100, passedThrough: true } });
  });

  test('refuses the file where it is not, whatever DuckDB reads', async () => {
    const answer = await answerOf(withChecksum(await onePage(), (page) => crc32(page) ^ 1));
    expect(answer).toMatchObject({
      fault: { code: 'format.damaged', facts: { reason: 'a page does not match its checksum in column a' } },
    });
  });
});

test('a file whose columns are encrypted behind a readable footer is refused as encrypted', async () => {
  const file = await onePage();
  const { start, metadata } = footerOf(file);
  const algorithm = new ThriftStruct(new Map([[1, structure(new ThriftStruct(new Map()))]]));
  const answer = await answerOf(
    withFooter(file.subarray(0, start), metadata.with({ 8: structure(algorithm) })),
  );
  expect(answer).toMatchObject({ fault: { code: 'format.encrypted' } });
});

test('a list whose levels are damaged is refused with its column', async () => {
  const file = await parquetOf(converting.duckdb, `SELECT [i, i] AS l FROM range(3) AS r(i)`);
  const { metadata } = footerOf(file);
  const start = metadata.structs(4)[0]?.structs(1)[0]?.struct(3)?.number(9) ?? 0;
  const { end } = readThrift(file, start);
  const levels = file.indexOf(Buffer.from([0b101010]), end);
  expect(levels).toBeGreaterThan(end);
  // the first of the levels 0, 1, 0, 1, 0, 1: no row has begun
  file[levels] = 0b101011;
  expect(await answerOf(file)).toMatchObject({
    fault: {
      code: 'format.damaged',
      facts: { reason: 'the levels of a list are damaged in column l.list.element' },
    },
  });
});

test('a column with fewer values than it states is refused', async () => {
  const file = await onePage();
  const { start, metadata } = footerOf(file);
  const [group] = metadata.structs(4);
  const [chunk] = group?.structs(1) ?? [];
  const column = chunk?.struct(3);
  if (group === undefined || chunk === undefined || column === undefined) throw new Error('no column');
  const more = chunk.with({ 3: structure(column.with({ 5: i64(101) })) });
  const changed = metadata.with({ 4: structList([group.with({ 1: structList([more]) })]) });
  expect(await answerOf(withFooter(file.subarray(0, start), changed))).toMatchObject({
    fault: { code: 'format.damaged', facts: { reason: 'there are 100 values in place of 101 in column a' } },
  });
});

test('a file that only DuckDB can read is written anew, and then both can', async () => {
  const file = await onePage();
  const { start, metadata } = footerOf(file);
  const [group] = metadata.structs(4);
  const [chunk] = group?.structs(1) ?? [];
  const column = chunk?.struct(3);
  if (group === undefined || chunk === undefined || column === undefined) throw new Error('no column');
  // DuckDB goes by the order of the columns, the second reader by their paths
  const misled = chunk.with({ 3: structure(column.with({ 3: textList(['b']) })) });
  const changed = metadata.with({ 4: structList([group.with({ 1: structList([misled]) })]) });
  const answer = await answerOf(withFooter(file.subarray(0, start), changed));
  expect(answer).toMatchObject({ kind: 'converted', result: { rows: 100, passedThrough: false } });
});

test('a file without columns is refused as one', async () => {
  const file = await onePage();
  const { metadata } = footerOf(file);
  const root = metadata.structs(2)[0]?.with({ 5: i32(0) });
  const empty = metadata.with({
    2: structList(root === undefined ? [] : [root]),
    3: i64(0),
    4: structList([]),
  });
  const answer = await answerOf(withFooter(Buffer.from('PAR1'), empty));
  expect(answer.kind).toBe('refused');
  expect(answer).toMatchObject({
    fault: { code: expect.stringMatching(/columns\.none|format\.damaged/) as string },
  });
});

test.each([1, 4, 8, 40])('a file that lacks its last %i bytes is refused as damaged', async (bytes) => {
  expect(await answerOf((await onePage()).subarray(0, -bytes))).toMatchObject({
    fault: { code: 'format.damaged' },
  });
});
