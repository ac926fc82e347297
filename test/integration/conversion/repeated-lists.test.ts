import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TargetTable } from '../../../electron/contract/configuration.ts';
import { Converting, type Converted } from '../../support/conversion/converting.ts';
import { parquetByParquetjs, parquetOf } from '../../support/conversion/parquet-file.ts';

let converting: Converting;
beforeAll(async () => {
  converting = await Converting.open();
});
afterAll(async () => {
  await converting.close();
});

const answerOf = (name: string, content: Buffer | string, table: object = {}) =>
  converting.convert({
    name,
    bytes: Buffer.from(content as string),
    options: { lists: 'repeated' },
    table: TargetTable.parse({ name: 'orders', folder: 'drop', structure: 'nested', ...table }),
  });

const converted = async (...given: Parameters<typeof answerOf>): Promise<Converted> => {
  const answer = await answerOf(...given);
  if (answer.kind === 'converted') return answer;
  throw new Error(
    answer.kind === 'broken' ? answer.flaw : `${answer.fault.code} ${JSON.stringify(answer.fault.facts)}`,
  );
};

describe('lists as plain repeated groups', () => {
  test('hold the values, structures and lists that the file has', async () => {
    const { table, result } = await converted(
      'orders.ndjson',
      [
        '{"id":"O-1","lines":[{"no":1,"tags":["a","b"]},{"no":2,"tags":[]}],"price":{"parts":[1.5,2]}}',
        '{"id":"O-2","lines":[],"price":null}',
        '{"id":"O-3","lines":[{"no":3,"tags":["ä"]}],"price":{"parts":[]}}',
      ].join('\n'),
    );
    expect(table.rows).toEqual([
      [
        'O-1',
        [
          { no: 1n, tags: ['a', 'b'] },
          { no: 2n, tags: [] },
        ],
        { parts: [1.5, 2] },
      ],
      ['O-2', [], null],
      ['O-3', [{ no: 3n, tags: ['ä'] }], { parts: [] }],
    ]);
    expect(result.warnings).toEqual([]);
  });

  test('of which some are null and some are empty are all empty, and that is said', async () => {
    const { table, result } = await converted(
      'o.ndjson',
      '{"id":1,"l":[1]}\n{"id":2,"l":[]}\n{"id":3,"l":null}',
    );
    expect(table.rows).toEqual([
      [1n, [1n]],
      [2n, []],
      [3n, []],
    ]);
    expect(result.warnings.map(({ code, column }) => [code, column])).toEqual([['list.blurred', 'l']]);
  });

  test('that are all null or all there need no warning', async () => {
    const { result } = await converted('o.ndjson', '{"id":1,"l":[1]}\n{"id":3,"l":null}');
    expect(result.warnings).toEqual([]);
  });

  test('hold lists in lists', async () => {
    const { table } = await converted('o.json', '[{"id":1,"g":[[1,2],[],[3]]},{"id":2,"g":[]}]');
    expect(table.rows[1]).toEqual([2n, []]);
  });

  test.each([
    ['a value', '[{"id":1,"l":[1]},{"id":2,"l":[1,null]}]', 'l.[]'],
    ['a structure', '[{"id":1,"l":[{"a":1,"b":2}]},{"id":2,"l":[null]}]', 'l.[].a'],
  ])('cannot hold %s that is null, which is refused with its row', async (_, json, column) => {
    const answer = await answerOf('o.json', json);
    expect(answer).toMatchObject({
      kind: 'refused',
      fault: { code: 'option.invalid', facts: { column, row: 2 } },
    });
  });

  test('keep every row of many row groups', async () => {
    const rows = 30_000;
    const bytes = await parquetOf(
      converting.duckdb,
      `SELECT i AS id, CASE WHEN i % 5 = 0 THEN NULL ELSE range(i % 4) END AS n,
         CASE WHEN i % 3 > 0 THEN [{'a': i, 'b': 'x' || i, 't': [i, i + 1]}, {'a': NULL, 'b': 'y', 't': []}] END AS l
       FROM range(${rows}) AS r(i)`,
      'COMPRESSION zstd, ROW_GROUP_SIZE 4096',
    );
    const { table } = await converted('o.parquet', bytes);
    expect(table.rows).toHaveLength(rows);
    expect(table.rows[29_999]).toEqual([
      29_999n,
      [0n, 1n, 2n],
      [
        { a: 29_999n, b: 'x29999', t: [29_999n, 30_000n] },
        { a: null, b: 'y', t: [] },
      ],
    ]);
  });

  test('of the last of several rows with the same key stay', async () => {
    const { table } = await converted('o.ndjson', '{"id":1,"l":[1]}\n{"id":1,"l":[2,3]}', {
      primaryKey: ['id'],
      duplicateKeys: 'lastWins',
    });
    expect(table.rows).toEqual([[1n, [2n, 3n]]]);
  });

  test('that the file already has, stay repeated where rows are left out', async () => {
    const bytes = await parquetByParquetjs({ id: { type: 'INT64' }, n: { type: 'INT64', repeated: true } }, [
      { id: 1n, n: [1n] },
      { id: 1n, n: [2n, 3n] },
    ]);
    const keyed = { primaryKey: ['id'], duplicateKeys: 'lastWins' };
    const { result, table } = await converted('o.parquet', bytes, keyed);
    expect(result.passedThrough).toBe(false);
    expect(result.evidence).toContain('re-written: it cannot be handed on as it is');
    expect(table.rows).toEqual([[1n, [2n, 3n]]]);
  });

  test('that the file already has, pass byte for byte', async () => {
    const bytes = await parquetByParquetjs({ id: { type: 'INT64' }, n: { type: 'INT64', repeated: true } }, [
      { id: 1n, n: [1n, 2n] },
      { id: 2n, n: [] },
    ]);
    const { result, table } = await converted('o.parquet', bytes);
    expect(result.passedThrough).toBe(true);
    expect(table.rows).toEqual([
      [1n, [1n, 2n]],
      [2n, []],
    ]);
  });
});
