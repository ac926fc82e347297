import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TargetTable, type ReadOptions } from '../../../electron/contract/configuration.ts';
import type { Fault } from '../../../electron/contract/fault.ts';
import type { PinnedSchema } from '../../../electron/contract/schema.ts';
import { Converting, type Converted } from '../../support/conversion/converting.ts';

let converting: Converting;
beforeAll(async () => {
  converting = await Converting.open();
});
afterAll(async () => {
  await converting.close();
});

interface Told {
  readonly table?: object;
  readonly pinned?: PinnedSchema;
  readonly options?: ReadOptions;
}

const answerOf = (lines: readonly string[], { table = {}, pinned, options }: Told = {}) =>
  converting.convert({
    name: 'orders.ndjson',
    bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')),
    pinned,
    options,
    table: TargetTable.parse({ name: 'orders', folder: 'drop', structure: 'nested', ...table }),
  });

const converted = async (lines: readonly string[], told?: Told): Promise<Converted> => {
  const answer = await answerOf(lines, told);
  if (answer.kind === 'converted') return answer;
  throw new Error(
    answer.kind === 'broken' ? answer.flaw : `${answer.fault.code} ${JSON.stringify(answer.fault.facts)}`,
  );
};

const refused = async (lines: readonly string[], told?: Told): Promise<Fault> => {
  const answer = await answerOf(lines, told);
  if (answer.kind === 'refused') return answer.fault;
  throw new Error(answer.kind === 'broken' ? answer.flaw : 'it was converted');
};

const first = ['{"id":"O-1","price":{"net":10.5},"lines":[{"no":1,"at":"2024-01-05T10:00:00Z"}]}'];
const learned = async () => (await converted(first)).result.schema;

describe('a later nested file of the same table', () => {
  test('with names in another case keeps its values', async () => {
    const { table } = await converted(
      ['{"ID":"O-2","Price":{"Net":1},"LINES":[{"No":2,"AT":"2024-01-06T10:00:00Z"}]}'],
      { pinned: await learned() },
    );
    expect(table.columns.map(({ name }) => name)).toEqual(['id', 'price', 'lines']);
    expect(table.rows).toEqual([['O-2', { net: 1 }, [{ no: 2n, at: '2024-01-06T10:00:00.000Z' }]]]);
  });

  test('in which lists are empty and members are null throughout fits', async () => {
    const { table } = await converted(
      ['{"id":"O-2","price":null,"lines":[]}', '{"id":"O-3","price":null,"lines":[null]}'],
      { pinned: await learned() },
    );
    expect(table.rows).toEqual([
      ['O-2', null, []],
      ['O-3', null, [null]],
    ]);
  });

  test('with values of another type is refused with the first ten of them', async () => {
    const lines = Array.from(
      { length: 7 },
      (_, index) => `{"id":"O-${index}","price":{"net":${index < 1 ? 1 : '"n/a"'}},"lines":[{"no":"x"}]}`,
    );
    const { code, facts } = await refused(lines, { pinned: await learned() });
    expect(code).toBe('schema.drift');
    expect(facts.places).toHaveLength(10);
    expect(facts.places?.slice(0, 2)).toEqual([
      { row: 1, line: 1, column: 'lines.[].no', value: 'x', expected: 'INTEGER' },
      { row: 2, line: 2, column: 'price.net', value: 'n/a', expected: 'FLOAT' },
    ]);
  });

  test('with texts that are what was pinned fits', async () => {
    const { table } = await converted(['{"id":"O-2","price":{"net":"7.25"},"lines":[{"no":"12"}]}'], {
      pinned: await learned(),
    });
    expect(table.rows).toEqual([['O-2', { net: 7.25 }, [{ no: 12n, at: null }]]]);
  });

  test('of another shape is refused with its first place', async () => {
    const { facts } = await refused(['{"id":"O-2","price":5}'], { pinned: await learned() });
    expect(facts).toMatchObject({ row: 1, column: 'price', value: '5', expected: 'STRUCT' });
  });

  test('with a whole number that no double holds, in a column of fractions, is refused', async () => {
    const { facts } = await refused(['{"id":"O-2","price":{"net":9007199254740993}}'], {
      pinned: await learned(),
    });
    expect(facts).toMatchObject({ row: 1, column: 'price.net', value: '9007199254740993' });
  });

  test('may bring members or lack them as the table says', async () => {
    const pinned = await learned();
    const lines = ['{"id":"O-2","price":{"net":1,"tax":2},"lines":[{"no":1}]}'];
    expect((await converted(lines, { pinned })).result).toMatchObject({
      added: ['price.tax'],
      missing: ['lines.[].at'],
    });
    const ignored = await converted(lines, { pinned, table: { drift: { added: 'ignore' } } });
    expect(ignored.table.rows).toEqual([['O-2', { net: 1 }, [{ no: 1n, at: null }]]]);
    const { facts } = await refused(lines, { pinned, table: { drift: { missing: 'reject' } } });
    expect(facts.places).toEqual([{ column: 'lines.[].at', reason: 'missing' }]);
  });
});

describe('what Celonis would refuse', () => {
  test('a key that is null, absent, or null throughout is refused with its row', async () => {
    const keyed = { table: { primaryKey: ['id'] } };
    const absent = await refused(['{"id":1,"l":[1]}', '{"l":[2]}', '{"id":3,"l":[]}'], keyed);
    expect(absent).toMatchObject({ code: 'key.null', facts: { column: 'id', row: 2, line: 2, count: 1 } });
    const never = await refused(['{"id":null,"l":[1]}'], keyed);
    expect(never).toMatchObject({ code: 'key.null', facts: { row: 1 } });
  });

  test('a text of more than 65,000 bytes in a list is refused with row, line and column', async () => {
    const long = JSON.stringify('ä'.repeat(32_501));
    const { code, facts } = await refused([
      '{"id":1,"l":[{"t":"a"}]}',
      `{"id":2,"l":[{"t":"b"},{"t":${long}}]}`,
    ]);
    expect(code).toBe('value.tooLong');
    expect(facts).toMatchObject({ column: 'l.[].t', row: 2, line: 2, bytes: 65_002 });
  });

  test('names that would collide in the tables are refused', async () => {
    expect((await refused(['{"a":{"b":1},"a$b":2,"l":[]}'])).code).toBe('column.nameCollision');
  });
});

test('times finer than milliseconds in a list are cut, and that is said', async () => {
  const { table, result } = await converted(['{"id":1,"l":["2024-01-05T10:00:00.123456Z"]}']);
  expect(table.rows).toEqual([[1n, ['2024-01-05T10:00:00.123Z']]]);
  expect(result.warnings).toMatchObject([{ code: 'date.truncated', column: 'l.[]', count: 1 }]);
});

test('an object that never has a member is null in a list', async () => {
  const { table } = await converted(['{"id":1,"l":[{}, {}]}', '{"id":2,"l":[]}']);
  expect(table.rows).toEqual([
    [1n, [null, null]],
    [2n, []],
  ]);
});

test("a person's word on the type of a member holds, or the file is refused", async () => {
  const lines = ['{"id":1,"price":{"net":5},"l":[{"no":7}]}'];
  const told = (types: ReadOptions['types']) => ({ options: { types } });
  const { table } = await converted(lines, told({ 'price.net': 'FLOAT', 'l.[].no': 'STRING' }));
  expect(table.rows).toEqual([[1n, { net: 5 }, [{ no: '7' }]]]);
  expect(await refused(lines, told({ 'price.net': 'DATE' }))).toMatchObject({
    code: 'value.doesNotFit',
    facts: { column: 'price.net', expected: 'DATE' },
  });
});
