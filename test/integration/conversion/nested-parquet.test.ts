import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TargetTable, type ReadOptions } from '../../../electron/contract/configuration.ts';
import type { Fault } from '../../../electron/contract/fault.ts';
import type { PinnedSchema } from '../../../electron/contract/schema.ts';
import { Converting, type Converted } from '../../support/conversion/converting.ts';
import { parquetByParquetjs, parquetOf } from '../../support/conversion/parquet-file.ts';

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
  readonly datesAs?: 'text';
}

const answerOf = (bytes: Buffer, { table = {}, pinned, options, datesAs }: Told = {}) =>
  converting.convert({
    name: 'orders.parquet',
    bytes,
    pinned,
    options,
    datesAs,
    table: TargetTable.parse({ name: 'orders', folder: 'drop', structure: 'nested', ...table }),
  });

const converted = async (bytes: Buffer, told?: Told): Promise<Converted> => {
  const answer = await answerOf(bytes, told);
  if (answer.kind === 'converted') return answer;
  throw new Error(
    answer.kind === 'broken' ? answer.flaw : `${answer.fault.code} ${JSON.stringify(answer.fault.facts)}`,
  );
};

const refused = async (bytes: Buffer, told?: Told): Promise<Fault> => {
  const answer = await answerOf(bytes, told);
  if (answer.kind === 'refused') return answer.fault;
  throw new Error(answer.kind === 'broken' ? answer.flaw : 'it was converted');
};

const parquet = (query: string, settings?: string) => parquetOf(converting.duckdb, query, settings);
const columnsOf = ({ table }: Converted) => table.columns.map(({ name, type }) => `${name}:${type}`);

const orders = `SELECT * FROM (VALUES
  ('O-1', DATE '2024-01-05', {'net': 10.5::DOUBLE, 'currency': 'EUR'}, [{'no': 1::BIGINT, 'tags': ['a', NULL]}, NULL, {'no': NULL, 'tags': []}]),
  ('O-2', DATE '2024-01-06', NULL, []),
  ('O-3', NULL, {'net': NULL, 'currency': 'USD'}, NULL)
) AS t(id, day, price, shipments)`;
const orderRows = [
  [
    'O-1',
    '2024-01-05',
    { net: 10.5, currency: 'EUR' },
    [{ no: 1n, tags: ['a', null] }, null, { no: null, tags: [] }],
  ],
  ['O-2', '2024-01-06', null, []],
  ['O-3', null, { net: null, currency: 'USD' }, null],
];

/** What DuckDB reads of a file: parquetjs's own records do not tell a list that is null from an empty one. */
const rowsByDuckdb = async (bytes: Buffer, told?: Told) => (await converted(bytes, told)).table.rows;

describe('a nested file that Celonis can take', () => {
  test('is handed on byte for byte', async () => {
    const { result } = await converted(await parquet(orders));
    expect(result.passedThrough).toBe(true);
    expect(result.bytesOut).toBe(result.bytesIn);
    expect(result.evidence).toContain('handed on byte for byte');
  });

  test('is re-written where it is compressed, with the same values', async () => {
    const answer = await converted(await parquet(orders, 'COMPRESSION zstd'));
    expect(answer.result.passedThrough).toBe(false);
    expect(columnsOf(answer)).toEqual(['id:STRING', 'day:DATE', 'price:STRUCT', 'shipments:LIST']);
  });

  test.each([
    ['a member of another width', `SELECT 1::BIGINT AS id, [{'n': 1::INTEGER}] AS l`, [[1n, [{ n: 1n }]]]],
    ['a DECIMAL in a list', `SELECT 1::BIGINT AS id, [0.29::DECIMAL(10,2), NULL] AS l`, [[1n, [0.29, null]]]],
    [
      'a time finer than milliseconds in a structure',
      `SELECT 1::BIGINT AS id, {'at': TIMESTAMP '1969-12-31 23:59:59.999999'} AS s`,
      [[1n, { at: '1969-12-31T23:59:59.999Z' }]],
    ],
  ])('is re-written for %s', async (_, query, rows) => {
    const answer = await converted(await parquet(query));
    expect(answer.result.passedThrough).toBe(false);
    expect(answer.table.rows).toEqual(rows);
  });

  test('is re-written where the connection wants dates as text', async () => {
    const bytes = await parquet(
      `SELECT 1::BIGINT AS id, [{'d': DATE '2024-01-05', 'at': TIMESTAMP_MS '2024-01-05 10:00:00.120'}] AS l`,
    );
    expect((await converted(bytes)).result.passedThrough).toBe(true);
    const { table, result } = await converted(bytes, { datesAs: 'text' });
    expect(result.passedThrough).toBe(false);
    expect(table.rows).toEqual([[1n, [{ d: '2024-01-05', at: '2024-01-05T10:00:00.120' }]]]);
  });

  test('is re-written where it is only a part of the table', async () => {
    const { result } = await converted(await parquet(orders));
    const shorter = await parquet(`SELECT id, shipments FROM (${orders})`);
    const again = await converted(shorter, { pinned: result.schema });
    expect(again.result.passedThrough).toBe(false);
    expect(again.result.missing).toEqual(['day', 'price']);
    expect(columnsOf(again)).toEqual(['id:STRING', 'day:DATE', 'price:STRUCT', 'shipments:LIST']);
  });
});

