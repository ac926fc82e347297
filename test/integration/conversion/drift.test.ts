import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TargetTable } from '../../../electron/contract/configuration.ts';
import type { PinnedSchema } from '../../../electron/contract/schema.ts';
import {
  Converting,
  type Broken,
  type Converted,
  type Refused,
} from '../../support/conversion/converting.ts';

let converting: Converting;
beforeAll(async () => {
  converting = await Converting.open();
});
afterAll(async () => {
  await converting.close();
});

const lines = (...all: readonly string[]): Buffer => Buffer.from(all.map((line) => `${line}\n`).join(''));
/** The file from which the schema is learned. */
const first = lines('id;booked;amount;note', '0001;31.12.2023;1.234,50;a', '0002;01.01.2024;-3,25;b');

const convert = (
  bytes: Buffer,
  pinned?: PinnedSchema,
  drift: object = {},
): Promise<Converted | Refused | Broken> =>
  converting.convert({
    name: 'orders.csv',
    bytes,
    pinned,
    table: TargetTable.parse({ name: 'orders', folder: 'drop', drift }),
  });

const converted = async (...given: Parameters<typeof convert>): Promise<Converted> => {
  const answer = await convert(...given);
  if (answer.kind === 'converted') return answer;
  throw new Error(
    answer.kind === 'broken' ? answer.flaw : `${answer.fault.code} ${JSON.stringify(answer.fault.facts)}`,
  );
};
const refused = async (...given: Parameters<typeof convert>) => {
  const answer = await convert(...given);
  expect(answer.kind).toBe('refused');
  return (answer as Refused).fault;
};
const learned = async (): Promise<PinnedSchema> => (await converted(first)).result.schema;
const columnsOf = ({ table }: Converted): string[] =>
  table.columns.map(({ name, type }) => `${name}:${type}`);

describe('five files of the same table', () => {
  test('1: the first one teaches the schema', async () => {
    const answer = await converted(first);
    expect(columnsOf(answer)).toEqual(['id:STRING', 'booked:DATE', 'amount:FLOAT', 'note:STRING']);
    expect(answer.result.schema.columns.map(({ column }) => column.name)).toEqual([
      'id',
      'booked',
      'amount',
      'note',
    ]);
  });

  test('2: another order, case and blanks of the header make no difference, and values keep their reading', async () => {
    // alone, 03.04.2024 and 1.234 would be read in another way
    const answer = await converted(
      lines('AMOUNT; Note ;Id;booked', '1.234;x;0003;03.04.2024', '5;y;17;05.06.2024'),
      await learned(),
    );
    const rows = answer.table.rows.map((row) =>
      Object.fromEntries(answer.table.columns.map(({ name }, index) => [name, row[index]])),
    );
    expect(rows).toEqual([
      { id: '0003', booked: '2024-04-03', amount: 1234, note: 'x' },
      { id: '17', booked: '2024-06-05', amount: 5, note: 'y' },
    ]);
    expect(answer.result.added).toEqual([]);
    expect(answer.result.missing).toEqual([]);
  });

  describe('3: an added column', () => {
    const file = lines('id;booked;amount;note;plant', '0003;03.04.2024;1,00;x;1000');
    test('is added by default', async () => {
      const answer = await converted(file, await learned());
      expect(columnsOf(answer)).toContain('plant:INTEGER');
      expect(answer.result.added).toEqual(['plant']);
      expect(answer.result.schema.columns.map(({ column }) => column.name)).toContain('plant');
    });
    test('is left out when it is to be ignored', async () => {
      const answer = await converted(file, await learned(), { added: 'ignore' });
      expect(columnsOf(answer)).toEqual(['id:STRING', 'booked:DATE', 'amount:FLOAT', 'note:STRING']);
    });
    test('rejects the file when it is to be rejected', async () => {
      const fault = await refused(file, await learned(), { added: 'reject' });
      expect(fault.code).toBe('schema.drift');
      expect(fault.facts.column).toBe('plant');
    });
  });

  describe('4: a missing column', () => {
    const file = lines('id;booked;amount', '0003;03.04.2024;1,00');
    test('is reported and leaves the others as they are', async () => {
      const answer = await converted(file, await learned());
      expect(answer.result.missing).toEqual(['note']);
      const named = columnsOf(answer);
      expect(named).toEqual(expect.arrayContaining(['id:STRING', 'booked:DATE', 'amount:FLOAT']));
      const note = answer.table.columns.findIndex(({ name }) => name === 'note');
      if (note >= 0) expect(answer.table.rows.map((row) => row[note])).toEqual([null]);
    });
    test('rejects the file when it is to be rejected', async () => {
      const fault = await refused(file, await learned(), { missing: 'reject' });
      expect(fault.code).toBe('schema.drift');
      expect(fault.facts.column).toBe('note');
    });
    test('a renamed column is reported as one that may have been renamed', async () => {
      const fault = await refused(
        lines('id;booked;amount;remark', '0003;03.04.2024;1,00;x'),
        await learned(),
        { missing: 'reject' },
      );
      expect(JSON.stringify(fault.facts)).toMatch(/note.*remark|remark.*note/);
    });
  });

  describe('5: another type', () => {
    test('rejects the file with row, column, value and what was expected', async () => {
      const fault = await refused(
        lines('id;booked;amount;note', '0003;03.04.2024;1,00;x', '0004;04.04.2024;twelve;y'),
        await learned(),
      );
      expect(['schema.drift', 'value.doesNotFit']).toContain(fault.code);
      const misfit = fault.facts.places?.[0] ?? fault.facts;
      expect(misfit).toMatchObject({ row: 2, column: 'amount', value: 'twelve' });
      expect(misfit.expected).toBeDefined();
    });
    test('names the first ten misfits and no more', async () => {
      const rows = Array.from(
        { length: 25 },
        (_, index) => `${index};2024-04-${String(index + 1).padStart(2, '0')};1,00;x`,
      );
      const fault = await refused(lines('id;booked;amount;note', ...rows), await learned());
      expect(fault.facts.places).toHaveLength(10);
      expect(fault.facts.places?.map(({ row, column }) => `${column} ${row}`)).toEqual(
        rows.slice(0, 10).map((_, index) => `booked ${index + 1}`),
      );
    });
    test('a number in another notation is a misfit, not another number', async () => {
      const fault = await refused(
        lines('id;booked;amount;note', '0003;03.04.2024;1,234.50;x'),
        await learned(),
      );
      expect(fault.facts.places?.[0]?.value ?? fault.facts.value).toBe('1,234.50');
    });
    test('a number in a text column stays as it is written', async () => {
      const answer = await converted(
        lines('id;booked;amount;note', '12;03.04.2024;1,00;007'),
        await learned(),
      );
      expect(answer.table.rows).toEqual([['12', '2024-04-03', 1, '007']]);
    });
  });
});
