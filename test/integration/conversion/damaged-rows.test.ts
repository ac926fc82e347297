import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import { loneConverter, type LoneConverter } from '../../../electron/compose/convert-alone.ts';
import { TargetTable } from '../../../electron/contract/configuration.ts';
import type { ConvertResult } from '../../../electron/contract/converter.ts';
import { Fault } from '../../../electron/contract/fault.ts';
import { germanExport } from '../../fixtures/conversion/corpus/german-export.ts';

let converter: LoneConverter;
let folder: string;
beforeAll(async () => {
  converter = await loneConverter();
});
afterAll(() => converter.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-damaged-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const convert = (
  bytes: Buffer | string,
  given: { tolerant?: boolean; table?: TargetTable },
): Promise<ConvertResult> => {
  const source = join(folder, 'orders.csv');
  writeFileSync(source, bytes);
  return converter.convert({
    source,
    sourceName: 'orders.csv',
    output: join(folder, 'orders.parquet'),
    options: {},
    tolerant: given.tolerant ?? false,
    table: given.table,
    signal: AbortSignal.timeout(20_000),
  });
};

const tableOf = (rest: object): TargetTable => TargetTable.parse({ name: 'orders', folder: 'drop', ...rest });

const damaged = [
  'id;name;amount',
  '1;Anna;10,50',
  '2;Bob;the builder;20,25',
  '3;"Cleo;30,75',
  '4;Dora;40,50',
  '5;Emil',
  '6;"Fay, ""F""";60,25',
  '',
].join('\n');

describe('rows that cannot be read', () => {
  test('refuse the file with the lines of the first ten', async () => {
    const fault = await convert(damaged.replace('"Cleo', 'Cleo'), {}).catch((error: unknown) =>
      Fault.from(error),
    );
    expect(fault).toMatchObject({
      code: 'delimited.raggedRow',
      facts: { line: 3, found: '4', expected: '3', count: 2, places: [{ line: 3 }, { line: 6 }] },
    });
  });

  test.each([
    ['told by --tolerant', { tolerant: true }],
    ['told by badRows: skip of the table', { table: tableOf({ badRows: 'skip' }) }],
  ])('are set aside, %s, with line, reason and the text itself', async (_, given) => {
    const result = await convert(damaged, given);
    expect(result).toMatchObject({ rows: 3, rejectedRows: 3 });
    expect(
      readFileSync(result.rejectedRowsFile ?? '', 'utf8')
        .trimEnd()
        .split('\n'),
    ).toEqual([
      'line,column,reason,row',
      '3,,4 fields in place of 3,"2;Bob;the builder;20,25"',
      '4,,text stands behind the closing quote,"3;""Cleo;30,75"',
      '6,,2 fields in place of 3,5;Emil',
    ]);
  });

  test('leave no list behind where there are none', async () => {
    const result = await convert('id;name\n1;Anna\n2;Bob\n', { tolerant: true });
    expect(result).toMatchObject({ rows: 2, rejectedRows: 0 });
    expect(readdirSync(folder)).toEqual(['orders.csv', 'orders.parquet']);
  });

  test('are too many where half of the rows would be lost: the file is refused', async () => {
    const fault = await convert('id;name\n1;a;x;y\n2;b\n3;c;z\n4\n5;d;w;v;u\n', { tolerant: true }).catch(
      (error: unknown) => Fault.from(error),
    );
    expect(fault).toBeInstanceOf(Fault);
    expect(readdirSync(folder)).toEqual(['orders.csv']);
  });
});

test('a text of 3 MB is refused with row and column where the file is meant for a table', async () => {
  const [file] = germanExport;
  const bytes = await file?.bytes();
  const fault = await convert(bytes ?? '', { table: tableOf({ primaryKey: ['Beleg'] }) }).catch(
    (error: unknown) => Fault.from(error),
  );
  expect(fault).toMatchObject({ code: 'value.tooLong', facts: { row: 2, line: 6, column: 'Notiz' } });
});
