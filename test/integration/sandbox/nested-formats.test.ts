import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loneConverter, type LoneConverter } from '../../../electron/compose/convert-alone.ts';
import { TargetTable, type ReadOptions } from '../../../electron/contract/configuration.ts';
import type { ConvertResult } from '../../../electron/contract/converter.ts';
import { Fault } from '../../../electron/contract/fault.ts';
import type { DerivedTable } from '../../../electron/contract/schema.ts';
import { deriveTables } from '../../../electron/core/nested/derive-tables.ts';
import { avroFile } from '../../fixtures/readers/avro-file.ts';
import { DuckdbReader } from '../../support/conversion/read-duckdb.ts';
import { parquetOf } from '../../support/conversion/parquet-file.ts';
import { scratch, sluice } from '../../support/sluice.ts';
import { bench } from './delivering.ts';
import { flat, nested } from './sandbox-fixture.ts';

let converter: LoneConverter;
let duckdb: DuckdbReader;
beforeAll(async () => {
  converter = await loneConverter();
  duckdb = await DuckdbReader.open();
});
afterAll(async () => {
  await converter.close();
  duckdb.close();
});

interface Source {
  readonly name: string;
  readonly bytes: Buffer | string;
  readonly options?: ReadOptions;
}
interface Keys {
  readonly primaryKey?: string[];
  readonly ageColumn?: string;
}

const converted = async (
  { name, bytes, options = {} }: Source,
  { structure, ...keys }: Keys & { structure: 'flat' | 'nested' },
): Promise<{ readonly result: ConvertResult; readonly parquet: Buffer }> => {
  using folder = scratch();
  const [source, output] = [join(folder.path, name), join(folder.path, 'out.parquet')];
  writeFileSync(source, bytes);
  const table = TargetTable.parse({ name: 'orders', folder: 'drop', structure, ...keys });
  const signal = new AbortController().signal;
  const result = await converter.convert({
    source,
    sourceName: name,
    output,
    options,
    tolerant: false,
    table,
    signal,
  });
  return { result, parquet: readFileSync(output) };
};

/** A file converted for a nested table and delivered: what was promised, and what the sandbox has. */
const delivered = async (source: Source, keys: Keys = {}) => {
  const { result, parquet } = await converted(source, { structure: 'nested', ...keys });
  const place = await bench(nested('orders', keys.primaryKey, keys.ageColumn));
  const load = await place.deliverBytes(parquet);
  expect(load.error).toBeUndefined();
  const promised = deriveTables({
    table: 'orders',
    columns: result.columns,
    primaryKey: keys.primaryKey ?? [],
    ageColumn: keys.ageColumn,
    nested: true,
  });
  return { ...place, promised };
};

type Place = Awaited<ReturnType<typeof delivered>>;

const shapeOf = (tables: readonly Pick<DerivedTable, 'name' | 'columns'>[]) =>
  tables.map(({ name, columns }) => `${name}: ${columns.map((column) => column.name).join(', ')}`);

const shapeInSandbox = async ({ tables, columns }: Place): Promise<string[]> =>
  Promise.all((await tables()).map(async (name) => `${name}: ${(await columns(name)).join(', ')}`));

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
    shipments: [{ shipment_id: 1, carrier: 'DHL' }],
  },
];

const xml = `<orders>${orders
  .map(
    ({ order_id: id, order_date: at, price, shipments }) =>
      `<order><order_id>${id}</order_id><order_date>${at}</order_date><price><net>${price.net.toFixed(1)}</net><currency>${price.currency}</currency></price>${shipments
        .map(
          ({ shipment_id: no, carrier }) =>
            `<shipments><shipment_id>${no}</shipment_id><carrier>${carrier}</carrier></shipments>`,
        )
        .join('')}</order>`,
  )
  .join('')}</orders>`;

