import { describe, expect, test } from 'vitest';
import { overallOf } from '../../../electron/contract/overall.ts';
import type { EngineEvent } from '../../../electron/contract/events.ts';
import type { StatusView, TableView } from '../../../electron/contract/views.ts';
import { fold, newMemory } from '../../../renderer/live/fold.ts';

const place = { connection: 'prod', table: 'orders', id: 7, file: 'a.csv' };
const table: TableView = {
  name: 'orders',
  folder: '/in',
  waiting: 0,
  inWork: 0,
  delivered: 4,
  rejected: 0,
  attention: 0,
  deliveredToday: 4,
  lastDeliveredAt: null,
  paused: false,
  folderState: null,
  work: [],
};
const status: StatusView = {
  state: 'idle',
  sentence: '',
  running: true,
  connections: [
    { name: 'prod', connectionId: 'x', state: 'ready', fault: null, message: null, tables: [table] },
  ],
};

const after = (...events: readonly EngineEvent[]): StatusView => {
  const memory = newMemory();
  return events.reduce(
    (before, event, index) =>
      fold(before, { sequence: index + 1, at: new Date(1_000 * index).toISOString(), event }, memory),
    status,
  );
};
const tableAfter = (...events: readonly EngineEvent[]): TableView | undefined =>
  after(...events).connections[0]?.tables[0];

const arrived: EngineEvent = { type: 'arrived', ...place, bytes: 100 };
const state = (
  name: 'queued' | 'converting' | 'spooled' | 'uploading' | 'delivered' | 'rejected',
): EngineEvent => ({
  type: 'state',
  ...place,
  state: name,
});
const progress = (bytesDone: number): EngineEvent => ({
  type: 'progress',
  ...place,
  stage: 'uploading',
  bytesDone,
  bytesTotal: 100,
});

describe('events folded over a snapshot', () => {
  test('a delivery is counted once on its whole way', () => {
    expect(tableAfter(arrived, state('queued'))).toMatchObject({ waiting: 1, inWork: 0 });
    expect(tableAfter(arrived, state('converting'))).toMatchObject({ waiting: 0, inWork: 1 });
    expect(tableAfter(arrived, state('converting'), state('spooled'))).toMatchObject({
      waiting: 1,
      inWork: 0,
    });
    const done = tableAfter(
      arrived,
      state('converting'),
      state('spooled'),
      state('uploading'),
      state('delivered'),
    );
    expect(done).toMatchObject({ waiting: 0, inWork: 0, delivered: 5, deliveredToday: 5, work: [] });
    expect(done?.lastDeliveredAt).toBe('1970-01-01T00:00:04.000Z');
  });

  test('a state that is told twice counts once', () => {
    expect(tableAfter(arrived, state('rejected'), state('rejected'))).toMatchObject({
      rejected: 1,
      attention: 1,
    });
  });

  test('the rate is what was sent in the time between', () => {
    const [work] = tableAfter(progress(10), progress(40))?.work ?? [];
    expect(work).toMatchObject({ bytesDone: 40, bytesPerSecond: 30 });
  });

  test('no count falls below nothing where the snapshot knew less', () => {
    expect(tableAfter(state('delivered'))).toMatchObject({ inWork: 0, delivered: 5 });
  });

  test('a retry says why and when', () => {
    const [work] =
      tableAfter(progress(10), {
        type: 'retrying',
        ...place,
        fault: { code: 'network.timeout', facts: {} },
        message: '',
        waits: 4_000,
      })?.work ?? [];
    expect(work).toMatchObject({ nextTryAt: '1970-01-01T00:00:05.000Z', fault: { code: 'network.timeout' } });
  });
});

describe('the one sentence', () => {
  test('tells of what needs a person before what goes on', () => {
    expect(overallOf(after(arrived).connections, 'en').sentence).toBe(
      '1 file on the way. 4 files delivered today.',
    );
    expect(overallOf(after(arrived, state('rejected')).connections, 'en').sentence).toBe(
      '1 file rejected in orders.',
    );
    const held: EngineEvent = {
      type: 'held',
      connection: 'prod',
      fault: { code: 'clock.skewed', facts: { seconds: 900 } },
      message: '',
    };
    const stopped = overallOf(after(arrived, state('rejected'), held).connections, 'de');
    expect(stopped.state).toBe('stopped');
    expect(stopped.sentence).toContain('Verbindung prod ist angehalten');
    expect(overallOf(after(held, { type: 'released', connection: 'prod' }).connections, 'en').state).toBe(
      'idle',
    );
  });

  test('a table that the snapshot says cannot go on waits, until something of it moves', () => {
    const stuck: StatusView = {
      ...status,
      connections: status.connections.map((connection) => ({
        ...connection,
        tables: [{ ...table, waiting: 1, waitingFor: { code: 'disk.full', facts: {} } }],
      })),
    };
    expect(overallOf(stuck.connections).state).toBe('waiting');
    const moving = fold(stuck, { sequence: 1, at: '1970-01-01', event: state('converting') }, newMemory());
    expect(overallOf(moving.connections).state).toBe('working');
  });
});