describe('files of other writers', () => {
  test("parquetjs's own three-level lists with required values pass as they are", async () => {
    const bytes = await parquetByParquetjs(
      {
        id: { type: 'INT64' },
        name: { type: 'UTF8', optional: true },
        paid: { type: 'BOOLEAN' },
        lines: {
          type: 'LIST',
          optional: true,
          fields: {
            bag: {
              repeated: true,
              fields: { item: { fields: { no: { type: 'INT64' }, sku: { type: 'UTF8', optional: true } } } },
            },
          },
        },
      },
      [
        {
          id: 1n,
          name: 'Köln',
          paid: true,
          lines: { bag: [{ item: { no: 1n, sku: 'x' } }, { item: { no: 2n } }] },
        },
        { id: 2n, paid: false, lines: { bag: [] } },
      ],
    );
    const answer = await converted(bytes);
    expect(answer.result.passedThrough).toBe(true);
    expect(answer.table.rows).toEqual([
      [
        1n,
        'Köln',
        true,
        [
          { no: 1n, sku: 'x' },
          { no: 2n, sku: null },
        ],
      ],
      [2n, null, false, []],
    ]);
  });

  test('lists of two levels become lists of three', async () => {
    const bytes = await parquetByParquetjs(
      {
        id: { type: 'INT64' },
        numbers: { type: 'LIST', optional: true, fields: { array: { type: 'INT64', repeated: true } } },
        pairs: {
          type: 'LIST',
          optional: true,
          fields: {
            array: { repeated: true, fields: { a: { type: 'INT64' }, b: { type: 'UTF8', optional: true } } },
          },
        },
      },
      [
        { id: 1n, numbers: { array: [1n, 2n] }, pairs: { array: [{ a: 1n, b: 'x' }, { a: 2n }] } },
        { id: 2n, numbers: { array: [] }, pairs: { array: [] } },
      ],
    );
    const answer = await converted(bytes);
    expect(answer.result.passedThrough).toBe(false);
    expect(answer.table.rows).toEqual([
      [
        1n,
        [1n, 2n],
        [
          { a: 1n, b: 'x' },
          { a: 2n, b: null },
        ],
      ],
      [2n, [], []],
    ]);
  });

  test('lists of two levels in lists of two levels become lists in lists', async () => {
    const inner = {
      type: 'LIST',
      repeated: true,
      fields: { array: { type: 'INT64', repeated: true } },
    } as const;
    const bytes = await parquetByParquetjs(
      { a: { type: 'LIST', optional: true, fields: { array: inner } } },
      [{ a: { array: [{ array: [1n, 2n] }, { array: [3n] }] } }],
    );
    expect((await converted(bytes)).table.rows).toEqual([[[[1n, 2n], [3n]]]]);
  });

  test('plain repeated fields become lists of three levels', async () => {
    const bytes = await parquetByParquetjs(
      {
        id: { type: 'INT64' },
        n: { type: 'INT64', repeated: true },
        s: { repeated: true, fields: { a: { type: 'INT64' } } },
      },
      [
        { id: 1n, n: [1n, 2n], s: [{ a: 1n }] },
        { id: 2n, n: [], s: [] },
      ],
    );
    const answer = await converted(bytes);
    expect(answer.result.passedThrough).toBe(false);
    expect(answer.table.rows).toEqual([
      [1n, [1n, 2n], [{ a: 1n }]],
      [2n, [], []],
    ]);
  });

  test('a map becomes a list of its keys and values, and that is said', async () => {
    const answer = await converted(
      await parquet(
        `SELECT 1::BIGINT AS id, MAP {'a': [1::BIGINT], 'b': NULL} AS m, [MAP {'x': 1::INTEGER}] AS deep`,
      ),
    );
    expect(answer.table.rows).toEqual([
      [
        1n,
        [
          { key: 'a', value: [1n] },
          { key: 'b', value: null },
        ],
        [[{ key: 'x', value: 1n }]],
      ],
    ]);
    expect(answer.result.evidence).toContain('column m: a map is a list of its keys and values');
  });

  test('a column that cannot be null, handed on in a flat table, is read as it is', async () => {
    const bytes = await parquetByParquetjs({ id: { type: 'INT64' }, ok: { type: 'BOOLEAN' } }, [
      { id: 1n, ok: false },
      { id: 2n, ok: true },
    ]);
    const answer = await converted(bytes, { table: { structure: 'flat' } });
    expect(answer.result.passedThrough).toBe(true);
    expect(answer.table.rows).toEqual([
      [1n, false],
      [2n, true],
    ]);
  });
});

