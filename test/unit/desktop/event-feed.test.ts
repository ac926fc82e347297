import { expect, test } from 'vitest';
import type { Push } from '../../../electron/contract/calls.ts';
import type { EngineEvent } from '../../../electron/contract/events.ts';
import { EventHub } from '../../../electron/core/door/event-hub.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const place = { connection: 'dev', table: 'order' };
const arrived = (id: number): EngineEvent => ({ type: 'arrived', ...place, id, file: `${id}.csv`, bytes: 1 });
const progress = (id: number, bytesDone: number): EngineEvent => ({
  type: 'progress',
  ...place,
  id,
  file: `${id}.csv`,
  stage: 'uploading',
  bytesDone,
  bytesTotal: 100,
});

const setUp = (most = 500) => {
  const clock = new FakeClock();
  const pushes: Push[] = [];
  const feed = new EventHub('e', { clock, interval: 100, most });
  feed.subscribe((push) => pushes.push(push));
  const numbers = () =>
    pushes.flatMap((push) => (push.kind === 'events' ? push.events.map((one) => one.sequence) : []));
  return { clock, pushes, feed, numbers };
};

test('events are sent in order with numbers that have no gap', async () => {
  const { clock, feed, numbers, pushes } = setUp();
  feed.tell(arrived(1));
  feed.tell(arrived(2));
  await clock.advance(100);
  feed.tell(arrived(3));
  await clock.advance(100);
  expect(numbers()).toEqual([1, 2, 3]);
  expect(pushes).toHaveLength(2);
});

test('500 events a second leave as ten pushes', async () => {
  const { clock, feed, pushes, numbers } = setUp();
  for (let id = 1; id <= 500; id += 1) {
    feed.tell(arrived(id));
    await clock.advance(2);
  }
  await clock.advance(100);
  expect(pushes.length).toBeGreaterThanOrEqual(10);
  expect(pushes.length).toBeLessThanOrEqual(11);
  expect(numbers()).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
});

test('only the newest progress of a delivery is told', async () => {
  const { clock, feed, pushes } = setUp();
  feed.tell(progress(1, 10));
  feed.tell(progress(2, 10));
  feed.tell(progress(1, 90));
  await clock.advance(100);
  const [push] = pushes;
  expect(push?.kind === 'events' ? push.events.map((one) => one.event) : []).toEqual([
    progress(2, 10),
    progress(1, 90),
  ]);
});

test('a snapshot holds everything up to its number', async () => {
  const { clock, feed, numbers } = setUp();
  feed.tell(arrived(1));
  expect(feed.flush()).toBe(1);
  feed.tell(arrived(2));
  await clock.advance(100);
  expect(numbers()).toEqual([1, 2]);
});

test('too much at once becomes a gap, and the number of it is used up', async () => {
  const { clock, feed, pushes } = setUp(3);
  for (let id = 1; id <= 5; id += 1) feed.tell(arrived(id));
  await clock.advance(100);
  feed.tell(arrived(6));
  await clock.advance(100);
  expect(pushes[0]).toEqual({ kind: 'gap', engine: 'e' });
  expect(pushes[1]).toMatchObject({ kind: 'events', events: [{ sequence: 2 }] });
});

test('nothing is sent once it is closed', async () => {
  const { clock, feed, pushes } = setUp();
  feed.tell(arrived(1));
  feed.close();
  await clock.advance(1_000);
  expect(pushes).toEqual([]);
});