const record = (name: string, fields: readonly (readonly [string, unknown])[]) => ({
  type: 'record',
  name,
  fields: fields.map(([field, type]) => ({ name: field, type })),
});
const avro = () =>
  avroFile({
    schema: record('Order', [
      ['order_id', 'string'],
      ['order_date', { type: 'long', logicalType: 'timestamp-millis' }],
      [
        'price',
        record('Price', [
          ['net', 'double'],
          ['currency', 'string'],
        ]),
      ],
      [
        'shipments',
        {
          type: 'array',
          items: record('Shipment', [
            ['shipment_id', 'long'],
            ['carrier', 'string'],
          ]),
        },
      ],
    ]),
    records: orders.map((order) => ({
      ...order,
      order_date: BigInt(Date.parse(order.order_date)),
      shipments: order.shipments.map((shipment) => ({
        ...shipment,
        shipment_id: BigInt(shipment.shipment_id),
      })),
    })),
  });
const parquet = (settings?: string) =>
  parquetOf(
    duckdb,
    `SELECT order_id, timezone('UTC', order_date::TIMESTAMPTZ)::TIMESTAMP_MS AS order_date, price, shipments FROM (VALUES ${orders
      .map(
        ({ order_id: id, order_date: at, price, shipments }) =>
          `('${id}', '${at}', {'net': ${price.net}::DOUBLE, 'currency': '${price.currency}'}, [${shipments
            .map(({ shipment_id: no, carrier }) => `{'shipment_id': ${no}::BIGINT, 'carrier': '${carrier}'}`)
            .join(', ')}])`,
      )
      .join(', ')}) AS t(order_id, order_date, price, shipments)`,
    settings,
  );

const formats: readonly (readonly [string, () => Promise<Source> | Source])[] = [
  ['JSON', () => ({ name: 'orders.json', bytes: JSON.stringify(orders) })],
  [
    'NDJSON',
    () => ({ name: 'orders.ndjson', bytes: orders.map((order) => JSON.stringify(order)).join('\n') }),
  ],
  ['XML', () => ({ name: 'orders.xml', bytes: xml })],
  ['Avro', () => ({ name: 'orders.avro', bytes: avro() })],
  ['Parquet', async () => ({ name: 'orders.parquet', bytes: await parquet() })],
  ['compressed Parquet', async () => ({ name: 'orders.parquet', bytes: await parquet('COMPRESSION zstd') })],
  [
    'JSON with repeated groups',
    () => ({ name: 'orders.json', bytes: JSON.stringify(orders), options: { lists: 'repeated' } }),
  ],
];

describe.each(formats)('orders with shipments in %s', (_, source) => {
  test('become the tables that were promised, joined by the key', async () => {
    const place = await delivered(await source(), { primaryKey: ['order_id'], ageColumn: 'order_date' });
    expect(await shapeInSandbox(place)).toEqual(shapeOf(place.promised));
    expect(await shapeInSandbox(place)).toEqual([
      'orders: order_id, order_date, price$net, price$currency',
      'orders$shipments: orders$order_id, shipment_id, carrier',
    ]);
    expect(await place.rows()).toEqual([
      ['0000004711', '2024-01-05T10:00:00.000Z', 100.5, 'EUR'],
      ['0000004712', '2024-01-06T11:30:00.000Z', 20, 'USD'],
    ]);
    expect(await place.rows('orders$shipments')).toEqual([
      ['0000004711', 1, 'DHL'],
      ['0000004711', 2, 'UPS'],
      ['0000004712', 1, 'DHL'],
    ]);
  });
});

test('without a chosen key the tables join by the generated one', async () => {
  const place = await delivered({ name: 'orders.json', bytes: JSON.stringify(orders) });
  expect(await shapeInSandbox(place)).toEqual(shapeOf(place.promised));
  const ids = (await place.rows()).map(([id]) => id);
  expect((await place.rows('orders$shipments')).map(([id]) => ids.indexOf(id ?? null))).toEqual([0, 0, 1]);
});

test('what `schema` says of the file is what the sandbox builds', async () => {
  using folder = scratch();
  const bytes = JSON.stringify(orders);
  writeFileSync(join(folder.path, 'orders.json'), bytes);
  const flags = ['--table', 'orders', '--primary-key', 'order_id', '--age-column', 'order_date', '--json'];
  const { stdout } = await sluice(['schema', 'orders.json', ...flags], { cwd: folder.path });
  const { tables } = JSON.parse(stdout) as { readonly tables: readonly DerivedTable[] };
  const place = await delivered(
    { name: 'orders.json', bytes },
    { primaryKey: ['order_id'], ageColumn: 'order_date' },
  );
  expect(await shapeInSandbox(place)).toEqual(shapeOf(tables));
  expect(tables.flatMap(({ columns }) => columns.flatMap(({ foreignKey }) => foreignKey ?? []))).toEqual([
    'orders.order_id',
  ]);
});

