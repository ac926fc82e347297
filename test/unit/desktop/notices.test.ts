import { expect, test } from 'vitest';
import type { EngineEvent } from '../../../electron/contract/events.ts';
import { Fault } from '../../../electron/contract/fault.ts';
import { defaultPreferences } from '../../../electron/contract/preferences.ts';
import { Notices, rejectedEvery } from '../../../electron/core/shell/notices.ts';

const rejected = (file: string, table = 'order'): EngineEvent => ({
  type: 'state',
  connection: 'dev',
  table,
  id: 1,
  file,
  state: 'rejected',
});
const held: EngineEvent = {
  type: 'held',
  connection: 'dev',
  fault: new Fault('credentials.signature').view,
  message: 'The access secret is wrong.',
};
const everything = () => new Notices(() => defaultPreferences.notifications);

test('files that are rejected together are told of together', () => {
  const notices = everything();
  for (const file of ['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv']) notices.hear(rejected(file), 0);
  expect(notices.take(500)).toEqual([]);
  expect(notices.take(1_000)).toEqual([
    {
      kind: 'rejected',
      files: ['a.csv', 'b.csv', 'c.csv'],
      count: 5,
      path: '/history?state=rejected&connection=dev&table=order',
    },
  ]);
});

test('a table that stopped through a fault of Sluice’s own is told of, one of a held connection is not', () => {
  const notices = everything();
  const stopped = (code: 'internal' | 'credentials.signature'): EngineEvent => ({
    type: 'state',
    connection: 'dev',
    table: 'order',
    id: 1,
    file: 'a.csv',
    state: 'held',
    fault: new Fault(code).view,
    message: 'It is stopped.',
  });
  notices.hear(stopped('credentials.signature'), 0);
  expect(notices.take(1_000)).toEqual([]);
  notices.hear(stopped('internal'), 1_000);
  expect(notices.take(1_000)).toEqual([
    {
      kind: 'stopped',
      connection: 'dev',
      message: 'It is stopped.',
      path: '/history?state=held&connection=dev&table=order',
    },
  ]);
});

test('rejected files are told of once a minute at most', () => {
  const notices = everything();
  notices.hear(rejected('a.csv'), 0);
  expect(notices.take(1_000)).toHaveLength(1);
  notices.hear(rejected('b.csv'), 2_000);
  notices.hear(rejected('c.csv', 'invoice'), 30_000);
  expect(notices.take(1_000 + rejectedEvery - 1)).toEqual([]);
  expect(notices.nextAt()).toBe(1_000 + rejectedEvery);
  expect(notices.take(1_000 + rejectedEvery)).toMatchObject([{ count: 2, path: '/history?state=rejected' }]);
});

test('a stopped connection is told of at once, and once', () => {
  const notices = everything();
  notices.hear(held, 0);
  expect(notices.take(0)).toMatchObject([{ kind: 'stopped', connection: 'dev', path: '/connections/dev' }]);
  notices.hear(held, 10);
  expect(notices.take(10)).toEqual([]);
  notices.hear({ type: 'released', connection: 'dev' }, 20);
  notices.hear(held, 30);
  expect(notices.take(30)).toHaveLength(1);
});

test('all well again follows trouble, and nothing else', () => {
  const notices = everything();
  notices.overall(() => 'idle');
  expect(notices.take(0)).toEqual([]);
  notices.hear(held, 0);
  notices.take(0);
  notices.overall(() => 'working');
  expect(notices.take(1)).toEqual([]);
  notices.overall(() => 'idle');
  notices.overall(() => 'idle');
  expect(notices.take(2)).toEqual([{ kind: 'wellAgain', path: '/' }]);
});

test('what the person turned off is not told', () => {
  const notices = new Notices(() => ({ rejected: false, stopped: false, wellAgain: true }));
  notices.hear(held, 0);
  notices.hear(rejected('a.csv'), 0);
  expect(notices.take(2_000)).toEqual([]);
  notices.overall(() => 'idle');
  expect(notices.take(3_000)).toEqual([]);
});
