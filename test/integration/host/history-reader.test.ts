import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHistoryReader } from '../../../electron/adapters/sqlite/history-reader.ts';
import { openJournal } from '../../../electron/adapters/sqlite/open-journal.ts';
import type { HistoryQuery, HistorySort } from '../../../electron/contract/calls.ts';
import type { HistoryRow } from '../../../electron/contract/views.ts';
import type { HistoryReader } from '../../../electron/core/history/reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-reader-'));
const start = Date.UTC(2026, 0, 1);
const names = ['Bestellung 10%.csv', 'b_items.csv', 'A=1+2.csv', 'ärger.csv', 'items_2.csv'];
let reader: HistoryReader;
let all: readonly HistoryRow[];

beforeAll(async () => {
  const { journal, close } = openJournal(folder);
  const lanes = [
    journal.lane('9c92424b-829d-4beb-a65c-411873b268f8', 'prod', 'order', '/drop/order'),
    journal.lane('9c92424b-829d-4beb-a65c-411873b268f8', 'prod', 'item', '/drop/item'),
    journal.lane('00000000-0000-4000-8000-000000000001', 'dev', 'order', '/drop/dev'),
  ];
  for (let number = 0; number < 120; number += 1) {
    const lane = lanes[number % 3];
    const name = names[number % 5] ?? '';
    if (lane === undefined) continue;
    const [id = 0] = journal.arrive(
      lane.id,
      [{ path: `/drop/${number}`, name, size: (number * 37) % 100, modifiedNs: 1n }],
      'watch',
      start + number * 60_000,
    );
    const at = start + number * 60_000 + 5_000;
    if (number % 4 === 0) {
      const error = { code: 'key.null' as const, facts: { file: name, row: 3 } };
      journal.ended(id, 'rejected', { error }, at);
    } else if (number % 7 !== 0) {
      journal.endAttempt(id, journal.beginAttempt(id, at), at, {
        error: undefined,
        bytesSent: 1,
        outcomeUnknown: false,
      });
      journal.delivered(id, { etag: 'e', warnings: [] }, { converter: 1, main: 1 }, at);
    }
  }
  close();
  reader = openHistoryReader(folder);
  all = (await page({}, { by: 'arrived', descending: false })).rows;
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = (
  query: HistoryQuery,
  sort: HistorySort = { by: 'arrived', descending: true },
  offset = 0,
  limit = 500,
) => reader.page({ query, sort, offset, limit });
const ids = (rows: readonly HistoryRow[]) => rows.map(({ id }) => id);

test('everything is there, with its attempts', () => {
  expect(all).toHaveLength(120);
  expect(
    all.filter(({ state }) => state === 'delivered').every(({ attempts }) => attempts.length === 1),
  ).toBe(true);
});

test.each<readonly [string, HistoryQuery, (row: HistoryRow) => boolean]>([
  ['a connection', { connection: 'prod' }, (row) => row.connection === 'prod'],
  ['a table', { table: 'order' }, (row) => row.table === 'order'],
  ['one lane', { connection: 'dev', table: 'order' }, (row) => row.connection === 'dev'],
  ['a lane that never was', { connection: 'nobody' }, () => false],
  ['one state', { states: ['rejected'] }, (row) => row.state === 'rejected'],
  [
    'two states of a table',
    { states: ['rejected', 'queued'], table: 'item' },
    (row) => row.table === 'item' && ['rejected', 'queued'].includes(row.state),
  ],
  ['a part of a name, in any case', { text: 'ITEMS' }, (row) => row.source.includes('items')],
  ['a name with a sign of its own', { text: '10%.' }, (row) => row.source.includes('10%')],
  ['an underscore that means itself', { text: 's_2' }, (row) => row.source === 'items_2.csv'],
  [
    'a time',
    { from: new Date(start + 600_000).toISOString(), to: new Date(start + 1_200_000).toISOString() },
    (row) => Date.parse(row.arrivedAt) >= start + 600_000 && Date.parse(row.arrivedAt) < start + 1_200_000,
  ],
  [
    'all at once',
    {
      connection: 'prod',
      states: ['delivered'],
      text: 'csv',
      from: new Date(start + 600_000).toISOString(),
    },
    (row) =>
      row.connection === 'prod' && row.state === 'delivered' && Date.parse(row.arrivedAt) >= start + 600_000,
  ],
])('filtered by %s: the rows, their number, and page after page', async (_name, query, meant) => {
  const expected = ids(all.filter(meant)).toReversed();
  const { rows, total } = await page(query);
  expect(ids(rows)).toEqual(expected);
  expect(total).toBe(expected.length);
  const paged: number[] = [];
  for (let offset = 0; offset < expected.length; offset += 7) {
    const part = await page(query, undefined, offset, 7);
    expect(part.total).toBe(expected.length);
    paged.push(...ids(part.rows));
  }
  expect(paged).toEqual(expected);
});

test.each<readonly [HistorySort['by'], (row: HistoryRow) => string | number]>([
  ['arrived', (row) => row.id],
  ['file', (row) => row.source.toLowerCase()],
  ['table', (row) => `${row.connection} ${row.table}`],
  ['state', (row) => row.state],
  ['size', (row) => row.bytesIn ?? -1],
  ['rows', (row) => row.rows ?? -1],
  ['delivered', (row) => row.deliveredAt ?? ''],
])('sorted by %s, up and down, also when filtered', async (by, value) => {
  for (const query of [{}, { connection: 'prod' }]) {
    const up = (await page(query, { by, descending: false })).rows;
    const values = up.map(value);
    expect(values).toEqual([...values].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0)));
    expect(ids((await page(query, { by, descending: true })).rows)).toEqual(ids(up).toReversed());
  }
});

test('the export has every row once, and no cell that a spreadsheet would run', async () => {
  let csv = '';
  let after: number | null = 0;
  while (after !== null) {
    const part: { csv: string; next: number | null } = await reader.csv({ query: {}, after, limit: 50 });
    csv += part.csv;
    after = part.next;
  }
  const lines = csv.trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^\ufeffid,connection,table,file,state,/);
  expect(lines.slice(1).map((line) => Number(line.split(',')[0]))).toEqual(ids(all));
  const formulas = await reader.csv({ query: { text: '=1+' }, after: 0, limit: 1 });
  expect(formulas.csv).toContain(',A=1+2.csv,');
});

test('throughput adds up what was delivered in its time', async () => {
  const now = start + 120 * 60_000;
  const buckets = await reader.throughput({ span: 'hour', now });
  expect(buckets).toHaveLength(60);
  const from = Date.parse(buckets[0]?.at ?? '');
  const meant = all.filter(({ deliveredAt }) => deliveredAt !== null && Date.parse(deliveredAt) >= from);
  expect(buckets.reduce((sum, { files }) => sum + files, 0)).toBe(meant.length);
  expect(await reader.throughput({ span: 'day', table: 'nothing', now })).toHaveLength(48);
});

test('a new delivery shows in the next page and its number', async () => {
  const { journal, close } = openJournal(folder);
  const before = await page({ text: 'csv' }, undefined, 0, 10);
  const [lane] = journal.lanes();
  journal.arrive(lane?.id ?? 0, [{ path: '/x', name: 'new.csv', size: 1, modifiedNs: 1n }], 'watch', start);
  await expect
    .poll(async () => (await page({ text: 'csv' }, undefined, 0, 10)).total, { timeout: 5_000 })
    .toBe(before.total + 1);
  close();
});
