import { describe, expect, test } from 'vitest';
import type { Column, DerivedTable } from '../../../electron/contract/schema.ts';
import { deriveTables } from '../../../electron/core/nested/derive-tables.ts';

const list = (name: string, element: Column): Column => ({ name, type: 'LIST', children: [element] });
const object = (name: string, ...children: Column[]): Column => ({ name, type: 'STRUCT', children });

const order: Column[] = [
  { name: 'order_id', type: 'STRING' },
  { name: 'order_date', type: 'DATE' },
  object('price', { name: 'amount', type: 'FLOAT' }, { name: 'currency', type: 'STRING' }),
  list(
    'shipments',
    object('element', { name: 'shipment_id', type: 'STRING' }, { name: 'carrier', type: 'STRING' }),
  ),
];
const names = (table: DerivedTable | undefined) => table?.columns.map((column) => column.name);
const keys = (table: DerivedTable | undefined) =>
  table?.columns.filter((column) => column.primaryKey).map((column) => column.name);

describe("the mission's order with its shipments", () => {
  test('has a root table and a child table that joins by the chosen key', () => {
    const [root, shipments, ...rest] = deriveTables({
      table: 'orders',
      columns: order,
      primaryKey: ['order_id'],
      ageColumn: 'order_date',
    });
    expect(rest).toEqual([]);
    expect(root?.name).toBe('orders');
    expect(names(root)).toEqual(['order_id', 'order_date', 'price$amount', 'price$currency']);
    expect(keys(root)).toEqual(['order_id']);
    expect(root?.columns.find((column) => column.ageColumn)?.name).toBe('order_date');
    expect(shipments).toEqual({
      name: 'orders$shipments',
      parent: 'orders',
      path: ['shipments'],
      columns: [
        {
          name: 'orders$order_id',
          type: 'STRING',
          primaryKey: false,
          foreignKey: 'orders.order_id',
          ageColumn: false,
          source: [],
        },
        { name: 'shipment_id', type: 'STRING', primaryKey: false, ageColumn: false, source: ['shipment_id'] },
        { name: 'carrier', type: 'STRING', primaryKey: false, ageColumn: false, source: ['carrier'] },
      ],
    });
  });

  test('gets a generated key where none is chosen', () => {
    const [root, shipments] = deriveTables({ table: 'orders', columns: order, primaryKey: [] });
    expect(names(root)).toEqual(['_celonis_id', 'order_id', 'order_date', 'price$amount', 'price$currency']);
    expect(keys(root)).toEqual(['_celonis_id']);
    expect(shipments?.columns[0]).toMatchObject({
      name: 'orders$_celonis_id',
      foreignKey: 'orders._celonis_id',
      type: 'STRING',
    });
  });
});

describe('deeper data', () => {
  test('a list inside a list of objects joins to both levels above it', () => {
    const items = list('items', object('element', { name: 'sku', type: 'STRING' }));
    const columns: Column[] = [
      { name: 'id', type: 'INTEGER' },
      list('shipments', object('element', { name: 'no', type: 'INTEGER' }, items)),
    ];
    const tables = deriveTables({ table: 'o', columns, primaryKey: ['id'] });
    expect(tables.map((table) => [table.name, table.parent, table.path])).toEqual([
      ['o', undefined, []],
      ['o$shipments', 'o', ['shipments']],
      ['o$shipments$items', 'o$shipments', ['shipments', 'items']],
    ]);
    expect(names(tables[1])).toEqual(['o$id', '_celonis_id', 'no']);
    expect(names(tables[2])).toEqual(['o$id', 'o$shipments$_celonis_id', 'sku']);
    expect(tables[2]?.columns.map((column) => column.foreignKey)).toEqual([
      'o.id',
      'o$shipments._celonis_id',
      undefined,
    ]);
  });

  test('a list of plain values becomes a table with one column', () => {
    const columns = [
      { name: 'id', type: 'INTEGER' } as const,
      list('tags', { name: 'element', type: 'STRING' }),
    ];
    const [, tags] = deriveTables({ table: 'o', columns, primaryKey: ['id'] });
    expect(names(tags)).toEqual(['o$id', 'value']);
    expect(tags?.columns[1]?.source).toEqual(['element']);
  });

  test('a list directly inside a list becomes a child of the child', () => {
    const matrix = list('rows', list('element', { name: 'element', type: 'FLOAT' }));
    const tables = deriveTables({ table: 'm', columns: [matrix], primaryKey: [] });
    expect(tables.map(({ name, path }) => [name, path])).toEqual([
      ['m', []],
      ['m$rows', ['rows']],
      ['m$rows$element', ['rows', 'element']],
    ]);
    expect(names(tables[2])).toEqual(['m$_celonis_id', 'm$rows$_celonis_id', 'value']);
  });

  test('a list inside an object carries the object in its name', () => {
    const columns = [
      { name: 'id', type: 'INTEGER' } as const,
      object('price', list('steps', object('element'))),
    ];
    expect(deriveTables({ table: 'o', columns, primaryKey: ['id'] })[1]?.name).toBe('o$price$steps');
  });

  test('a key inside an object may be written with a dot and in any case', () => {
    const columns = [object('Header', { name: 'Id', type: 'STRING' }), list('lines', object('element'))];
    const [root, lines] = deriveTables({ table: 'o', columns, primaryKey: ['header.id'] });
    expect(keys(root)).toEqual(['Header$Id']);
    expect(names(lines)).toEqual(['o$Header$Id']);
  });
});

describe('flat data', () => {
  const columns: Column[] = [{ name: 'a', type: 'STRING' }];
  test('stays one table without a generated key', () => {
    expect(names(deriveTables({ table: 't', columns, primaryKey: [] })[0])).toEqual(['a']);
  });
  test('gets the generated key where the table was set up as nested', () => {
    const [root] = deriveTables({ table: 't', columns, primaryKey: [], nested: true });
    expect(names(root)).toEqual(['_celonis_id', 'a']);
  });
});

describe('what cannot be derived is refused', () => {
  const code = (run: () => unknown): unknown => {
    try {
      run();
    } catch (fault) {
      return (fault as { code?: unknown }).code;
    }
    return undefined;
  };
  const columns: Column[] = [...order, { name: 'PRICE$Amount', type: 'FLOAT' }];
  test.each([
    ['a key that is not there', { columns: order, primaryKey: ['nope'] }, 'key.columnMissing'],
    ['a key inside a list', { columns: order, primaryKey: ['shipments$shipment_id'] }, 'key.columnMissing'],
    [
      'an age column that is not there',
      { columns: order, primaryKey: [], ageColumn: 'x' },
      'age.columnMissing',
    ],
    ['two columns of one name', { columns, primaryKey: ['order_id'] }, 'column.nameCollision'],
    [
      'the reserved key in the data',
      { columns: [...order, { name: '_CELONIS_ID', type: 'STRING' } as const], primaryKey: [] },
      'column.nameReserved',
    ],
  ])('%s', (_, source, expected) => {
    expect(code(() => deriveTables({ table: 'orders', ...source }))).toBe(expected);
  });
});
