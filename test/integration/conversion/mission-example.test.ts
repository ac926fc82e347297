import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DerivedTable } from '../../../electron/contract/schema.ts';
import { scratch, sluice } from '../../support/sluice.ts';

const orders = [
  {
    order_id: '0000004711',
    order_date: '2024-01-05T10:00:00Z',
    price: { net: 100.5, currency: 'EUR' },
    shipments: [
      { shipment_id: 1, carrier: 'DHL' },
      { shipment_id: 2, carrier: 'UPS' },
    ],
  },
  {
    order_id: '0000004712',
    order_date: '2024-01-06T11:30:00Z',
    price: { net: 20, currency: 'USD' },
    shipments: [],
  },
];

const schemaOf = async (...flags: readonly string[]): Promise<readonly DerivedTable[]> => {
  using folder = scratch();
  const file = join(folder.path, 'orders.json');
  writeFileSync(file, JSON.stringify(orders));
  const { code, stdout, stderr } = await sluice(['schema', file, '--json', ...flags]);
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as { readonly tables: readonly DerivedTable[] }).tables;
};

test('orders with shipments become two tables that join by the chosen key', async () => {
  const [root, child, ...others] = await schemaOf('--primary-key', 'order_id', '--age-column', 'order_date');
  expect(others).toEqual([]);
  expect(root?.parent ?? null).toBeNull();
  expect(child?.parent).toBe(root?.name);
  expect(root?.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'order_id STRING',
    'order_date DATETIME',
    'price$net FLOAT',
    'price$currency STRING',
  ]);
  expect(root?.columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => name)).toEqual(['order_id']);
  expect(root?.columns.filter(({ ageColumn }) => ageColumn).map(({ name }) => name)).toEqual(['order_date']);
  const foreign = child?.columns.filter(({ foreignKey }) => foreignKey !== undefined && foreignKey !== null);
  expect(foreign?.map(({ foreignKey, type }) => `${foreignKey} ${type}`)).toEqual([
    `${root?.name}.order_id STRING`,
  ]);
  const own = child?.columns.filter((column) => !foreign?.includes(column));
  expect(own?.map(({ name, type }) => `${name} ${type}`)).toEqual(['shipment_id INTEGER', 'carrier STRING']);
});

test('without a chosen key one is generated, and disappears once one is chosen', async () => {
  const [root, child] = await schemaOf();
  expect(root?.columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => name)).toEqual([
    '_celonis_id',
  ]);
  expect(child?.columns.map(({ foreignKey }) => foreignKey)).toContain(`${root?.name}._celonis_id`);
  const [chosen] = await schemaOf('--primary-key', 'order_id');
  expect(chosen?.columns.map(({ name }) => name)).not.toContain('_celonis_id');
});
