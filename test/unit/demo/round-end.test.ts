import { describe, expect, test } from 'vitest';
import { RoundEnd } from '../../../electron/compose/round-end.ts';
import type { EngineEvent } from '../../../electron/contract/events.ts';
import type { DeliveryState } from '../../../electron/contract/state.ts';
import { expectation } from './outcomes.ts';

const samples = expectation.samples.slice(0, 2);
const state = (file: string, is: DeliveryState): EngineEvent => ({
  type: 'state',
  connection: 'demo',
  table: 'order',
  id: 1,
  file,
  state: is,
});
const never = new AbortController().signal;
const pending = async (promise: Promise<void>) => {
  const open = Symbol('open');
  return (await Promise.race([promise, Promise.resolve(open)])) === open;
};

describe('a round', () => {
  test('ends when each of its files has ended, delivered or not', async () => {
    const round = new RoundEnd();
    const ended = round.of(samples, never);
    round.fold(state('first.csv', 'delivered'));
    round.fold(state('again.csv', 'uploading'));
    round.fold(state('elsewhere.csv', 'delivered'));
    expect(await pending(ended)).toBe(true);
    round.fold(state('again.csv', 'rejected'));
    await ended;
  });

  test('of no files has ended', async () => {
    await new RoundEnd().of([], never);
  });

  test('ends with the fault that holds the connection', async () => {
    const round = new RoundEnd();
    const ended = round.of(samples, never);
    round.fold({
      type: 'held',
      connection: 'demo',
      fault: { code: 'credentials.signature', facts: {} },
      message: '',
    });
    await expect(ended).rejects.toMatchObject({ code: 'credentials.signature' });
  });

  test('ends when it is asked to stop, also before it began', async () => {
    const asked = new AbortController();
    const ended = new RoundEnd().of(samples, asked.signal);
    asked.abort(new Error('enough'));
    await expect(ended).rejects.toThrow('enough');
    await expect(new RoundEnd().of(samples, asked.signal)).rejects.toThrow('enough');
  });
});
