import { describe, expect, test } from 'vitest';
import { ageLines, loadLines, tableLines } from '../../../electron/headless/demo/results.ts';
import { plainInk } from '../../../electron/headless/demo/paper.ts';
import { asExpected, expectation } from './outcomes.ts';

describe('the results', () => {
  test('say of each load what was inserted, updated and left out as older', () => {
    expect(loadLines(asExpected)).toEqual([
      '   TABLE  FILE       ROWS  INSERTED  UPDATED  OLDER',
      '   order  first.csv     2         2        0      0',
      '   order  again.csv     2         0        1      1',
    ]);
  });

  test('show what the age column decided, with what stands in the table', () => {
    expect(ageLines(expectation.examples, asExpected, plainInk)).toEqual([
      '   order 0001: the second delivery is newer, so it was applied',
      '     first delivery   at 2024-03-01 08:00:00   status open',
      '     second delivery  at 2024-03-02 08:00:00   status paid',
      '     in the table     at 2024-03-02 08:00:00   status paid',
    ]);
  });

  test('show each table with its columns and first rows', () => {
    expect(tableLines(asExpected, plainInk)).toEqual([
      '',
      '   order, 2 rows',
      '   id STRING, status STRING, value FLOAT, at DATETIME',
      '   id    status  value  at',
      '   0001  paid     0.29  2024-03-02 08:00:00',
      '   0002             10  2024-03-01 09:00:00',
    ]);
  });

  test('stay within the paper and say how many columns are not shown', () => {
    const columns = Array.from({ length: 30 }, (_, index) => ({
      name: `column_${index}`,
      type: 'STRING' as const,
    }));
    const tables = asExpected.tables.map((one) => ({
      ...one,
      columns,
      content: { columns, rows: [columns.map(() => 'x'.repeat(200))] },
    }));
    const lines = tableLines({ ...asExpected, tables }, plainInk);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
    expect(lines.join('\n')).toContain('+ 27 more');
  });
});
