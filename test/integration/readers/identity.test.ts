import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openAvro } from '../../../electron/workers/avro/open-avro.ts';
import { openXlsx } from '../../../electron/workers/xlsx/open-xlsx.ts';
import { openXml } from '../../../electron/workers/xml/open-xml.ts';
import { avroFile, type FixtureCodec } from '../../fixtures/readers/avro-file.ts';
import { readRecords, readTable } from '../../fixtures/readers/read-whole.ts';
import { escaped, workbookFile, type FixtureCell } from '../../fixtures/readers/workbook-file.ts';

/** What XML can hold; a carriage return would have to be escaped, and is, elsewhere. */
const text = fc
  .string({ unit: 'binary', maxLength: 20 })
  .map((value) => value.replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|_x|\uff3f/gu, ''));
const number = fc.double({ noNaN: true, noDefaultInfinity: true });

test('any table in a workbook reads as it was written', async () => {
  const cell: fc.Arbitrary<FixtureCell> = fc.oneof(text, number, fc.boolean(), fc.constant(null));
  const row = fc.tuple(fc.integer(), cell, cell, cell);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
      const file = workbookFile({ sheets: [{ name: 'S', rows: [['id', 'a', 'b', 'c'], ...rows] }] });
      const table = await readTable(openXlsx, file, { options: { headerRow: 1 } });
      expect(table.cells).toHaveLength(rows.length);
      for (const [index, cells] of table.cells.entries())
        for (const [column, found] of cells.entries()) {
          const written = rows[index]?.[column];
          if (typeof written === 'number') expect(Number(found)).toBe(written + 0);
          else expect(found).toBe(written === null ? null : String(written));
        }
    }),
    { numRuns: 50 },
  );
});

test('any texts in elements and attributes of XML read as they were written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 2, maxLength: 20 }), async (rows) => {
      const file = rows.map(
        ([a, b]) =>
          `<o b="${escaped(b).replace(/[\t\n]/g, (blank) => `&#${blank.charCodeAt(0)};`)}"><a>${escaped(a).replaceAll('>', '&gt;')}</a></o>`,
      );
      const found = await readRecords(openXml, `<r>${file.join('')}</r>`);
      expect(found.records).toEqual(rows.map(([a, b]) => ({ b, a })));
    }),
    { numRuns: 50 },
  );
});

test('any records of Avro read as another implementation wrote them', async () => {
  const schema = {
    type: 'record',
    name: 'R',
    fields: [
      { name: 'long', type: 'long' },
      { name: 'int', type: 'int' },
      { name: 'double', type: 'double' },
      { name: 'text', type: ['null', 'string'] },
      { name: 'list', type: { type: 'array', items: 'int' } },
      { name: 'inner', type: { type: 'record', name: 'I', fields: [{ name: 'ok', type: 'boolean' }] } },
    ],
  };
  const record = fc.record({
    long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    double: number,
    text: fc.option(fc.string({ unit: 'grapheme', maxLength: 60 })),
    list: fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
    inner: fc.record({ ok: fc.boolean() }),
  });
  const codec = fc.constantFrom<FixtureCodec>('null', 'deflate', 'snappy', 'zstandard');
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), codec, async (records, packing) => {
      const found = await readRecords(
        openAvro,
        avroFile({ schema, records, codec: packing, blockRecords: 7 }),
      );
      const numbers = found.texts.map((json) => BigInt(/"long":(-?\d+)/.exec(json)?.[1] ?? 'none'));
      expect(numbers).toEqual(records.map(({ long }) => long));
      expect(found.records).toEqual(
        records.map(({ long, double, ...rest }) => ({ ...rest, double: double + 0, long: Number(long) })),
      );
    }),
    { numRuns: 50 },
  );
});
