import { afterEach, expect, test, vi } from 'vitest';
import type { Push } from '../../../electron/contract/calls.ts';
import { EngineEvent } from '../../../electron/contract/events.ts';
import { parseAnswer, type WindowDoor } from '../../../renderer/door/window-door.ts';
import { followEngine } from '../../../renderer/live/live.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A door whose engine can be told what to say; every answer goes through the contract. */
const engine = () => {
  const tell = new Set<(push: Push) => void>();
  const said = { engine: 'one', sequence: 0, waiting: 0, asked: 0 };
  const snapshot = () => {
    said.asked += 1;
    return {
      ok: true,
      value: {
        sequence: said.sequence,
        engine: said.engine,
        status: {
          state: 'idle',
          sentence: '',
          running: true,
          connections: [
            {
              name: 'c',
              connectionId: 'x',
              state: 'ready',
              fault: null,
              message: null,
              tables: [
                {
                  name: 't',
                  folder: '/in',
                  waiting: said.waiting,
                  inWork: 0,
                  delivered: 0,
                  rejected: 0,
                  attention: 0,
                  deliveredToday: 0,
                  lastDeliveredAt: null,
                  paused: false,
                  folderState: null,
                  work: [],
                },
              ],
            },
          ],
        },
      },
    };
  };
  const door: WindowDoor = {
    call: async (name) => parseAnswer(name, snapshot()),
    subscribe: (listener) => {
      tell.add(listener);
      return () => tell.delete(listener);
    },
    give: () => Promise.reject(new Error('not here')),
    sample: () => Promise.reject(new Error('not here')),
    watchLine: () => () => undefined,
  };
  const arrive = (sequence: number, name = said.engine): void => {
    const event = EngineEvent.parse({
      type: 'arrived',
      connection: 'c',
      table: 't',
      id: sequence,
      file: 'f',
      bytes: 1,
    });
    for (const listener of tell)
      listener({
        kind: 'events',
        engine: name,
        events: [{ sequence, at: new Date(0).toISOString(), event }],
      });
  };
  return { door, said, arrive, push: (push: Push) => tell.forEach((listener) => listener(push)) };
};

const waiting = (live: ReturnType<typeof followEngine>) =>
  live.read().status?.connections[0]?.tables[0]?.waiting;
const turn = () => vi.advanceTimersByTimeAsync(0);

test('events that the snapshot holds already are not counted again', async () => {
  vi.useFakeTimers();
  const { door, said, arrive } = engine();
  said.sequence = 5;
  said.waiting = 5;
  const live = followEngine(door, () => undefined);
  arrive(5);
  arrive(6);
  await turn();
  expect(waiting(live)).toBe(6);
  live.close();
});

test('a missing number asks for a new snapshot', async () => {
  vi.useFakeTimers();
  const { door, said, arrive } = engine();
  const live = followEngine(door, () => undefined);
  await turn();
  said.sequence = 9;
  said.waiting = 9;
  arrive(9);
  await turn();
  expect([said.asked, waiting(live)]).toEqual([2, 9]);
  live.close();
});

test('another engine is noticed and everything is read anew', async () => {
  vi.useFakeTimers();
  const { door, said, arrive } = engine();
  const live = followEngine(door, () => undefined);
  await turn();
  said.engine = 'two';
  arrive(1);
  await turn();
  expect([live.read().restarts, said.asked]).toEqual([1, 2]);
  live.close();
});

test('a burst of events costs one snapshot a second, and the numbers are right when it settles', async () => {
  vi.useFakeTimers();
  const { door, said, arrive } = engine();
  const live = followEngine(door, () => undefined);
  await turn();
  for (let sequence = 1; sequence <= 2_000; sequence += 1) arrive(sequence);
  expect([said.asked, waiting(live)]).toEqual([1, 2_000]);
  said.sequence = 2_000;
  said.waiting = 1_999;
  await vi.advanceTimersByTimeAsync(1_000);
  expect([said.asked, waiting(live)]).toEqual([2, 1_999]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said.asked).toBe(2);
  live.close();
});

test('a notification leads to its page', async () => {
  const { door, push } = engine();
  const gone: string[] = [];
  const live = followEngine(door, (path) => gone.push(path));
  push({ kind: 'open', path: '/history/12' });
  expect(gone).toEqual(['/history/12']);
  live.close();
});