describe('what Celonis would refuse', () => {
  test('a key without a value is refused with its row', async () => {
    const bytes = await parquet(
      `SELECT CASE WHEN i = 3 THEN NULL ELSE i END AS id, [i] AS l FROM range(1, 6) AS r(i)`,
    );
    const { code, facts } = await refused(bytes, { table: { primaryKey: ['id'] } });
    expect(code).toBe('key.null');
    expect(facts).toMatchObject({ column: 'id', row: 3, count: 1 });
  });

  test('a key inside a structure is found and held to be unique', async () => {
    const bytes = await parquet(`SELECT {'no': i % 2} AS "order", [i] AS l FROM range(1, 4) AS r(i)`);
    const { code, facts } = await refused(bytes, { table: { primaryKey: ['order.no'] } });
    expect(code).toBe('key.duplicate');
    expect(facts).toMatchObject({ column: 'order$no', row: 3, value: '1' });
  });

  test('of rows with the same key the last one wins where the table says so', async () => {
    const bytes = await parquet(`SELECT 1::BIGINT AS id, [i] AS l FROM range(1, 4) AS r(i)`);
    const { table, result } = await converted(bytes, {
      table: { primaryKey: ['id'], duplicateKeys: 'lastWins' },
    });
    expect(table.rows).toEqual([[1n, [3n]]]);
    expect(result.passedThrough).toBe(false);
  });

  test('a text of more than 65,000 bytes deep in a list is refused with row and column', async () => {
    const bytes = await parquet(
      `SELECT i AS id, [{'texts': ['short', CASE WHEN i = 2 THEN repeat('ä', 32501) END]}] AS l FROM range(1, 4) AS r(i)`,
    );
    const { code, facts } = await refused(bytes);
    expect(code).toBe('value.tooLong');
    expect(facts).toMatchObject({ column: 'l.[].texts.[]', row: 2, bytes: 65_002 });
  });

  test('an age column of a list, or none at all, is refused', async () => {
    const bytes = await parquet(`SELECT 1::BIGINT AS id, [DATE '2024-01-05'] AS days, true AS flag`);
    const age = async (ageColumn: string) => (await refused(bytes, { table: { ageColumn } })).code;
    expect(await age('days')).toBe('age.columnMissing');
    expect(await age('nothing')).toBe('age.columnMissing');
    expect(await age('flag')).toBe('age.mixedType');
  });

  test.each([
    [`SELECT 1 AS id, [{'_celonis_id': 1}] AS l`, 'column.nameReserved'],
    [`SELECT 1 AS id, {'b': 1} AS a, 2 AS "a$b"`, 'column.nameCollision'],
    [`SELECT 1 AS id, ['\\xFF'::BLOB] AS l`, 'format.unsupported'],
  ])('%s is refused', async (query, code) => {
    expect((await refused(await parquet(query))).code).toBe(code);
  });

  test('two members of a structure that differ in case only are refused by their names', async () => {
    const member = { type: 'INT64', optional: true } as const;
    const bytes = await parquetByParquetjs({ s: { fields: { a: member, A: member } } }, [
      { s: { a: 1n, A: 2n } },
    ]);
    const { code, facts } = await refused(bytes);
    expect(code).toBe('column.nameCollision');
    expect(facts).toMatchObject({ column: 'A', reason: 'a and A' });
  });

  test('years outside 1400 to 9999 in a list keep the whole list as text, with a warning', async () => {
    const bytes = await parquet(
      `SELECT 1::BIGINT AS id, [DATE '0001-01-01', DATE '2024-01-05'] AS d UNION ALL SELECT 2, [DATE '2024-01-06'] ORDER BY 1`,
    );
    const { table, result } = await converted(bytes);
    expect(table.rows).toEqual([
      [1n, ['0001-01-01', '2024-01-05']],
      [2n, ['2024-01-06']],
    ]);
    expect(result.warnings.map(({ code, column }) => `${code} ${column}`)).toContain(
      'date.outsideYears d.[]',
    );
  });

  test('decimals of more than 15 digits in a list stay whole as text', async () => {
    const bytes = await parquet(`SELECT 1::BIGINT AS id, [12345678901234567.89::DECIMAL(19,2), 1.50] AS d`);
    expect(await rowsByDuckdb(bytes)).toEqual([[1n, ['12345678901234567.89', '1.50']]]);
  });
});

