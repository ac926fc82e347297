import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { avroFile } from '../../fixtures/readers/avro-file.ts';
import { loneConverter } from '../../../electron/compose/convert-alone.ts';
import { Converting } from '../../support/conversion/converting.ts';
import { scratch } from '../../support/sluice.ts';
import { zipFile } from '../../fixtures/readers/zip-file.ts';

let converting: Converting;
beforeAll(async () => {
  converting = await Converting.open();
});
afterAll(() => converting.close());

const convert = async (name: string, bytes: Buffer | string) => {
  const outcome = await converting.convert({ name, bytes: Buffer.from(bytes) });
  if (outcome.kind === 'broken') throw new Error(outcome.flaw);
  return outcome;
};
const columnsOf = async (name: string, bytes: Buffer | string) => {
  const outcome = await convert(name, bytes);
  if (outcome.kind === 'refused') throw outcome.fault;
  return outcome.result.columns.map(({ name: column, type }) => `${column} ${type}`);
};

describe('a format that states its types is believed', () => {
  const log = (inner: string) =>
    `<log xes.version="1.0"><trace><event>${inner}<string key="when" value="2024-01-05"/></event></trace></log>`;

  test('XES: a float of whole numbers is FLOAT, a string that looks like a date is STRING', async () => {
    expect(await columnsOf('log.xes', log('<float key="cost" value="35"/>'))).toEqual([
      'cost FLOAT',
      'when STRING',
    ]);
  });

  test('in a nested table, too', async () => {
    const list = '<list key="parts"><values><string key="part" value="a"/></values></list>';
    const { kind, ...rest } = await converting.convert({
      name: 'log.xes',
      bytes: Buffer.from(log(`<float key="cost" value="35"/>${list}`)),
      structure: 'nested',
    });
    expect(kind).toBe('converted');
    expect(rest).toMatchObject({
      result: {
        columns: [{ name: 'cost', type: 'FLOAT' }, { type: 'LIST' }, { name: 'when', type: 'STRING' }],
      },
    });
  });

  test('Avro', async () => {
    const bytes = avroFile({
      schema: {
        type: 'record',
        name: 'R',
        fields: [
          { name: 'rate', type: 'double' },
          { name: 'day', type: 'string' },
        ],
      },
      records: [
        { rate: 1, day: '2024-01-05' },
        { rate: 2, day: '2024-01-06' },
      ],
    });
    expect(await columnsOf('rates.avro', bytes)).toEqual(['rate FLOAT', 'day STRING']);
  });
});

describe('what cannot be a table is refused by name', () => {
  const refusal = async (name: string, bytes: Buffer | string) => {
    const outcome = await convert(name, bytes);
    return outcome.kind === 'refused' ? { code: outcome.fault.code, ...outcome.fault.facts } : undefined;
  };

  test('records without a single member', async () => {
    expect(await refusal('empty.json', '[{},{}]')).toMatchObject({ code: 'columns.none' });
    expect(await refusal('log.xes', '<log><trace><event/></trace></log>')).toMatchObject({
      code: 'columns.none',
    });
  });

  test('tables that are wider than any is', async () => {
    const cells = (make: (column: number) => string) =>
      Array.from({ length: 5_001 }, (_, column) => make(column));
    const csv = `${cells((column) => `c${column}`).join(';')}\n${cells(String).join(';')}\n`;
    expect(await refusal('wide.csv', csv)).toMatchObject({ code: 'format.unsupported', limit: 5_000 });
    const json = `[{${cells((column) => `"c${column}":1`).join(',')}}]`;
    expect(await refusal('wide.json', json)).toMatchObject({ code: 'format.unsupported', limit: 5_000 });
  });

  test('spreadsheets that are no Excel workbook', async () => {
    const ods = zipFile(
      ['mimetype', 'content.xml', 'META-INF/manifest.xml'].map((name) => ({ name, content: 'x' })),
    );
    expect(await refusal('stock.ods', ods)).toMatchObject({
      code: 'format.unsupported',
      reason: expect.stringMatching('OpenDocument') as string,
    });
    const rows = '<Row><Cell><Data>a</Data></Cell><Cell><Data>b</Data></Cell></Row>';
    expect(
      await refusal(
        'stock.xml',
        `<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>${rows}${rows}</Table></Worksheet></Workbook>`,
      ),
    ).toMatchObject({ code: 'format.unsupported', reason: expect.stringMatching('Excel 2003') as string });
  });

  test('bytes that do not fit, with their line', async () => {
    const bytes = Buffer.from('[{"a":"x"},\n{"a":"y"},\n{"a":"K\xf6ln"}]', 'latin1');
    expect(await refusal('towns.json', bytes)).toMatchObject({ code: 'encoding.invalid', line: 3 });
    const xml = Buffer.from('<Rows>\n<Row><A>x</A></Row>\n<Row><A>K\xf6ln</A></Row>\n</Rows>', 'latin1');
    expect(await refusal('towns.xml', xml)).toMatchObject({ code: 'encoding.invalid', line: 3 });
  });
});

test('a table of many hundred columns is converted in the memory that it is given', async () => {
  const names = Array.from({ length: 800 }, (_, column) => `c${column}`);
  const row = (number: number) =>
    names.map((_, column) => (column % 3 === 0 ? `text ${column}` : number * column));
  const text = [names, row(1), row(2)].map((cells) => cells.join(';')).join('\n');
  expect(await columnsOf('wide.csv', text)).toHaveLength(800);
});

test('members that are called as parts of the second reader are, are converted like all others', async () => {
  using folder = scratch();
  const source = join(folder.path, 'issues.json');
  writeFileSync(
    source,
    '[{"parent":{"parent":1,"num_children":[{"parent":"x"}],"toString":2},"constructor":{"fields":"y"}}]',
  );
  const converter = await loneConverter();
  try {
    const result = await converter.convert({
      source,
      sourceName: 'issues.json',
      output: undefined,
      options: {},
      tolerant: false,
      structure: 'nested',
      signal: new AbortController().signal,
    });
    expect(result.columns.map(({ name }) => name)).toEqual(['parent', 'constructor']);
  } finally {
    await converter.close();
  }
});
