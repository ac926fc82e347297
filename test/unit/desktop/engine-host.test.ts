import { expect, test } from 'vitest';
import { Configuration } from '../../../electron/contract/configuration.ts';
import type { EngineEvent } from '../../../electron/contract/events.ts';
import { Fault } from '../../../electron/contract/fault.ts';
import type { Log } from '../../../electron/core/shell/files.ts';
import { EngineHost } from '../../../electron/desktop/engine-host.ts';
import type { StartShellEngine } from '../../../electron/desktop/shell-engine.ts';

const log: Log = { folder: '', write: () => undefined, setLevel: () => undefined };
const configuration = (scanSeconds: number) => Configuration.parse({ scanSeconds });

/** A small engine that writes down what is done to it; two of them at once are a fault. */
const engines = () => {
  const deeds: string[] = [];
  let running = 0;
  let fail = false;
  const start: StartShellEngine = async ({ scanSeconds }, onEvent) => {
    if (fail) throw new Fault('dataDirectory.inUse', { path: '/data', process: 'another' });
    running += 1;
    if (running > 1) throw new Error('two engines at once');
    deeds.push(`start ${scanSeconds}`);
    onEvent({ type: 'started', connections: 0, tables: 0 });
    return {
      status: () => ({ state: 'idle', sentence: 'All delivered.', running: true, connections: [] }),
      recent: () => [],
      pauseAll: () => deeds.push('pause'),
      resumeAll: () => deeds.push('resume'),
      scanNow: async () => void deeds.push('scan'),
      suspend: async () => void deeds.push('suspend'),
      resume: async () => void deeds.push('wake'),
      close: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        deeds.push(`close ${scanSeconds}`);
      },
    };
  };
  return { start, deeds, failNow: (now: boolean) => (fail = now) };
};

test('a changed configuration ends one engine before it starts the next', async () => {
  const { start, deeds } = engines();
  const host = new EngineHost(start, log, () => 'en');
  await Promise.all([host.run(configuration(1)), host.run(configuration(2)), host.run(configuration(3))]);
  await host.close();
  expect(deeds).toEqual(['start 1', 'close 1', 'start 2', 'close 2', 'start 3', 'close 3']);
});

test('an engine that cannot start is a state with a sentence, and heals', async () => {
  const { start, failNow } = engines();
  const host = new EngineHost(start, log, () => 'en');
  const events: EngineEvent[] = [];
  host.subscribe((event) => events.push(event));
  failNow(true);
  await host.run(configuration(1));
  expect(host.status()).toMatchObject({ state: 'stopped', running: false });
  expect(host.status().sentence).toMatch(/\/data is in use by another/);
  expect(events).toMatchObject([{ type: 'trouble', fault: { code: 'dataDirectory.inUse' } }]);
  failNow(false);
  await host.run(configuration(1));
  expect(host.status().state).toBe('idle');
  expect(host.fault).toBeUndefined();
});

test('an engine that is started while the machine sleeps stays away from the folders until it wakes', async () => {
  const { start, deeds } = engines();
  const host = new EngineHost(start, log, () => 'en');
  await host.suspend();
  await host.run(configuration(1));
  await host.resume();
  expect(deeds).toEqual(['start 1', 'suspend', 'wake']);
});

test('nothing starts after the end', async () => {
  const { start, deeds } = engines();
  const host = new EngineHost(start, log, () => 'en');
  await host.close();
  await host.run(configuration(1));
  expect(deeds).toEqual([]);
});