describe('a later file of the same table', () => {
  const learned = async () => (await converted(await parquet(orders))).result.schema;

  test('may bring members, which are added, left out or refused as the table says', async () => {
    const pinned = await learned();
    const bytes = await parquet(
      `SELECT 'O-4' AS id, DATE '2024-01-07' AS day, {'net': 1::DOUBLE, 'currency': 'EUR', 'tax': 2::BIGINT} AS price, [{'no': 1::BIGINT, 'tags': ['x'], 'weight': 3::DOUBLE}] AS shipments`,
    );
    const added = await converted(bytes, { pinned });
    expect(added.result.added).toEqual(['price.tax', 'shipments.[].weight']);
    expect(added.table.rows).toEqual([
      ['O-4', '2024-01-07', { net: 1, currency: 'EUR', tax: 2n }, [{ no: 1n, tags: ['x'], weight: 3 }]],
    ]);
    const ignored = await converted(bytes, { pinned, table: { drift: { added: 'ignore' } } });
    expect(ignored.table.rows).toEqual([
      ['O-4', '2024-01-07', { net: 1, currency: 'EUR' }, [{ no: 1n, tags: ['x'] }]],
    ]);
    const { code, facts } = await refused(bytes, { pinned, table: { drift: { added: 'reject' } } });
    expect(code).toBe('schema.drift');
    expect(facts.places).toEqual([
      { column: 'price.tax', reason: 'added' },
      { column: 'shipments.[].weight', reason: 'added' },
    ]);
  });

  test('may lack members, which are null', async () => {
    const bytes = await parquet(
      `SELECT [{'no': 1::BIGINT}] AS shipments, 'O-5' AS ID, {'net': 2::DOUBLE} AS price`,
    );
    const { table, result } = await converted(bytes, { pinned: await learned() });
    expect(table.rows).toEqual([['O-5', null, { net: 2, currency: null }, [{ no: 1n, tags: null }]]]);
    expect(result.missing).toEqual(['day', 'price.currency', 'shipments.[].tags']);
  });

  test('of another type is refused with the rows, values and what was expected', async () => {
    const bytes = await parquet(
      `SELECT 'O-6' AS id, DATE '2024-01-07' AS day, {'net': 'much', 'currency': 'EUR'} AS price, [{'no': 'one', 'tags': ['x']}] AS shipments FROM range(12)`,
    );
    const { code, facts } = await refused(bytes, { pinned: await learned() });
    expect(code).toBe('schema.drift');
    expect(facts.places).toHaveLength(10);
    expect(facts.places?.[0]).toMatchObject({
      row: 1,
      column: 'price.net',
      value: 'much',
      expected: 'FLOAT',
    });
  });

  test('of another shape is refused', async () => {
    const bytes = await parquet(`SELECT 'O-6' AS id, 5::BIGINT AS price`);
    const { facts } = await refused(bytes, { pinned: await learned() });
    expect(facts.places).toEqual([
      { row: 1, column: 'price', value: '5', expected: 'STRUCT', reason: 'INTEGER' },
    ]);
  });

  test('in which a column has no value at all fits, whatever its type', async () => {
    const bytes = await parquet(
      `SELECT 'O-7' AS id, NULL::INTEGER AS day, NULL::VARCHAR AS price, []::INTEGER[] AS shipments`,
    );
    expect(await rowsByDuckdb(bytes, { pinned: await learned() })).toEqual([['O-7', null, null, []]]);
  });

  test('whole numbers fit a column of fractions only where a double holds them', async () => {
    const pinned = await learned();
    const net = (value: string) => parquet(`SELECT 'O-8' AS id, {'net': ${value}::BIGINT} AS price`);
    expect((await converted(await net('5'), { pinned })).table.rows[0]?.[2]).toEqual({
      net: 5,
      currency: null,
    });
    const { facts } = await refused(await net('9007199254740993'), { pinned });
    expect(facts.places).toMatchObject([
      { row: 1, column: 'price.net', value: '9007199254740993', expected: 'FLOAT' },
    ]);
  });
});

test('what is handed on is the very file', async () => {
  const bytes = await parquet(orders);
  const { result, table } = await converted(bytes);
  expect(result.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(table.rows.slice(0, 2)).toEqual(orderRows.slice(0, 2));
});
