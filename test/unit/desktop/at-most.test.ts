import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { atMostEvery } from '../../../electron/desktop/at-most.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it is done at once, then once an interval, and once more after the last call', () => {
  let count = 0;
  const soon = atMostEvery(500, () => (count += 1));
  soon();
  expect(count).toBe(1);
  for (let call = 0; call < 100; call += 1) soon();
  expect(count).toBe(1);
  vi.advanceTimersByTime(500);
  expect(count).toBe(2);
  vi.advanceTimersByTime(5_000);
  expect(count).toBe(2);
  soon();
  expect(count).toBe(3);
});
