import { expect, test } from 'vitest';
import { historyCsvHeader, historyCsvLine } from '../../../electron/core/history/history-csv.ts';
import type { HistoryRow } from '../../../electron/contract/views.ts';

const row = (change: Partial<HistoryRow>): HistoryRow => ({
  id: 1,
  connection: 'prod',
  connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
  table: 'order',
  source: 'a.csv',
  state: 'delivered',
  arrivedAt: '2026-11-25T09:00:00.000Z',
  convertedAt: null,
  uploadStartedAt: null,
  deliveredAt: null,
  endedAt: null,
  format: null,
  rows: -5,
  rejectedRows: 0,
  bytesIn: null,
  bytesOut: null,
  sha256: null,
  key: null,
  etag: null,
  columns: null,
  attempts: [],
  warnings: [],
  error: null,
  peakRss: null,
  archivedPath: null,
  ...change,
});
const fileCell = (source: string): string =>
  historyCsvLine(row({ source })).slice('1,prod,order,'.length).split(',delivered,')[0] ?? '';

test.each([
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['+1+1.csv', "'+1+1.csv"],
  ['-2+3.csv', "'-2+3.csv"],
  ['@SUM(A1).csv', "'@SUM(A1).csv"],
  ['\t=1+1', "'\t=1+1"],
  ['\r=1+1', '"\'\r=1+1"'],
  ['a=1.csv', 'a=1.csv'],
  ['a,"b"\n.csv', '"a,""b""\n.csv"'],
])('a spreadsheet runs nothing of a file named %j', (source, cell) => {
  expect(fileCell(source)).toBe(cell);
});

test('a number stays a number', () => {
  expect(historyCsvLine(row({}))).toContain(',-5,0,');
});

test('a spreadsheet reads it as UTF-8, with a line for the names and as many cells in every line', () => {
  expect(historyCsvHeader.startsWith('\ufeffid,connection,')).toBe(true);
  const cells = (line: string): number => line.split(',').length;
  expect(cells(historyCsvLine(row({ source: 'März.csv' })))).toBe(cells(historyCsvHeader));
});
