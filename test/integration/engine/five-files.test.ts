import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../electron/sandbox/index.ts';
import { setStage, type Stage } from '../../support/engine.ts';
import { configurationFor, keys, objects, sluice } from '../../support/sluice.ts';

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
const files = {
  'orders-1.csv': lines('id;booked;amount;note', '0001;12/31/2023;1.234,50;a', '0002;11/30/2023;-3,25;b'),
  // another order, case and blanks; 1.234 and 03/04/2024 are read as the first file showed
  'orders-2.csv': lines('AMOUNT; Note ;Id;booked', '1.234;c;0003;03/04/2024', '5;d;17;5/6/2024'),
  'orders-3.csv': lines('id;booked;amount;note;plant', '0004;04/04/2024;1,00;e;1000'),
  'orders-4.csv': lines('id;booked;amount;remark', '0005;04/05/2024;2,00;f'),
  'orders-5.csv': lines(
    'id;booked;amount;note',
    ...Array.from({ length: 12 }, (_, n) => `1${n};13.01.2024;${n === 3 ? '1,234.50' : '4,00'};x`),
  ),
  'orders-6.csv': lines('id;booked;amount;note;plant', '0006;04/06/2024;9;g;1100'),
};

/** They arrive in the order of their names. */
const deliver = async (stage: Stage): Promise<void> => {
  for (const [name, text] of Object.entries(files)) stage.drop('order', name, text);
  await stage.start();
  await stage.untilIdle();
};
const outcomes = (stage: Stage) => stage.history().map(({ source, state }) => `${source} ${state}`);

describe('files of one table that drift', () => {
  it('are delivered as the first one taught, or rejected with their places, and the table goes on', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    await deliver(stage);
    const rows = stage.history();
    expect(outcomes(stage)).toEqual([
      'orders-1.csv delivered',
      'orders-2.csv delivered',
      'orders-3.csv delivered',
      'orders-4.csv delivered',
      'orders-5.csv rejected',
      'orders-6.csv delivered',
    ]);
    const warned = rows.map(({ warnings }) => warnings.map(({ code, column }) => `${code} ${column ?? ''}`));
    expect(warned).toEqual([
      [],
      [],
      ['columns.added plant'],
      ['columns.added remark', 'column.missing note', 'column.missing plant'],
      [],
      ['column.missing remark'],
    ]);
    expect(rows[4]?.error).toMatchObject({
      code: 'schema.drift',
      row: 1,
      line: 2,
      column: 'booked',
      value: '13.01.2024',
    });
    expect(rows[4]?.error?.places).toHaveLength(10);
    const reason = readFileSync(join(stage.root, 'drop/order/_rejected/orders-5.csv.reason.txt'), 'utf8');
    expect(reason).toContain('row 1, line 2, column booked, value “13.01.2024”, expected DATE (MM/dd/yyyy)');
    expect(reason).toContain('row 4, line 5, column amount, value “1,234.50”, expected FLOAT (1234,56)');
    expect(reason).toContain('Correct the export, edit the pinned schema, or reset it');

    const { columns, rows: cells } = await readTable(join(stage.root, 'sandbox'), 'order');
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id STRING',
      'booked DATE',
      'amount FLOAT',
      'note STRING',
      'plant INTEGER',
      'remark STRING',
    ]);
    expect(cells).toEqual([
      ['0001', '2023-12-31', 1234.5, 'a', null, null],
      ['0002', '2023-11-30', -3.25, 'b', null, null],
      ['0003', '2024-03-04', 1234, 'c', null, null],
      ['17', '2024-05-06', 5, 'd', null, null],
      ['0004', '2024-04-04', 1, 'e', 1000, null],
      ['0005', '2024-04-05', 2, null, null, 'f'],
      ['0006', '2024-04-06', 9, 'g', 1100, null],
    ]);
  });

  it('are all that the policies of the table say', async () => {
    await using ignoring = await setStage([{ name: 'order', drift: { added: 'ignore' } }]);
    await deliver(ignoring);
    expect(outcomes(ignoring).filter((line) => line.endsWith('rejected'))).toEqual(['orders-5.csv rejected']);
    const { columns } = await readTable(join(ignoring.root, 'sandbox'), 'order');
    expect(columns.map(({ name }) => name)).toEqual(['id', 'booked', 'amount', 'note']);
    expect(ignoring.history()[2]?.warnings.map(({ code }) => code)).toEqual(['columns.ignored']);

    await using strict = await setStage([{ name: 'order', drift: { added: 'reject', missing: 'reject' } }]);
    await deliver(strict);
    expect(outcomes(strict)).toEqual([
      'orders-1.csv delivered',
      'orders-2.csv delivered',
      'orders-3.csv rejected',
      'orders-4.csv rejected',
      'orders-5.csv rejected',
      'orders-6.csv rejected',
    ]);
    expect(strict.history()[3]?.error?.message).toContain('renamed? note → remark');
  });

  it('are all text where the table says so', async () => {
    await using stage = await setStage([{ name: 'order', allText: true }]);
    await deliver(stage);
    expect(outcomes(stage).every((line) => line.endsWith('delivered'))).toBe(true);
    const { columns, rows } = await readTable(join(stage.root, 'sandbox'), 'order');
    expect(new Set(columns.map(({ type }) => type))).toEqual(new Set(['STRING']));
    expect(rows[0]).toEqual(['0001', '12/31/2023', '1.234,50', 'a', null, null]);
  });

  it('are told of by check before they are sent, with everything that is wrong', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    stage.drop('order', 'orders-1.csv', files['orders-1.csv']);
    await stage.start();
    await stage.untilIdle();
    await stage.stop();
    const config = join(stage.root, 'sluice.json');
    writeFileSync(
      config,
      configurationFor(stage.root, stage.sandbox.endpoint, [
        { name: 'order', primaryKey: ['id', 'line'], ageColumn: 'changed', drift: { added: 'reject' } },
      ]),
    );
    const bad = join(stage.root, 'bad.csv');
    writeFileSync(
      bad,
      lines(
        'id;booked;amount;note;plant',
        '1;01/05/2024;x;n;7',
        `;01/05/2024;2,00;${'y'.repeat(66_000)};8`,
        '3;4',
      ),
    );
    const data = ['--config', config, '--data', join(stage.root, 'data')];
    const checked = await sluice(['check', bad, '--table', 'order', '--json', ...data], { env: keys });
    expect(checked.code).toBe(3);
    const [answer] = objects<{
      ok: boolean;
      error: { code: string };
      errors: { code: string; column?: string }[];
    }>(checked.stdout);
    expect(answer?.ok).toBe(false);
    expect(answer?.errors.map(({ code, column }) => `${code} ${column ?? ''}`).toSorted()).toEqual([
      'age.columnMissing changed',
      'delimited.raggedRow ',
      'key.columnMissing line',
      'key.null id',
      'schema.drift amount',
      'schema.drift plant',
      'value.tooLong note',
    ]);
    const people = await sluice(['check', bad, '--table', 'order', ...data], { env: keys });
    expect(people.stderr).toContain('  row 1, line 2, column amount, value “x”, expected FLOAT (1234,56)');
  });
});
