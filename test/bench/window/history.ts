// How long History takes over a million deliveries: npm run bench:window
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistoryReader } from '../../../electron/adapters/sqlite/history-reader.ts';
import { openJournal } from '../../../electron/adapters/sqlite/open-journal.ts';
import type { HistoryQuery, HistorySort } from '../../../electron/contract/calls.ts';
import { rowCount, writeMillionRows } from './million-rows.ts';

const rows = Number(process.argv[2] ?? rowCount);
const folder = process.argv[3] ?? mkdtempSync(join(tmpdir(), 'sluice-bench-history-'));
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const newest: HistorySort = { by: 'arrived', descending: true };
const now = Date.now();

const asked: readonly (readonly [string, HistoryQuery, HistorySort?, number?])[] = [
  ['opened', {}],
  ['a table', { table: 'invoice' }],
  ['a connection', { connection: 'prod' }],
  ['a state', { states: ['rejected'] }],
  ['two states', { states: ['rejected', 'duplicate'] }],
  ['table and state', { table: 'invoice', states: ['rejected'] }],
  ['a day', { from: new Date(now - 86_400_000).toISOString(), to: new Date(now).toISOString() }],
  [
    'a day long ago',
    {
      from: new Date(now - 90 * 86_400_000).toISOString(),
      to: new Date(now - 89 * 86_400_000).toISOString(),
    },
  ],
  ['text: all have it', { text: 'csv' }],
  ['text: a fifth has it', { text: 'vbak' }],
  ['text: one has it', { text: '0424242.csv' }],
  ['text: none has it', { text: 'nowhere' }],
  ['text: one letter', { text: 'k' }],
  ['text: two letters', { text: 'zz' }],
  ['text: not ASCII', { text: 'MÄRZ' }],
  ['text: not ASCII, none', { text: 'Übersicht' }],
  ['text: Cyrillic, none', { text: 'ЗАКАЗЫ' }],
  ['text and state', { text: 'vbak', states: ['rejected'] }],
  ['text and table', { text: '0424', table: 'customer' }],
  ['by name', {}, { by: 'file', descending: false }],
  ['by size', {}, { by: 'size', descending: true }],
  ['by table', {}, { by: 'table', descending: false }],
  ['filtered, by rows', { states: ['rejected'] }, { by: 'rows', descending: true }],
  ['filtered by text, by size', { text: 'vbak' }, { by: 'size', descending: true }],
  ['scrolled to the middle', {}, newest, 500_000],
  ['scrolled to the end', {}, newest, rows - 100],
];

try {
  if (process.argv[3] === undefined) {
    const began = performance.now();
    writeMillionRows(folder, rows);
    say(
      `${rows} rows written in ${Math.round((performance.now() - began) / 1000)} s, ${Math.round(statSync(join(folder, 'journal.sqlite')).size / 1e6)} MB`,
    );
  }
  say(`load ${loadavg()[0]?.toFixed(1)} on this machine`);
  const began = performance.now();
  openJournal(folder).close();
  say(`${'journal opened'.padEnd(28)} ${Math.round(performance.now() - began)} ms`);
  const reader = openHistoryReader(folder);
  const slow: string[] = [];
  for (const [name, query, sort = newest, offset = 0] of asked) {
    const times: number[] = [];
    const used: number[] = [];
    let total = '';
    for (let round = 0; round < 3; round += 1) {
      const start = performance.now();
      const cpu = process.cpuUsage();
      const page = await reader.page({ query, sort, offset, limit: 100 });
      times.push(performance.now() - start);
      const { user, system } = process.cpuUsage(cpu);
      used.push((user + system) / 1000);
      total = `${page.total}${page.totalIsExact ? '' : '+'}`;
    }
    const [first = 0, ...more] = times;
    const budget = name === 'opened' ? 300 : 200;
    if (Math.min(first, used[0] ?? first) > budget) slow.push(`${name} (${Math.round(first)} ms)`);
    say(
      `${name.padEnd(28)} ${first.toFixed(0).padStart(5)} ms first, ${Math.min(...more)
        .toFixed(0)
        .padStart(5)} ms then, ${(used[0] ?? 0).toFixed(0).padStart(5)} ms of a core, ${total}`,
    );
  }
  await reader.close();
  say(
    slow.length === 0
      ? 'All within 300 ms to open and 200 ms to filter, in the time of a core.'
      : `Slower than wanted: ${slow.join(', ')}.`,
  );
} finally {
  if (process.argv[3] === undefined) rmSync(folder, { recursive: true, force: true });
}
