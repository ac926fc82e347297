import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../electron/adapters/clock.ts';
import type { Clock } from '../../../electron/core/clock.ts';
import { FakeClock } from '../../support/fake-clock.ts';

interface Candidate {
  readonly clock: Clock;
  pass(ms: number): Promise<void>;
}

const candidates: Record<string, () => Candidate> = {
  'the system clock': () => ({
    clock: systemClock,
    pass: (ms) => systemClock.wait(ms, new AbortController().signal),
  }),
  'the fake clock': () => {
    const clock = new FakeClock();
    return { clock, pass: (ms) => clock.advance(ms) };
  },
};

describe.each(Object.entries(candidates))('%s', (_name, make) => {
  const never = new AbortController().signal;

  it('tells the time since 1970 and a time that never goes back', async () => {
    const { clock, pass } = make();
    const [wall, steady] = [clock.now(), clock.monotonic()];
    await pass(20);
    expect(wall).toBeGreaterThan(Date.UTC(2026, 0));
    expect(clock.monotonic() - steady).toBeGreaterThanOrEqual(19);
    expect(clock.now() - wall).toBeGreaterThanOrEqual(18);
  });

  it('ends waits in the order in which they fall due', async () => {
    const { clock, pass } = make();
    const order: string[] = [];
    const waits = [
      clock.wait(60, never).then(() => order.push('long')),
      clock.wait(20, never).then(() => order.push('short')),
    ];
    await pass(80);
    await Promise.all(waits);
    expect(order).toEqual(['short', 'long']);
  });

  it('does not end a wait before its time', async () => {
    const { clock, pass } = make();
    let ended = false;
    const leave = new AbortController();
    const wait = clock.wait(60_000, leave.signal).then(
      () => (ended = true),
      () => undefined,
    );
    await pass(20);
    expect(ended).toBe(false);
    leave.abort();
    await wait;
  });

  it('ends a wait of no length, and of negative length', async () => {
    const { clock } = make();
    await clock.wait(0, never);
    await clock.wait(-5, never);
  });

  it('rejects with the reason of its signal when that is aborted during the wait', async () => {
    const { clock } = make();
    const leave = new AbortController();
    const wait = clock.wait(60_000, leave.signal);
    const reason = new Error('closed');
    leave.abort(reason);
    await expect(wait).rejects.toBe(reason);
  });

  it('rejects at once when its signal is aborted already', async () => {
    const { clock } = make();
    const reason = new Error('closed before');
    await expect(clock.wait(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('takes waits longer than one timer of Node can be', async () => {
    const { clock } = make();
    const leave = new AbortController();
    const wait = clock.wait(2 ** 40, leave.signal);
    let ended = false;
    void wait.then(
      () => (ended = true),
      () => undefined,
    );
    await new Promise(setImmediate);
    expect(ended).toBe(false);
    leave.abort();
    await expect(wait).rejects.toThrow();
  });
});
