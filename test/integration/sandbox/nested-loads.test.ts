import { describe, expect, test } from 'vitest';
import { bench } from './delivering.ts';
import { flat, nested } from './sandbox-fixture.ts';

const order = (id: number, day: string, amount: number, shipments: string) =>
  `SELECT ${id} AS order_id, DATE '${day}' AS order_date, {'amount': ${amount}::DOUBLE, 'currency': 'EUR'} AS price, ${shipments} AS shipments`;
const both = (...queries: string[]) => queries.join(' UNION ALL ');
const shipped = (...carriers: string[]) =>
  `[${carriers.map((carrier, at) => `{'shipment_id': ${at + 1}, 'carrier': '${carrier}'}`).join(', ')}]`;
const none = 'NULL::STRUCT(shipment_id INTEGER, carrier VARCHAR)[]';

describe("the mission's orders with their shipments", () => {
  const table = nested('orders', ['order_id'], 'order_date');

  test('become a root and a child table that join by the key', async () => {
    const { deliver, tables, columns, rows } = await bench(table);
    const load = await deliver(
      both(
        order(1, '2024-01-01', 9.5, shipped('DHL', 'UPS')),
        order(2, '2024-01-01', 1, `${none}`),
        order(3, '2024-01-01', 2, '[]'),
      ),
    );
    expect(load).toMatchObject({ rows: 3, inserted: 3, updated: 0, stale: 0 });
    expect(await tables()).toEqual(['orders', 'orders$shipments']);
    expect(await columns()).toEqual(['order_id', 'order_date', 'price$amount', 'price$currency']);
    expect(await columns('orders$shipments')).toEqual(['orders$order_id', 'shipment_id', 'carrier']);
    expect(await rows()).toEqual([
      [1, '2024-01-01', 9.5, 'EUR'],
      [2, '2024-01-01', 1, 'EUR'],
      [3, '2024-01-01', 2, 'EUR'],
    ]);
    expect(await rows('ORDERS$Shipments')).toEqual([
      [1, 1, 'DHL'],
      [1, 2, 'UPS'],
    ]);
  });

  test('are replaced together with their shipments, unless they are stale', async () => {
    const { deliver, rows } = await bench(table);
    await deliver(
      both(order(1, '2024-01-02', 1, shipped('A', 'B', 'C')), order(2, '2024-01-02', 1, shipped('D'))),
    );
    const load = await deliver(
      both(order(1, '2024-01-03', 7, shipped('new')), order(2, '2024-01-01', 8, shipped('late', 'late'))),
    );
    expect(load).toMatchObject({ rows: 2, inserted: 0, updated: 1, stale: 1 });
    expect(await rows()).toEqual([
      [1, '2024-01-03', 7, 'EUR'],
      [2, '2024-01-02', 1, 'EUR'],
    ]);
    expect(await rows('orders$shipments')).toEqual([
      [1, 1, 'new'],
      [2, 1, 'D'],
    ]);
  });

  test('lose their shipments when the new version has none, or does not know of them', async () => {
    const { deliver, rows } = await bench(table);
    await deliver(both(order(1, '2024-01-02', 1, shipped('A')), order(2, '2024-01-02', 1, shipped('B'))));
    await deliver(order(1, '2024-01-02', 1, none));
    await deliver("SELECT 2 AS order_id, DATE '2024-01-02' AS order_date");
    expect(await rows('orders$shipments')).toEqual([]);
    expect(await rows()).toEqual([
      [1, '2024-01-02', 1, 'EUR'],
      [2, '2024-01-02', null, null],
    ]);
  });

  test('of one file with the same key keep the shipments of the row that remains', async () => {
    const { deliver, rows } = await bench(table);
    await deliver(
      both(
        order(1, '2024-01-02', 1, shipped('A')),
        order(1, '2024-01-05', 2, shipped('B')),
        order(1, '2024-01-03', 3, shipped('C')),
      ),
    );
    expect(await rows('orders$shipments')).toEqual([[1, 1, 'B']]);
  });
});

test('a key of two columns finds its children whatever the order of the columns', async () => {
  const { deliver, rows } = await bench(nested('o', ['a', 'b']));
  await deliver("SELECT 1 AS a, 2 AS b, [{'n': 1}] AS list UNION ALL SELECT 2, 1, [{'n': 2}]");
  await deliver('SELECT 2 AS b, 1 AS a');
  expect(await rows('o$list')).toEqual([[2, 1, 2]]);
  await deliver("SELECT [{'n': 3}] AS LIST, 1 AS b, 2 AS A");
  expect(await rows('o$list')).toEqual([[2, 1, 3]]);
});

