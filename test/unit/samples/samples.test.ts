import { DuckDBInstance } from '@duckdb/node-api';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Configuration, TargetTable } from '../../../electron/contract/configuration.ts';
import {
  ageExamples,
  expectedTables,
  makeExtract,
  makeSamples,
  sampleTables,
  type ExpectedTable,
  type Sample,
} from '../../../electron/sandbox/samples/index.ts';
import { comparable, hundredths, readDelimited, type Fields } from './read-samples.ts';

let directory: string;
let samples: readonly Sample[];
const expected: readonly ExpectedTable[] = expectedTables(makeExtract());

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'samples-'));
  samples = await makeSamples(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const sample = (file: string): Sample => {
  const found = samples.find((one) => one.file === file);
  if (found === undefined) throw new Error(`no sample ${file}`);
  return found;
};
const table = (name: string) => expected.find((one) => one.table === name);
const german = (file: string) => readDelimited(sample(file).path, 'windows-1252', ';');
const total = (rows: readonly Fields[], column: string) =>
  rows.reduce((sum, row) => sum + hundredths(row[column] ?? ''), 0);

const hashes = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const names = (await readdir(folder)).toSorted();
  const entries = names.map(async (name) => [
    name.normalize('NFC'),
    createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex'),
  ]);
  return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
};

describe('the samples', () => {
  test('hold at least 50,000 rows that are to be delivered', () => {
    const delivered = samples.filter(({ ends }) => ends.state === 'delivered');
    expect(delivered.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(50_000);
  });

  test('are the same bytes at every run, wherever on earth', async () => {
    const again = join(directory, 'again');
    const module = JSON.stringify(
      new URL('../../../electron/sandbox/samples/index.ts', import.meta.url).href,
    );
    const program = `await (await import(${module})).makeSamples(process.argv[1])`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, again], {
      env: { ...process.env, TZ: 'Asia/Kathmandu', LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_EG.UTF-8' },
    });
    const here = await hashes(again);
    await rm(again, { recursive: true });
    expect(here).toEqual(await hashes(directory));
    expect(Object.keys(here)).toHaveLength(samples.length);
  });

  test('have target tables that a configuration takes, each sample one of them', () => {
    const tables = sampleTables((name) => `/drop/${name}`);
    expect(tables.map((one) => TargetTable.parse(one).folder)).toContain('/drop/orders');
    const parsed = Configuration.parse({
      connections: [
        { name: 'x', team: 'dev', cluster: 'eu-1', connectionId: '9c92424b829d4beba65c411873b268f8', tables },
      ],
    });
    const names = parsed.connections.flatMap((connection) => connection.tables.map(({ name }) => name));
    for (const one of samples) expect(names).toContain(one.table);
  });

  test('say in a sentence what there is to see', () => {
    for (const { says } of samples) expect(says).toMatch(/^[A-Z].{30,95}\.$/);
  });
});

describe('the German extract', () => {
  test('has keys with leading zeros, German amounts and days, and rows that stumble over naive readers', async () => {
    const rows = await german('Auftragsköpfe_2024-Q1.csv');
    expect(rows).toHaveLength(sample('Auftragsköpfe_2024-Q1.csv').rows);
    expect(rows[0]?.['order_id']).toBe('0000004711');
    expect(new Set(rows.map((row) => row['order_id'])).size).toBe(rows.length);
    expect(rows.every((row) => /^\d{2}\.\d{2}\.2024$/.test(row['order_date'] ?? ''))).toBe(true);
    expect(rows.some((row) => row['net_value']?.includes('.'))).toBe(true);
    expect(rows.some((row) => row['discount']?.endsWith('-'))).toBe(true);
    expect(rows.some((row) => row['customer_name']?.includes(';'))).toBe(true);
    expect(rows.some((row) => row['customer_name']?.includes('"'))).toBe(true);
    expect(rows.some((row) => row['customer_name']?.startsWith('Köhler'))).toBe(true);
    expect(rows.some((row) => row['remark']?.includes('€'))).toBe(true);
  });

  test('is not UTF-8, so that its encoding has to be found out', async () => {
    await expect(readDelimited(sample('Auftragsköpfe_2024-Q1.csv').path, 'utf-8', ';')).rejects.toThrow(
      TypeError,
    );
  });

  test('and its correction make the table that is expected, by the age rule', async () => {
    const first = await german('Auftragsköpfe_2024-Q1.csv');
    const again = await german('Auftragsköpfe_Korrektur.csv');
    const stored = new Map(first.map((row) => [row['order_id'], row]));
    const counts = { inserted: 0, updated: 0, stale: 0 };
    for (const row of again) {
      const known = stored.get(row['order_id']);
      const older =
        known !== undefined && comparable(row['changed_at'] ?? '') < comparable(known['changed_at'] ?? '');
      counts[known === undefined ? 'inserted' : older ? 'stale' : 'updated'] += 1;
      if (!older) stored.set(row['order_id'], row);
    }
    expect(sample('Auftragsköpfe_Korrektur.csv').ends).toEqual({ state: 'delivered', ...counts });
    const rows = [...stored.values()];
    expect(table('order_header')?.rows).toBe(rows.length);
    expect(table('order_header')?.sums).toEqual({
      net_value: total(rows, 'net_value'),
      discount: total(rows, 'discount'),
    });
    for (const example of ageExamples(makeExtract())) {
      const { first: before, again: after, applied } = example;
      expect(before.value).not.toBe(after.value);
      expect(after.age >= before.age).toBe(applied);
      expect(stored.get(example.key)?.['status']).toBe(applied ? after.value : before.value);
    }
    expect(ageExamples(makeExtract()).map(({ applied }) => applied)).toEqual([true, false]);
  });

  test('of the next month has lost exactly one key, in the row that is named', async () => {
    const bad = sample('Auftragsköpfe_2024-04.csv');
    const rows = await german(bad.file);
    const without = rows.flatMap((row, index) => (row['order_id'] === '' ? [index + 1] : []));
    expect(bad.ends).toEqual({ state: 'rejected', code: 'key.null', row: without[0], column: 'order_id' });
    expect(without).toEqual([1_234]);
  });
});