const deep = `{"id":1,"tags":["a","b"],"grid":[[1,2],[],[3]],"a":{"b":{"c":"x","list":[true]}},"lines":[{"no":1,"parts":[{"p":"q"},{"p":"r"}]}]}
{"id":2,"tags":[],"grid":null,"a":null,"lines":[{"no":2,"parts":[]}]}
{"id":3}`;

describe('lists of values, lists in lists, objects in objects, empty and null lists', () => {
  test('become the tables that were promised', async () => {
    const place = await delivered({ name: 'deep.ndjson', bytes: deep }, { primaryKey: ['id'] });
    expect(await shapeInSandbox(place)).toEqual(shapeOf(place.promised));
    expect(await place.rows()).toEqual([
      [1, 'x'],
      [2, null],
      [3, null],
    ]);
    expect(await place.rows('orders$tags')).toEqual([
      [1, 'a'],
      [1, 'b'],
    ]);
    expect(await place.rows('orders$a$b$list')).toEqual([[1, true]]);
    const lines = await place.rows('orders$lines');
    expect(lines.map(([id, , no]) => [id, no])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(
      (await place.rows('orders$lines$parts')).map(([id, line, part]) => [id, line === lines[0]?.[1], part]),
    ).toEqual([
      [1, true, 'q'],
      [1, true, 'r'],
    ]);
    expect(await place.rows('orders$grid')).toHaveLength(3);
    expect((await place.rows('orders$grid$element')).map(([id, , value]) => [id, value])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
    ]);
  });

  test('do so too as repeated groups', async () => {
    const place = await delivered(
      { name: 'deep.ndjson', bytes: deep, options: { lists: 'repeated' } },
      { primaryKey: ['id'] },
    );
    expect(await shapeInSandbox(place)).toEqual(shapeOf(place.promised));
    expect((await place.rows('orders$lines$parts')).map(([id, , part]) => [id, part])).toEqual([
      [1, 'q'],
      [1, 'r'],
    ]);
  });
});

const mixed: readonly (readonly [string, Source])[] = [
  ['JSON', { name: 'o.json', bytes: '[{"id":1,"v":{"a":1}},\n{"id":2,"v":[{"a":1}]}]' }],
  ['NDJSON', { name: 'o.ndjson', bytes: '{"id":1,"v":{"a":1}}\n{"id":2,"v":[{"a":1}]}' }],
];

test.each(mixed)('an object here and a list there is refused with both places: %s', async (_, source) => {
  const refusal = await delivered(source).catch(Fault.from);
  expect(refusal).toMatchObject({
    code: 'json.mixedShape',
    facts: {
      column: 'v',
      places: [
        { row: 1, line: 1, column: 'v', reason: 'an object' },
        { row: 2, line: 2, column: 'v', reason: 'a list' },
      ],
    },
  });
});

describe.each(formats.slice(0, 6))('a flat table given nested %s', (_, source) => {
  test('refuses its list by name, or keeps it as JSON where told', async () => {
    const refusal = await converted(await source(), { structure: 'flat' }).catch(Fault.from);
    expect(refusal).toMatchObject({ code: 'nested.inFlat', facts: { column: 'shipments' } });
    const told = { ...(await source()), options: { arrays: 'json' } as const };
    const { parquet: bytes } = await converted(told, { structure: 'flat' });
    const place = await bench(flat('orders'));
    onTestFinished(() => place.sandbox.close());
    await place.deliverBytes(bytes);
    expect(await place.columns()).toEqual([
      'order_id',
      'order_date',
      'price_net',
      'price_currency',
      'shipments',
    ]);
    const lists = (await place.rows()).map((row) => JSON.parse(String(row.at(-1))) as unknown);
    const isText = told.name.endsWith('.xml');
    const text = (value: number) => (isText ? String(value) : value);
    expect(lists).toEqual(
      orders.map(({ shipments }) =>
        shipments.map((shipment) => ({ ...shipment, shipment_id: text(shipment.shipment_id) })),
      ),
    );
  });
});
