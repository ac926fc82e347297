import { expect, it } from 'vitest';
import { answering } from '../../../electron/core/watch/answering.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const never = new AbortController().signal;

/** Work that goes on until it is told to stop. */
const hanging = (told: AbortSignal[]) => (signal: AbortSignal) => {
  told.push(signal);
  return new Promise<never>(() => undefined);
};

it('work that is answered gives its result, and leaves no wait behind', async () => {
  const clock = new FakeClock();
  const patience = { clock, folder: '/drop', limitMs: 1_000 };
  expect(await answering(patience, never, () => Promise.resolve(7))).toBe(7);
  expect(clock.nextIn).toBe(Infinity);
});

it('work that gets no answer ends with a fault, and is told to stop', async () => {
  const clock = new FakeClock();
  const told: AbortSignal[] = [];
  const work = answering({ clock, folder: '/drop', limitMs: 1_000 }, never, hanging(told));
  const ended = expect(work).rejects.toMatchObject({ code: 'folder.unreadable', facts: { path: '/drop' } });
  await clock.advance(999);
  expect(told[0]?.aborted).toBe(false);
  await clock.advance(1);
  await ended;
  expect(told[0]?.aborted).toBe(true);
});

it('work that makes progress may take as long as it needs', async () => {
  const clock = new FakeClock();
  const told: AbortSignal[] = [];
  let batches = 0;
  const patience = { clock, folder: '/drop', limitMs: 1_000, progress: () => batches };
  const work = answering(patience, never, hanging(told));
  const ended = expect(work).rejects.toMatchObject({ code: 'folder.unreadable' });
  for (; batches < 20; batches += 1) {
    await clock.advance(900);
    expect(told[0]?.aborted).toBe(false);
  }
  await clock.advance(2_000);
  await ended;
});

it('work ends with the reason of its signal', async () => {
  const clock = new FakeClock();
  const leave = new AbortController();
  const work = answering({ clock, folder: '/drop', limitMs: 1_000 }, leave.signal, hanging([]));
  const reason = new Error('closed');
  leave.abort(reason);
  await expect(work).rejects.toBe(reason);
});
