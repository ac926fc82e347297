import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { systemClock } from '../../../electron/adapters/clock.ts';
import { readStaticFiles } from '../../../electron/adapters/http/static-files.ts';
import { startUiServer } from '../../../electron/adapters/http/ui-server.ts';
import { calls } from '../../../electron/contract/calls.ts';
import { Configuration } from '../../../electron/contract/configuration.ts';
import type { EngineEvent } from '../../../electron/contract/events.ts';
import { overallOf } from '../../../electron/contract/overall.ts';
import { defaultPreferences } from '../../../electron/contract/preferences.ts';
import type { StatusView, TableView } from '../../../electron/contract/views.ts';
import { EventHub } from '../../../electron/core/door/event-hub.ts';
import { openDoor } from '../../../electron/core/door/open-door.ts';
import { connectionId, tables } from './million-rows.ts';

interface Measured {
  readonly browser: Browser;
  readonly windowFiles: string;
  readonly perSecond: number;
  readonly seconds: number;
  readonly say: (text: string) => void;
}

const resting = (name: string): TableView => ({
  name,
  folder: `/drop/${name}`,
  waiting: 0,
  inWork: 0,
  delivered: 0,
  rejected: 0,
  attention: 0,
  deliveredToday: 0,
  lastDeliveredAt: null,
  paused: false,
  folderState: null,
  work: [],
});

/** An engine that does nothing but tell: every delivery arrives, is worked on with some progress, and is delivered. */
class Teller {
  readonly #tables = new Map(tables.map((name) => [name as string, resting(name)]));
  #id = 0;
  #plan: EngineEvent[] = [];

  next(): EngineEvent {
    if (this.#plan.length === 0) this.#plan = this.#delivery();
    const event = this.#plan.shift() as EngineEvent;
    this.#fold(event);
    return event;
  }

  /** Ends what is under way, so that the numbers stand still. */
  rest(): readonly EngineEvent[] {
    const rest = this.#plan.splice(0);
    for (const event of rest) this.#fold(event);
    return rest;
  }

  get status(): StatusView {
    const connections = [
      {
        name: 'prod',
        connectionId,
        state: 'ready' as const,
        fault: null,
        message: null,
        tables: [...this.#tables.values()],
      },
    ];
    return { ...overallOf(connections, 'en'), running: true, connections };
  }

  #delivery(): EngineEvent[] {
    const id = (this.#id += 1);
    const table = tables[id % tables.length] ?? 'order';
    const place = { connection: 'prod', table, id, file: `orders_${id}.csv` };
    const progress = (stage: 'converting' | 'uploading', part: number): EngineEvent => ({
      type: 'progress',
      ...place,
      stage,
      bytesDone: part * 100_000,
      bytesTotal: 300_000,
    });
    const state = (name: 'converting' | 'spooled' | 'uploading' | 'delivered'): EngineEvent => ({
      type: 'state',
      ...place,
      state: name,
    });
    return [
      { type: 'arrived', ...place, bytes: 300_000 },
      state('converting'),
      progress('converting', 1),
      progress('converting', 3),
      state('spooled'),
      state('uploading'),
      ...[0, 1, 2, 3].map((part) => progress('uploading', part)),
      state('delivered'),
    ];
  }

  #fold(event: EngineEvent): void {
    if (event.type !== 'state' || event.state !== 'delivered') return;
    const table = this.#tables.get(event.table);
    if (table === undefined) return;
    const delivered = table.delivered + 1;
    this.#tables.set(event.table, { ...table, delivered, deliveredToday: delivered });
  }
}

/** Seconds of a core that the page's own process used so far. */
const rendererSeconds = async (browser: Browser): Promise<number> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
};

/** Tells a window so many events a second through the real hub and the real door, and holds its numbers against ours. */
export const measureEvents = async ({
  browser,
  windowFiles,
  perSecond,
  seconds,
  say,
}: Measured): Promise<void> => {
  const hub = new EventHub(randomUUID(), { clock: systemClock, interval: 100, most: 2_000 });
  const teller = new Teller();
  const configuration = Configuration.parse({
    connections: [
      {
        name: 'prod',
        team: 'a',
        cluster: 'eu-1',
        connectionId,
        tables: tables.map((name) => ({ name, folder: `/drop/${name}` })),
      },
    ],
  });
  const log = { write: () => undefined };
  const server = await startUiServer(
    { host: '127.0.0.1', port: 0 },
    {
      files: await readStaticFiles(windowFiles),
      answer: openDoor({
        calls,
        handlers: {
          'window.snapshot': () => ({ sequence: hub.flush(), status: teller.status, engine: hub.engine }),
          'window.abilities': () => ({
            shell: 'browser' as const,
            pickers: false,
            startAtLogin: false,
            openFolders: false,
            browse: true,
          }),
          'preferences.get': () => defaultPreferences,
          'configuration.get': () => configuration,
          'queue.throughput': () => [],
        },
        scruple: () => undefined,
        log,
      }),
      subscribe: (listener) => hub.subscribe(listener),
      folderOf: () => '/nowhere',
      dropped: () => undefined,
      sampleFolder: async () => '/nowhere',
      sampleTaken: () => '',
      log,
    },
  );
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(server.url);
    await page.locator('[data-table=order]').waitFor();
    const before = await rendererSeconds(browser);
    const began = performance.now();
    let told = 0;
    while (performance.now() - began < seconds * 1000) {
      for (const due = ((performance.now() - began) / 1000) * perSecond; told < due; told += 1)
        hub.tell(teller.next());
      await systemClock.wait(20, AbortSignal.timeout(60_000));
    }
    const used = (await rendererSeconds(browser)) - before;
    const took = (performance.now() - began) / 1000;
    for (const event of teller.rest()) hub.tell(event);
    const wanted = teller.status.connections[0]?.tables.map(({ deliveredToday }) =>
      deliveredToday.toLocaleString('en-US'),
    );
    const shown = () => page.locator('[data-table] td:nth-of-type(3)').allInnerTexts();
    const settled = performance.now();
    while (JSON.stringify(await shown()) !== JSON.stringify(wanted) && performance.now() - settled < 10_000)
      await systemClock.wait(50, AbortSignal.timeout(60_000));
    const right = JSON.stringify(await shown()) === JSON.stringify(wanted);
    say(
      `${Math.round(told / took)} events a second for ${took.toFixed(0)} s: the window used ${((used / took) * 100).toFixed(0)} % of a core (wanted: 30)`,
    );
    say(
      right
        ? `its numbers are right ${Math.round(performance.now() - settled)} ms after the last event`
        : `its numbers are WRONG: ${(await shown()).join(', ')} in place of ${wanted?.join(', ')}`,
    );
  } finally {
    await page.close();
    await server.close();
    hub.close();
  }
};
