import { expect, test } from 'vitest';
import { groupRows } from '../../../electron/workers/output/write-parquet.ts';

const megabyte = 1024 ** 2;

test.each([
  ['short rows fill whole groups', 1_000_000, 100 * megabyte, 122_880],
  ['long rows come in groups of about 16 MB, in whole vectors', 100_000, 200 * megabyte, 6_144],
  ['rows of 128 kB come in groups that memory holds, smaller than a vector', 1_000, 125 * megabyte, 128],
  ['a row is a group at least', 2, 100 * megabyte, 1],
  ['no rows need no thought', 0, 0, 122_880],
])('%s', (_, rows, bytes, expected) => {
  expect(groupRows(rows, bytes)).toBe(expected);
});
