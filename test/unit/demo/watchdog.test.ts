import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Watchdog } from '../../../electron/headless/demo/watchdog.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('waits as long as something goes on, and no longer', () => {
  using watchdog = new Watchdog(1_000);
  for (let time = 0; time < 5; time += 1) {
    vi.advanceTimersByTime(900);
    watchdog.hear();
  }
  expect(watchdog.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(watchdog.signal.aborted).toBe(true);
});
