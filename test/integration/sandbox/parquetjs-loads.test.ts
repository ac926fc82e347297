import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ParquetSchema, ParquetWriter } from '@dsnp/parquetjs';
import { expect, test } from 'vitest';
import { bench } from './delivering.ts';
import { flat, nested, temporaryFolder } from './sandbox-fixture.ts';

type Definition = ConstructorParameters<typeof ParquetSchema>[0];

/** A file of another writer than the one that the sandbox reads with. */
const written = async (definition: Definition, rows: readonly Record<string, unknown>[]): Promise<Buffer> => {
  const path = join(await temporaryFolder(), 'other.parquet');
  const writer = await ParquetWriter.openFile(new ParquetSchema(definition), path);
  for (const row of rows) await writer.appendRow(row);
  await writer.close();
  return readFile(path);
};

test('a flat file of another writer is loaded', async () => {
  const { deliverBytes, rows } = await bench(flat('t', ['id']));
  const bytes = await written({ id: { type: 'INT64' }, name: { type: 'UTF8', optional: true } }, [
    { id: 1, name: 'a' },
    { id: 2 },
  ]);
  expect((await deliverBytes(bytes)).error).toBeUndefined();
  expect(await rows()).toEqual([
    [1, 'a'],
    [2, null],
  ]);
});

test('plain repeated groups are lists too', async () => {
  const { deliverBytes, rows } = await bench(nested('orders', ['order_id']));
  const bytes = await written(
    {
      order_id: { type: 'UTF8' },
      price: { fields: { amount: { type: 'DOUBLE' } } },
      shipments: { repeated: true, fields: { carrier: { type: 'UTF8' } } },
      tags: { type: 'UTF8', repeated: true },
    },
    [{ order_id: 'A', price: { amount: 1.5 }, shipments: [{ carrier: 'x' }, { carrier: 'y' }], tags: ['t'] }],
  );
  expect((await deliverBytes(bytes)).error).toBeUndefined();
  expect(await rows()).toEqual([['A', 1.5]]);
  expect(await rows('orders$shipments')).toEqual([
    ['A', 'x'],
    ['A', 'y'],
  ]);
  expect(await rows('orders$tags')).toEqual([['A', 't']]);
});

test('names that differ only in case collide', async () => {
  const { deliverBytes } = await bench(flat('t'));
  const bytes = await written({ Id: { type: 'INT64' }, ID: { type: 'INT64' } }, [{ Id: 1, ID: 2 }]);
  expect(await deliverBytes(bytes)).toMatchObject({
    error: 'COLUMN NAMES COLLIDE IN INPUT FILE',
    detail: 'Id and ID',
  });
});

test('a DECIMAL of another writer is refused', async () => {
  const { deliverBytes } = await bench(flat('t'));
  const bytes = await written({ v: { type: 'DECIMAL', precision: 9, scale: 2 } }, [{ v: 1.5 }]);
  expect((await deliverBytes(bytes)).error).toBe('DECIMAL COLUMN IN INPUT FILE');
});
