import { describe, expect, test } from 'vitest';
import { ColumnObserver, everything } from '../../../electron/core/convert/column-observer.ts';
import { decideColumn } from '../../../electron/core/convert/decide-column.ts';

const decide = (texts: readonly string[]) => {
  const seen = new ColumnObserver(everything);
  for (const [index, text] of texts.entries()) seen.see(text, index + 1, index + 2);
  const { reading, warnings } = decideColumn('x', 'x', seen);
  return { type: reading.column.type, codes: warnings.map(({ code }) => code), warnings };
};
const many = (text: string) => Array.from({ length: 40 }, () => text);

describe('a column that stays text though it looks like something else', () => {
  test.each([
    ['number.unit', ['€ 1.234,50', '€ 2,00']],
    ['number.unit', ['EUR 12.50', '-USD 3']],
    ['number.unit', ['12,5 %', '3%']],
    ['number.unit', ['(1,234.50)', '7.25']],
    ['number.plus', ['+12,50', '-3,00']],
    ['number.plus', ['\u221212.50', '3.00']],
    ['number.exponent', ['1.5E-05', '0.25']],
    ['number.long', ['0.30000000000000004', '0.5']],
    ['number.lakh', ['12,34,567.00', '5.00']],
    ['number.orCode', ['192.168.178.100', '192.168.178.101']],
    ['number.orCode', ['732 829 320']],
    ['value.blanks', ['  12,50', ' 3,00']],
    ['value.blanks', ['  ', '3']],
    ['value.blanks', [' 31.12.2023', '01.02.2024 ']],
    ['value.word', ['n/a', '12', '13']],
    ['value.word', ['12.5', '-', 'NaN']],
    ['value.word', ['2024-01-05', 'n/a', '2024-01-06']],
    ['value.word', [...many('2024-01-05'), '2024-02-30']],
    ['date.shortYear', ['05-JAN-24', '06-FEB-24']],
    ['date.shortYear', ['31.12.23']],
    ['date.severalWays', ['2024-01-05', '05.01.2024']],
    ['date.severalWays', ['2024-01-05', '2024-01-05 10:00']],
    ['date.severalWays', ['2024-01-05T10:00:00Z', '2024-01-05T10:00:00']],
    ['date.zoneName', ['2024-01-05 10:00:00 CET', '2024-01-05 10:00:00 PST']],
    ['date.outside', ['0001-01-01', '2024-01-05', '2024-01-06']],
  ])('is asked about: %s of %j', (code, texts) => {
    expect(decide(texts)).toMatchObject({ type: 'STRING', codes: [code] });
  });

  test.each([
    [['Schraube', '12']],
    [['0000004711', '0000004712']],
    [['1E10', '2E11']],
    [['1E10', '12']],
    [['+4989123', '+4989124']],
    [['4711000000000001', '4711000000000002']],
    [['A1', '12']],
    [['open', 'closed', 'open']],
    [['-', 'n/a']],
    [['12', '13', 'A4']],
    [['5 kg', '6 kg']],
    [['1-5', '6-10']],
    [['08:15:00', '09:00:00']],
    [['2024-W01-5']],
    [['10.0.0.1', '192.168.1.20']],
    [['2024-01-05', 'open', 'closed', '2024-01-06']],
  ])('is left alone where there is nothing to ask: %j', (texts) => {
    expect(decide(texts)).toMatchObject({ type: 'STRING', codes: [] });
  });

  test('is told what to do, with the first place', () => {
    const [warning] = decide([...many('2024-01-05'), '2024-02-30', '2024-02-30']).warnings;
    expect(warning).toMatchObject({ column: 'x', row: 41, value: '2024-02-30', count: 2 });
    expect(warning?.message).toBe(
      'column x: 2 values are no number or date like the others: “2024-02-30” (first in row 41); kept as text. Correct what is wrong, and add what means no value to options.nullWords.',
    );
  });
});
