import { describe, expect, test } from 'vitest';
import { readTable, readTables } from '../../../electron/sandbox/index.ts';
import { bench } from './delivering.ts';
import { flat, parquetBytes } from './sandbox-fixture.ts';

const values = (rows: string, columns: string) => `SELECT * FROM (VALUES ${rows}) AS t(${columns})`;

describe('a table without a primary key', () => {
  test('appends every file, in the order of its rows', async () => {
    const { deliver, rows } = await bench(flat('event'));
    expect(await deliver(values("(2, 'b'), (1, 'a')", 'id, name'))).toMatchObject({
      rows: 2,
      inserted: 2,
      updated: 0,
    });
    await deliver(values("(2, 'b')", 'id, name'));
    expect(await rows()).toEqual([
      [2, 'b'],
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  test('takes new columns, and leaves missing ones empty', async () => {
    const { deliver, rows, columns } = await bench(flat('event'));
    await deliver(values("(1, 'a')", 'id, name'));
    await deliver(values('(2, true)', 'ID, added'));
    expect(await columns()).toEqual(['id', 'name', 'added']);
    expect(await rows()).toEqual([
      [1, 'a', null],
      [2, null, true],
    ]);
  });

  test('knows a column again that is spelled in another case, also outside ASCII', async () => {
    const { deliver, rows, columns } = await bench(flat('t', ['größe'], 'ÄNDERUNG'));
    await deliver('SELECT 1 AS "Größe", 1 AS "Änderung", \'a\' AS "Öl"');
    expect(await deliver('SELECT \'b\' AS "öl", 2 AS "änderung", 1 AS "GRÖßE"')).toMatchObject({
      updated: 1,
    });
    expect(await columns()).toEqual(['Größe', 'Änderung', 'Öl']);
    expect(await rows()).toEqual([[1, 2, 'b']]);
  });

  test('accepts a file without rows', async () => {
    const { deliver } = await bench(flat('event'));
    const load = await deliver('SELECT 1 AS id LIMIT 0');
    expect(load).toMatchObject({ rows: 0, inserted: 0 });
    expect(load.error).toBeUndefined();
  });
});

describe('a table with a primary key', () => {
  test('inserts new keys and updates known ones', async () => {
    const { deliver, rows } = await bench(flat('t', ['a', 'B']));
    await deliver(values("(1, 1, 'x'), (1, 2, 'y')", 'a, b, v'));
    expect(await deliver(values("(1, 2, 'z'), (2, 1, 'n')", 'a, b, v'))).toMatchObject({
      rows: 2,
      inserted: 1,
      updated: 1,
      stale: 0,
    });
    expect(await rows()).toEqual([
      [1, 1, 'x'],
      [1, 2, 'z'],
      [2, 1, 'n'],
    ]);
  });

  test('takes the later row where a file has a key twice', async () => {
    const { deliver, rows } = await bench(flat('t', ['id']));
    expect(await deliver(values("(1, 'first'), (2, 'x'), (1, 'last')", 'id, v'))).toMatchObject({
      inserted: 2,
      updated: 1,
      stale: 0,
    });
    expect(await rows()).toEqual([
      [1, 'last'],
      [2, 'x'],
    ]);
  });

  test('keeps keys apart that differ only in case or blanks', async () => {
    const { deliver, rows } = await bench(flat('t', ['id']));
    await deliver(values("('a'), ('A'), ('a ')", 'id'));
    expect(await rows()).toHaveLength(3);
  });
});

describe('an age column', () => {
  const table = flat('t', ['id'], 'age');
  test('lets larger and equal ages in, and keeps smaller ones out', async () => {
    const { deliver, rows } = await bench(table);
    await deliver(values("(1, 10, 'old'), (2, 10, 'old'), (3, 10, 'old')", 'id, age, v'));
    expect(
      await deliver(values("(1, 9, 'new'), (2, 10, 'new'), (3, 11, 'new')", 'id, age, v')),
    ).toMatchObject({
      rows: 3,
      inserted: 0,
      updated: 2,
      stale: 1,
    });
    expect(await rows()).toEqual([
      [1, 10, 'old'],
      [2, 10, 'new'],
      [3, 11, 'new'],
    ]);
  });

  test('decides between rows of one file, whatever their order', async () => {
    const { deliver, rows } = await bench(table);
    const load = await deliver(
      values("(1, 5, 'larger'), (1, 3, 'smaller'), (2, 3, 'a'), (2, 3, 'b')", 'id, age, v'),
    );
    expect(load).toMatchObject({ rows: 4, inserted: 2, updated: 1, stale: 1 });
    expect(await rows()).toEqual([
      [1, 5, 'larger'],
      [2, 3, 'b'],
    ]);
  });

  test('counts a row without an age as the oldest', async () => {
    const { deliver, rows } = await bench(table);
    await deliver(values("(1, NULL::INTEGER, 'none'), (2, 1, 'one')", 'id, age, v'));
    const later =
      "SELECT id, age::INTEGER AS age, v FROM (VALUES (1, NULL, 'again'), (2, NULL, 'none')) AS t(id, age, v)";
    expect(await deliver(later)).toMatchObject({ updated: 1, stale: 1 });
    expect(await rows()).toEqual([
      [1, null, 'again'],
      [2, 1, 'one'],
    ]);
  });

  test('may be a date or a text', async () => {
    const { deliver, rows } = await bench(table);
    await deliver(values("(1, TIMESTAMP '2024-01-02', 'x')", 'id, age, v'));
    expect(
      await deliver(values("(1, TIMESTAMP '2024-01-01 23:59:59.999', 'y')", 'id, age, v')),
    ).toMatchObject({
      stale: 1,
    });
    expect(await rows()).toEqual([[1, '2024-01-02T00:00:00.000Z', 'x']]);
  });
});

describe('the monitoring list', () => {
  test.each([
    ['PK NOT FOUND IN INPUT FILE', "SELECT 1 AS age, 'x' AS v", 'uncompressed'],
    ['AGE COLUMN NOT FOUND IN INPUT FILE', 'SELECT 1 AS id', 'uncompressed'],
    ['PK NULL IN INPUT FILE', values('(1, 1), (NULL, 2)', 'id, age'), 'uncompressed'],
    ['INPUT FILE IS COMPRESSED', 'SELECT 1 AS id, 1 AS age', 'snappy'],
    ['INPUT FILE IS COMPRESSED', 'SELECT 1 AS id, 1 AS age', 'zstd'],
    ['DECIMAL COLUMN IN INPUT FILE', 'SELECT 1 AS id, 1 AS age, 1.10::DECIMAL(9,2) AS v', 'uncompressed'],
    ['UNSUPPORTED COLUMN TYPE IN INPUT FILE', "SELECT 1 AS id, 1 AS age, 'a'::BLOB AS v", 'uncompressed'],
    [
      'STRING LONGER THAN 65000 BYTES IN INPUT FILE',
      "SELECT 1 AS id, 1 AS age, repeat('ä', 32501) AS v",
      'uncompressed',
    ],
  ])('has %s for %s (%s)', async (error, query, compression) => {
    const { deliver, tables } = await bench(flat('t', ['id'], 'age'));
    expect(await deliver(query, compression)).toMatchObject({ inserted: 0, updated: 0, stale: 0, error });
    expect(await tables()).toEqual([]);
    expect((await deliver('SELECT 1 AS id, 1 AS age')).error).toBeUndefined();
  });

  test.each([
    ['nothing at all', Buffer.alloc(0)],
    ['text', Buffer.from('id;name\n1;a\n')],
    ['only the frame of a Parquet file', Buffer.from('PAR1PAR1')],
    ['a footer length beyond the file', Buffer.from('PAR1\xff\xff\xff\x7fPAR1', 'latin1')],
  ])('has a line for %s', async (_, bytes) => {
    const { deliverBytes } = await bench(flat('t'));
    expect(await deliverBytes(bytes)).toMatchObject({
      rows: 0,
      error: 'INPUT FILE IS NOT A READABLE PARQUET FILE',
    });
  });

  test('has a line for a Parquet file that was cut off', async () => {
    const { deliverBytes } = await bench(flat('t'));
    const whole = await parquetBytes('SELECT range AS id FROM range(1000)');
    expect((await deliverBytes(whole.subarray(0, whole.length - 20))).error).toBe(
      'INPUT FILE IS NOT A READABLE PARQUET FILE',
    );
  });

  test('accepts a text of exactly 65,000 bytes', async () => {
    const { deliver } = await bench(flat('t'));
    expect((await deliver("SELECT repeat('ä', 32500) AS v")).error).toBeUndefined();
  });

  test('has DATAPOOL SCHEMA MISMATCH for a changed type, and leaves the table as it was', async () => {
    const { deliver, rows, columns } = await bench(flat('t'));
    await deliver("SELECT 1 AS id, 'a' AS v");
    const load = await deliver('SELECT 2 AS id, 1.5::DOUBLE AS v, 3 AS added');
    expect(load).toMatchObject({ rows: 1, inserted: 0, error: 'DATAPOOL SCHEMA MISMATCH' });
    expect(load.detail).toBe('column v of t was STRING and is FLOAT');
    expect(await columns()).toEqual(['id', 'v']);
    expect(await rows()).toEqual([[1, 'a']]);
  });
});

describe('values', () => {
  test('are shown as JSON can hold them', async () => {
    const { deliver, sandbox } = await bench(flat('t'));
    await deliver(`SELECT 9007199254740991 AS safe, 9007199254740993 AS large, (-9223372036854775807 - 1)::BIGINT AS least, 0.1::DOUBLE AS float,
      'NaN'::DOUBLE AS nan, true AS yes, DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 12:34:56.789123' AS moment,
      TIMESTAMPTZ '2024-02-29 12:00:00+02' AS zoned, 'it''s "ä" 😀' AS text, NULL::VARCHAR AS none`);
    const { columns, rows } = await readTable(sandbox.directory, 'T');
    expect(columns.map((column) => column.type)).toEqual([
      'INTEGER',
      'INTEGER',
      'INTEGER',
      'FLOAT',
      'FLOAT',
      'BOOLEAN',
      'DATE',
      'DATETIME',
      'DATETIME',
      'STRING',
      'STRING',
    ]);
    expect(rows).toEqual([
      [
        9007199254740991,
        '9007199254740993',
        '-9223372036854775808',
        0.1,
        'NaN',
        true,
        '2024-02-29',
        '2024-02-29T12:34:56.789Z',
        '2024-02-29T10:00:00.000Z',
        'it\'s "ä" 😀',
        null,
      ],
    ]);
  });

  test('outside the years 1400 to 9999 become empty', async () => {
    const { deliver, rows } = await bench(flat('t'));
    await deliver(
      "SELECT DATE '1399-12-31' AS a, DATE '1400-01-01' AS b, TIMESTAMP '10000-01-01' AS c, TIMESTAMP 'infinity' AS d",
    );
    expect(await rows()).toEqual([[null, '1400-01-01', null, null]]);
  });

  test('of columns with awkward names arrive', async () => {
    const { deliver, columns, rows } = await bench(flat('t"; DROP TABLE x; --', ['a "b"']));
    await deliver(
      `SELECT 1 AS "a ""b""", 2 AS "row", 3 AS "record", 4 AS "it's", 5 AS "f0", 6 AS "id", 7 AS "element"`,
    );
    expect(await columns()).toEqual(['a "b"', 'row', 'record', "it's", 'f0', 'id', 'element']);
    expect(await rows()).toEqual([[1, 2, 3, 4, 5, 6, 7]]);
  });
});

test('tables are listed with their connection, rows and columns', async () => {
  const { deliver, sandbox } = await bench(flat('t'));
  await deliver("SELECT 1 AS id, 'a' AS v FROM range(3)");
  expect(await readTables(sandbox.directory)).toEqual([
    {
      connection: 'dev',
      table: 't',
      rows: 3,
      columns: [
        { name: 'id', type: 'INTEGER' },
        { name: 'v', type: 'STRING' },
      ],
    },
  ]);
  expect(await readTables(sandbox.directory, { connection: 'nobody' })).toEqual([]);
  expect((await readTable(sandbox.directory, 't', { limit: 2 })).rows).toHaveLength(2);
  await expect(readTable(sandbox.directory, 'nothing')).rejects.toMatchObject({ code: 'table.unknown' });
});
