// The desktop app with an engine that is told what happens: everything from the host's hub on (door, window, tray,
// notifications) is the app's own. Started by `flood.test.ts` in place of the main bundle, which no engine of this machine could
// flood for sure. A rate and a length in the environment: SLUICE_FLOOD=500/6 is 500 events a second for 6 seconds.
import path from 'node:path';
import { EngineHost } from '../../../electron/compose/host/engine-host.ts';
import { overallOf } from '../../../electron/contract/overall.ts';
import type { EngineEvent } from '../../../electron/contract/events.ts';
import type { StatusView } from '../../../electron/contract/views.ts';
import { EventHub } from '../../../electron/core/door/event-hub.ts';
import { boot } from '../../../electron/desktop/boot.ts';

const [rate = 500, seconds = 6] = (process.env['SLUICE_FLOOD'] ?? '').split('/').map(Number);
const place = { connection: 'dev', table: 'order' };
/** What happens to a file, in its order. */
const states = ['queued', 'converting', 'spooled', 'uploading', 'delivered'] as const;
/** So many files are under way at once. */
const abreast = 10;

const counts = { waiting: 0, inWork: 0, delivered: 0 };
const countOf = (state: (typeof states)[number] | undefined): keyof typeof counts | undefined => {
  if (state === undefined) return undefined;
  if (state === 'delivered') return state;
  return state === 'queued' || state === 'spooled' ? 'waiting' : 'inWork';
};

/** The number-th event of all: the files of a group go through each state together. */
const eventOf = (number: number): EngineEvent => {
  const [group, within] = [
    Math.floor(number / (abreast * states.length)),
    number % (abreast * states.length),
  ];
  const [step, file] = [Math.floor(within / abreast), within % abreast];
  const id = group * abreast + file + 1;
  const [before, after] = [countOf(states[step - 1]), countOf(states[step])];
  if (before !== undefined) counts[before] -= 1;
  if (after !== undefined) counts[after] += 1;
  const what = { ...place, id, file: `file ${id}.csv` };
  const state = states[step] ?? 'delivered';
  return state === 'queued' ? { type: 'arrived', ...what, bytes: 100 } : { type: 'state', ...what, state };
};

const listeners = new Set<(event: EngineEvent) => void>();
const hubs = new Set<EventHub>();
const { onEvent } = EngineHost.prototype;
const { subscribe } = EventHub.prototype;
const real = EngineHost.prototype.status;
EngineHost.prototype.onEvent = function hear(listener) {
  listeners.add(listener);
  return onEvent.call(this, listener);
};
EventHub.prototype.subscribe = function attach(listener) {
  hubs.add(this);
  return subscribe.call(this, listener);
};
EngineHost.prototype.status = function told(): StatusView {
  const status = real.call(this);
  const connections = status.connections.map((connection) => ({
    ...connection,
    tables: connection.tables.map((table) => ({ ...table, ...counts, deliveredToday: counts.delivered })),
  }));
  return { ...status, connections, ...overallOf(connections) };
};

/** Tells as many events as are due by now; a machine that was busy catches up. */
const flood = (): Promise<number> =>
  new Promise((resolve) => {
    const all = rate * seconds - ((rate * seconds) % (abreast * states.length));
    const begun = performance.now();
    let told = 0;
    const timer = setInterval(() => {
      const due = Math.min(all, Math.floor(((performance.now() - begun) * rate) / 1_000));
      for (; told < due; told += 1) {
        const event = eventOf(told);
        for (const hub of hubs) hub.tell(event);
        for (const listener of listeners) listener(event);
      }
      if (told < all) return;
      clearInterval(timer);
      resolve(counts.delivered);
    }, 10);
  });

Object.assign(globalThis, { flood });
boot(path.resolve(import.meta.dirname, '../../../.vite/build'));
