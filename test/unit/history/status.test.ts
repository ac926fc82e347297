import { describe, expect, it } from 'vitest';
import type { OverallState } from '../../../electron/contract/state.ts';
import { overallIn } from '../../../electron/contract/overall.ts';
import { statusOf, type StatusInput } from '../../../electron/core/history/status.ts';
import type { LaneTally } from '../../../electron/core/queue/journal.ts';

const folder = {
  reachable: true,
  polling: false,
  settling: 0,
  lastScanAt: 1,
  lastScanOk: true,
  fault: undefined,
};
const tally = (table: string, more: Partial<LaneTally> = {}): LaneTally => ({
  lane: { id: table.length, connectionId: 'c', connection: 'dev', table, folder: `/drop/${table}` },
  counts: { delivered: 3 },
  deliveredToday: 3,
  attention: 0,
  lastDeliveredAt: 1_700_000_000_000,
  folder,
  ...more,
});
const status = (more: Partial<StatusInput>) =>
  statusOf({
    tallies: [tally('order'), tally('item')],
    holds: [],
    pauses: [],
    running: true,
    now: new Map(),
    ...more,
  });
const missing = {
  ...folder,
  reachable: false,
  fault: { code: 'folder.missing' as const, facts: { path: '/drop/order' } },
};
const hold = {
  connectionId: 'c',
  since: 1,
  fault: { code: 'credentials.signature' as const, facts: { connection: 'dev' } },
};

describe('the one state', () => {
  const states: readonly (readonly [string, Partial<StatusInput>, OverallState, RegExp])[] = [
    ['all delivered', {}, 'idle', /^All delivered\. 6 files today\.$/],
    ['no table yet', { tallies: [] }, 'idle', /No target table/],
    [
      'a table stopped at a file through a fault of Sluice’s own',
      {
        tallies: [tally('order', { held: { id: 7, fault: { code: 'internal', facts: { file: 'a.csv' } } } })],
      },
      'attention',
      /^Table order has stopped\. a\.csv: .*sluice retry 7/,
    ],
    [
      'a held file of a held connection',
      {
        holds: [hold],
        tallies: [tally('order', { held: { id: 7, fault: hold.fault } })],
      },
      'stopped',
      /^Connection dev is stopped/,
    ],
    [
      'files on their way',
      { tallies: [tally('order', { counts: { queued: 2, uploading: 1 } })] },
      'working',
      /^3 files on the way/,
    ],
    [
      'a file that settles',
      { tallies: [tally('order', { folder: { ...folder, settling: 1 } })] },
      'working',
      /^1 file on the way/,
    ],
    [
      'a rejected file',
      { tallies: [tally('order'), tally('invoice', { attention: 2 })] },
      'attention',
      /^2 files rejected in invoice\.$/,
    ],
    [
      'a folder that is gone',
      { tallies: [tally('order', { folder: missing })] },
      'waiting',
      /\/drop\/order is not there/,
    ],
    [
      'a connection that is held',
      { holds: [hold] },
      'stopped',
      /^Connection dev is stopped\. The access secret is wrong.*sluice credentials set dev$/,
    ],
    [
      'everything paused',
      { pauses: [{ connectionId: 'c', table: undefined, since: 1 }] },
      'paused',
      /^Paused/,
    ],
    [
      'an upload that waits',
      {
        now: new Map([
          [5, { work: [], bytesPerSecond: null, waiting: { code: 'network.timeout' as const, facts: {} } }],
        ]),
      },
      'waiting',
      /did not answer/,
    ],
  ];
  it.each(states)('with %s', (_, input, state, sentence) => {
    const view = status(input);
    expect(view.state).toBe(state);
    expect(view.sentence).toMatch(sentence);
  });

  it('puts what needs a person before what heals by itself', () => {
    const both = [tally('order', { folder: missing, attention: 1 })];
    expect(status({ tallies: both }).state).toBe('attention');
    expect(status({ tallies: both, holds: [hold] }).state).toBe('stopped');
  });

  it('says the same in German', () => {
    expect(status({ language: 'de' }).sentence).toBe('Alles zugestellt. Heute 6 Dateien.');
  });
});

it('counts what waits and what is in work for each table', () => {
  const counts = {
    queued: 1,
    spooled: 2,
    held: 3,
    converting: 4,
    uploading: 5,
    delivered: 6,
    rejected: 7,
    duplicate: 8,
  };
  expect(status({ tallies: [tally('order', { counts })] }).connections[0]?.tables[0]).toMatchObject({
    name: 'order',
    folder: '/drop/order',
    waiting: 6,
    inWork: 9,
    delivered: 6,
    rejected: 7,
    paused: false,
  });
});

it('an engine that does not run is never well: why it does not comes before all else', () => {
  const well = status({});
  expect(overallIn(well).state).toBe('idle');
  const why = 'Folder /drop is the data directory';
  const refused = { ...well, running: false, state: 'stopped' as const, sentence: why };
  expect(overallIn(refused)).toEqual({ state: 'stopped', sentence: why });
});