test('the customers are UTF-16 with a byte order mark, tabs between fields', async () => {
  const { path, rows: count } = sample('Kundenstamm.tsv');
  expect([...(await readFile(path)).subarray(0, 2)]).toEqual([0xff, 0xfe]);
  const rows = await readDelimited(path, 'utf-16le', '\t');
  expect(rows).toHaveLength(count);
  expect(rows[0]?.['customer_id']).toBe('0000100001');
  expect(rows.every((row) => /^\d{18}$/.test(row['crm_id'] ?? ''))).toBe(true);
  expect(table('customer')?.sums).toEqual({ credit_limit: total(rows, 'credit_limit') });
});

interface WebOrder {
  readonly order_id: string;
  readonly order_date: string;
  readonly price: { readonly amount: number };
  readonly shipments: readonly { readonly shipment_id: string }[];
}

test('the web orders and their update make the tables that are expected, shipments with their order', async () => {
  const first = JSON.parse(await readFile(sample('orders.json').path, 'utf8')) as readonly WebOrder[];
  const lines = (await readFile(sample('orders_update.ndjson').path, 'utf8')).trimEnd().split('\n');
  const again = lines.map((line) => JSON.parse(line) as WebOrder);
  expect([first.length, again.length]).toEqual([
    sample('orders.json').rows,
    sample('orders_update.ndjson').rows,
  ]);
  const stored = new Map(first.map((order) => [order.order_id, order]));
  const counts = { inserted: 0, updated: 0, stale: 0 };
  for (const order of again) {
    const known = stored.get(order.order_id);
    const older = known !== undefined && order.order_date < known.order_date;
    counts[known === undefined ? 'inserted' : older ? 'stale' : 'updated'] += 1;
    if (!older) stored.set(order.order_id, order);
  }
  expect(sample('orders_update.ndjson').ends).toEqual({ state: 'delivered', ...counts });
  const orders = [...stored.values()];
  const shipments = orders.flatMap((order) => order.shipments);
  expect(table('orders')?.rows).toBe(orders.length);
  expect(table('orders$shipments')?.rows).toBe(shipments.length);
  expect(new Set(shipments.map((shipment) => shipment.shipment_id)).size).toBe(shipments.length);
  const cents = orders.reduce((sum, order) => sum + Math.round(order.price.amount * 100), 0);
  expect(table('orders')?.sums).toEqual({ price$amount: cents });
});

test('the activities are what Celonis does not take: compressed Parquet with a DECIMAL column', async () => {
  const { path, rows } = sample('activities.parquet');
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
  const file = `'${path.replaceAll("'", "''")}'`;
  const codecs = await read(`SELECT DISTINCT compression FROM parquet_metadata(${file})`);
  const types = await read(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${file})`);
  const sums = await read(
    `SELECT count(*)::INTEGER AS rows, (sum(cost) * 100)::INTEGER AS cost FROM ${file}`,
  );
  connection.closeSync();
  instance.closeSync();
  expect(codecs).toEqual([{ compression: 'ZSTD' }]);
  expect(types).toContainEqual({ column_name: 'cost', column_type: 'DECIMAL(12,2)' });
  expect(sums).toEqual([{ rows, cost: table('activity')?.sums['cost'] }]);
  expect(table('activity')?.rows).toBe(rows);
});

test('the activities come a second time, byte for byte', async () => {
  const [once, twice] = ['activities.parquet', 'activities_again.parquet'].map((file) => sample(file));
  expect(await readFile(twice?.path ?? '')).toEqual(await readFile(once?.path ?? ''));
  expect(twice?.ends).toEqual({ state: 'duplicate' });
});
