import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TargetTable, type ReadOptions } from '../../../electron/contract/configuration.ts';
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

describe('what later files of a table show', () => {
  const table = (rows: readonly string[], pinned?: PinnedSchema, options: ReadOptions = {}) =>
    converting.convert({ name: 'later.csv', bytes: lines(...rows), pinned, options }).then((answer) => {
      if (answer.kind === 'converted') return answer;
      throw new Error(answer.kind === 'broken' ? answer.flaw : JSON.stringify(answer.fault.view));
    });
  const codes = ({ result }: Converted) => result.warnings.map(({ code }) => code);

  test('the days of January fit though December needed no leading zeros', async () => {
    const december = await table([
      'id;day;at',
      'A1;12/31/2023;12/31/2023 10:15',
      'A2;11/20/2023;11/20/2023 23:59',
    ]);
    const january = await table(
      ['id;day;at', 'A3;1/5/2024;1/5/2024 9:05', 'A4;12/05/2024;12/05/2024 09:05'],
      december.result.schema,
    );
    expect(january.table.rows).toEqual([
      ['A3', '2024-01-05', '2024-01-05T09:05:00.000Z'],
      ['A4', '2024-12-05', '2024-12-05T09:05:00.000Z'],
    ]);
  });

  test('seconds may have a fraction later; what is cut of it and what is no date is told in every file', async () => {
    const { result } = await table(['id;at', 'A1;2024-01-05T10:00:00Z', 'A2;2024-01-06T10:00:00Z']);
    const later = await table(['id;at', 'A3;2024-01-05T10:00:00.123456Z', 'A4;0000-00-00'], result.schema);
    expect(later.table.rows).toEqual([
      ['A3', '2024-01-05T10:00:00.123Z'],
      ['A4', null],
    ]);
    expect(codes(later)).toEqual(['date.zero', 'date.truncated']);
  });

  test('a column that had no values at first is text, with one warning for all such columns, and stays it', async () => {
    const empty = await table(['id;a;b', 'A1;;', 'A2;;']);
    expect(empty.result.warnings).toMatchObject([{ code: 'columns.empty', column: 'a', count: 2 }]);
    const filled = await table(['id;a;b', 'A3;12;2024-01-05'], empty.result.schema);
    expect(filled.table.rows).toEqual([['A3', '12', '2024-01-05']]);
    expect(codes(filled)).toEqual([]);
  });

  test('a type in the options that makes no difference is told', async () => {
    const { result } = await table(['id;amount', 'A1;12']);
    const later = await table(['id;amount', 'A1;12'], result.schema, {
      types: { Amount: 'STRING', amuont: 'FLOAT' },
    });
    expect(later.result.warnings.map(({ message }) => message)).toEqual([
      'options.types makes column Amount STRING, but it is pinned as INTEGER. Edit or reset the pinned schema of the table to change it.',
      'options.types names column amuont, which the file does not have. Did you mean amount?',
    ]);
  });

  test.each([
    ['whole numbers in a column of fractions', '1,5', '7', 7],
    ['anything in a column of texts', 'x', '31.12.2023', '31.12.2023'],
  ])('%s are taken', async (_, before, after, cell) => {
    const { result } = await table(['id;v', `A1;${before}`]);
    expect((await table(['id;v', `A2;${after}`], result.schema)).table.rows).toEqual([['A2', cell]]);
  });

  test.each([
    ['fractions in a column of whole numbers', '7', '1,5', 'INTEGER'],
    ['times in a column of days', '31.12.2023', '31.12.2023 10:00', 'DATE (dd.MM.yyyy)'],
    ['days in the other order', '31/12/2023', '12/31/2023', 'DATE (dd/MM/yyyy)'],
    ['leading zeros in a column of whole numbers', '7', '007', 'INTEGER'],
  ])('%s are refused with the place', async (_, before, after, expected) => {
    const { result } = await table(['id;v', `A1;${before}`]);
    const answer = await converting.convert({
      name: 'later.csv',
      bytes: lines('id;v', `A2;${after}`),
      pinned: result.schema,
    });
    expect(answer).toMatchObject({
      kind: 'refused',
      fault: {
        code: 'schema.drift',
        facts: { places: [{ row: 1, line: 2, column: 'v', value: after, expected }] },
      },
    });
  });
});
