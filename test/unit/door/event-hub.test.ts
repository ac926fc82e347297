import { expect, test } from 'vitest';
import type { NumberedEvent, Push } from '../../../electron/contract/calls.ts';
import type { EngineEvent } from '../../../electron/contract/events.ts';
import { EventHub } from '../../../electron/core/door/event-hub.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const place = { connection: 'dev', table: 'order' };
const progress = (id: number, bytesDone: number): EngineEvent => ({
  type: 'progress',
  ...place,
  id,
  file: `${id}.csv`,
  stage: 'uploading',
  bytesDone,
  bytesTotal: 1000,
});
const delivered = (id: number): EngineEvent => ({
  type: 'state',
  ...place,
  id,
  file: `${id}.csv`,
  state: 'delivered',
});

const open = (most = 2_000) => {
  const clock = new FakeClock();
  const hub = new EventHub('engine-1', { clock, interval: 100, most });
  const pushes: Push[] = [];
  hub.subscribe((push) => pushes.push(push));
  const events = (): readonly NumberedEvent[] =>
    pushes.flatMap((push) => (push.kind === 'events' ? push.events : []));
  return { clock, hub, pushes, events };
};

test('2,000 events a second become at most ten pushes, and no state is lost', async () => {
  const { clock, hub, pushes, events } = open();
  for (let tick = 0; tick < 1000; tick += 1) {
    hub.tell(progress(tick % 5, tick));
    hub.tell(delivered(tick));
    await clock.advance(1);
  }
  await clock.advance(100);
  expect(pushes.length).toBeLessThanOrEqual(12);
  const states = events().flatMap(({ event }) => (event.type === 'state' ? [event.id] : []));
  expect(states).toEqual(Array.from({ length: 1000 }, (_, id) => id));
  const shown = events().filter(({ event }) => event.type === 'progress');
  expect(shown.length).toBeLessThanOrEqual(pushes.length * 5);
});

test('numbers have no holes, across pushes and within them', async () => {
  const { clock, hub, events } = open();
  for (let id = 1; id <= 30; id += 1) {
    hub.tell(delivered(id));
    await clock.advance(30);
  }
  await clock.advance(200);
  expect(events().map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
});

test('of one delivery only the last progress is told, in the place where it came last', async () => {
  const { clock, hub, events } = open();
  hub.tell(progress(1, 10));
  hub.tell(delivered(2));
  hub.tell(progress(1, 20));
  await clock.advance(200);
  expect(events().map(({ event }) => event)).toEqual([delivered(2), progress(1, 20)]);
});

test('a snapshot names the last number that it holds: later events are above it', async () => {
  const { clock, hub, events } = open();
  hub.tell(delivered(1));
  const at = hub.flush();
  hub.tell(delivered(2));
  await clock.advance(200);
  expect(events().filter(({ sequence }) => sequence > at)).toMatchObject([{ event: { id: 2 } }]);
});

test('more than can be told singly is a gap that uses up a number', async () => {
  const { clock, hub, pushes } = open(10);
  for (let id = 0; id < 50; id += 1) hub.tell(delivered(id));
  await clock.advance(200);
  hub.tell(delivered(99));
  await clock.advance(200);
  expect(pushes).toMatchObject([
    { kind: 'gap', engine: 'engine-1' },
    { kind: 'events', events: [{ sequence: 2, event: { id: 99 } }] },
  ]);
});

test('another engine is told of at once, with its own name and numbers', async () => {
  const { clock, hub, pushes } = open();
  hub.tell(delivered(1));
  hub.restarted('engine-2');
  hub.tell(delivered(2));
  await clock.advance(200);
  expect(pushes).toMatchObject([
    { kind: 'gap', engine: 'engine-2' },
    { kind: 'events', engine: 'engine-2', events: [{ sequence: 2 }] },
  ]);
});

test('who has ended its subscription hears nothing more', async () => {
  const { clock, hub } = open();
  const heard: Push[] = [];
  const end = hub.subscribe((push) => heard.push(push));
  end();
  hub.tell(delivered(1));
  await clock.advance(200);
  expect(heard).toEqual([]);
});