describe('without a chosen key', () => {
  test('records get `_celonis_id`, which their children refer to, and append', async () => {
    const { deliver, columns, rows } = await bench(nested('orders'));
    const file = both(order(1, '2024-01-01', 1, shipped('A', 'B')), order(1, '2024-01-01', 1, shipped('C')));
    await deliver(file);
    expect(await deliver(file)).toMatchObject({ rows: 2, inserted: 2, updated: 0 });
    expect((await columns())[0]).toBe('_celonis_id');
    expect(await columns('orders$shipments')).toEqual(['orders$_celonis_id', 'shipment_id', 'carrier']);
    const ids = (await rows()).map(([id]) => id);
    expect(new Set(ids).size).toBe(4);
    const joined = (await rows('orders$shipments')).map(([id, , carrier]) => [
      ids.indexOf(id ?? null),
      carrier,
    ]);
    expect(joined).toEqual([
      [0, 'A'],
      [0, 'B'],
      [1, 'C'],
      [2, 'A'],
      [2, 'B'],
      [3, 'C'],
    ]);
  });

  test('the generated key goes once a key is chosen', async () => {
    const first = await bench(nested('orders'));
    await first.deliver(order(1, '2024-01-01', 1, shipped('A')));
    await first.sandbox.settled();
    await first.sandbox.close();
    const { directory } = first.sandbox;
    const second = await bench(nested('orders', ['order_id']), directory);
    await second.deliver(order(2, '2024-01-01', 1, shipped('B')));
    expect(await second.columns()).not.toContain('_celonis_id');
    expect(await second.columns('orders$shipments')).not.toContain('orders$_celonis_id');
    expect(await second.rows('orders$shipments')).toContainEqual([1, 'B', 2]);
  });

  test('a nested file in a table set up as flat is taken apart all the same', async () => {
    const { deliver, tables } = await bench(flat('t'));
    await deliver(order(1, '2024-01-01', 1, shipped('A')));
    expect(await tables()).toEqual(['t', 't$shipments']);
  });
});

describe('deeper data', () => {
  test('grandchildren join to their child and to the record', async () => {
    const { deliver, rows, columns } = await bench(nested('o', ['id']));
    await deliver(
      `SELECT 7 AS id, [{'no': 1, 'items': [{'sku': 'a'}, {'sku': 'b'}]}, {'no': 2, 'items': [{'sku': 'c'}]}] AS lines`,
    );
    expect(await columns('o$lines')).toEqual(['o$id', '_celonis_id', 'no']);
    expect(await columns('o$lines$items')).toEqual(['o$id', 'o$lines$_celonis_id', 'sku']);
    const lines = new Map((await rows('o$lines')).map(([, id, no]) => [id, no]));
    const joined = (await rows('o$lines$items')).map(([id, line, sku]) => [id, lines.get(line ?? null), sku]);
    expect(joined).toEqual([
      [7, 1, 'a'],
      [7, 1, 'b'],
      [7, 2, 'c'],
    ]);
  });

  test('lists of plain values, lists in lists, empty lists and empty elements', async () => {
    const { deliver, rows } = await bench(nested('o', ['id']));
    await deliver(
      both(
        "SELECT 1 AS id, ['x', NULL, 'y'] AS tags, [[1, 2], [], NULL, [3]] AS matrix, {'inner': [{'d': DATE '2024-01-01'}, NULL]} AS box",
        'SELECT 2, [], [], NULL',
        'SELECT 3, NULL, NULL, NULL',
      ),
    );
    expect(await rows()).toEqual([[1], [2], [3]]);
    expect(await rows('o$tags')).toEqual([
      [1, 'x'],
      [1, null],
      [1, 'y'],
    ]);
    expect(await rows('o$box$inner')).toEqual([
      [1, '2024-01-01'],
      [1, null],
    ]);
    const inner = await rows('o$matrix');
    expect(inner).toHaveLength(4);
    const order = inner.map(([, id]) => id);
    const cells = (await rows('o$matrix$element')).map(([id, list, value]) => [
      id,
      order.indexOf(list ?? null),
      value,
    ]);
    expect(cells).toEqual([
      [1, 0, 1],
      [1, 0, 2],
      [1, 3, 3],
    ]);
  });

  test('a key inside an object is found', async () => {
    const { deliver, rows } = await bench(nested('o', ['head.id']));
    await deliver("SELECT {'id': 'A'} AS head, [{'n': 1}] AS list");
    await deliver("SELECT {'id': 'A'} AS head, [{'n': 2}] AS list");
    expect(await rows('o$list')).toEqual([['A', 2]]);
  });
});

describe('the monitoring list', () => {
  test.each([
    ['a value became an object', "SELECT 1 AS id, {'a': 1} AS v", 'SELECT 1 AS id, 1 AS v'],
    ['a value became a list', "SELECT 1 AS id, [{'a': 1}] AS v", 'SELECT 1 AS id, 1 AS v'],
    ['an object became a value', 'SELECT 1 AS id, 1 AS v', "SELECT 1 AS id, {'a': 1} AS v"],
    ['a list became a value', 'SELECT 1 AS id, 1 AS v', "SELECT 1 AS id, [{'a': 1}] AS v"],
    ['a type inside a list changed', "SELECT 1 AS id, [{'a': 'x'}] AS v", "SELECT 1 AS id, [{'a': 1}] AS v"],
  ])('has DATAPOOL SCHEMA MISMATCH where %s', async (_, later, earlier) => {
    const { deliver } = await bench(nested('o', ['id']));
    expect((await deliver(earlier)).error).toBeUndefined();
    expect((await deliver(later)).error).toBe('DATAPOOL SCHEMA MISMATCH');
  });

  test('has a line for names that collide and for the reserved name', async () => {
    const { deliver } = await bench(nested('o'));
    expect((await deliver(`SELECT {'b': 1} AS a, 2 AS "A$b"`)).error).toBe(
      'COLUMN NAMES COLLIDE IN INPUT FILE',
    );
    expect((await deliver(`SELECT 1 AS _celonis_id, [1] AS l`)).error).toBe(
      'RESERVED COLUMN NAME IN INPUT FILE',
    );
  });

  test('has a line for an overlong text inside a list', async () => {
    const { deliver } = await bench(nested('o'));
    const load = await deliver("SELECT [{'t': repeat('x', 65001)}] AS l");
    expect(load.error).toBe('STRING LONGER THAN 65000 BYTES IN INPUT FILE');
  });
});
