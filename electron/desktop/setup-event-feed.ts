import { randomUUID } from 'node:crypto';
import type { Snapshot } from '../contract/calls.ts';
import type { EngineEvent } from '../contract/events.ts';
import type { StatusView } from '../contract/views.ts';
import type { Clock } from '../core/clock.ts';
import { EventHub } from '../core/door/event-hub.ts';
import type { MainWindow } from './setup-window.ts';

const interval = 100;
const mostInOne = 500;

export interface FeedSource {
  subscribe(listener: (event: EngineEvent) => void): () => void;
  status(): StatusView;
}

/**
 * Sends the engine's events to the window in numbered pushes, at most ten a second. Returns what answers
 * `window.snapshot`: the state up to a number.
 */
export const setupEventFeed = (window: MainWindow, source: FeedSource, clock: Clock): (() => Snapshot) => {
  const hub = new EventHub(randomUUID(), { clock, interval, most: mostInOne });
  hub.subscribe((push) => window.push(push));
  const end = source.subscribe((event) => {
    if (event.type === 'started') hub.restarted(randomUUID());
    hub.tell(event);
  });
  window.browserWindow.on('closed', () => {
    end();
    hub.close();
  });
  return () => {
    const sequence = hub.flush();
    return { sequence, status: source.status(), engine: hub.engine };
  };
};
