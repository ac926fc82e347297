import { expect, test } from 'vitest';
import { overallOf } from '../../../electron/contract/overall.ts';
import type { ConnectionView, FolderView, TableView } from '../../../electron/contract/views.ts';
import { Fault } from '../../../electron/contract/fault.ts';

const folder: FolderView = {
  reachable: true,
  polling: false,
  settling: 0,
  lastScanAt: '2026-11-25T12:00:00.000Z',
  lastScanOk: true,
  fault: null,
};
const table: TableView = {
  name: 'order',
  folder: '/drop/order',
  waiting: 0,
  inWork: 0,
  delivered: 3,
  rejected: 1,
  attention: 0,
  deliveredToday: 1,
  lastDeliveredAt: null,
  paused: false,
  folderState: folder,
  work: [],
};
const connectionWith = (change: Partial<TableView>, more: Partial<ConnectionView> = {}): ConnectionView => ({
  name: 'dev',
  connectionId: 'x',
  state: 'ready',
  fault: null,
  message: null,
  tables: [table, { ...table, name: 'invoice', ...change }],
  ...more,
});
const stateOf = (...parameters: Parameters<typeof connectionWith>): string =>
  overallOf([connectionWith(...parameters)]).state;

test('green: every folder was looked into, nothing waits, no rejection is open', () => {
  expect(stateOf({})).toBe('idle');
});

test.each([
  ['a file waits', { waiting: 1 }, 'working'],
  ['a file is in work', { inWork: 1 }, 'working'],
  ['a file has not settled', { folderState: { ...folder, settling: 1 } }, 'working'],
  [
    'a folder was not looked into yet',
    { folderState: { ...folder, lastScanAt: null, lastScanOk: false } },
    'working',
  ],
  [
    'a folder is out of reach',
    { folderState: { ...folder, reachable: false, lastScanOk: false } },
    'waiting',
  ],
  ['a rejected file was not dismissed', { attention: 1 }, 'attention'],
  [
    'something in the folder is never taken',
    { folderState: { ...folder, leftAlone: [{ name: 'x', why: 'fileUnreadable' as const }] } },
    'attention',
  ],
  ['the network is waited for', { waiting: 1, waitingFor: new Fault('network.unreachable').view }, 'waiting'],
])('not green: %s', (_what, change, state) => {
  expect(stateOf(change)).toBe(state);
});

test('not green: a connection is held', () => {
  expect(stateOf({}, { state: 'held', fault: new Fault('credentials.locked').view })).toBe('stopped');
});

test('not green: everything is paused', () => {
  const tables = [{ ...table, paused: true }];
  expect(stateOf({}, { tables })).toBe('paused');
});
