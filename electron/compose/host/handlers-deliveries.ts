import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault } from '../../contract/fault.ts';
import { done, type HandlersOf } from '../../core/door/handlers.ts';
import type { Journal } from '../../core/queue/journal.ts';
import { retryDelivery, sendAgain } from '../retry-delivery.ts';
import type { EngineHost } from './engine-host.ts';
import type { WindowParts } from './window-parts.ts';

/** So many are written in one go, so that thousands do not hold up everything else. */
const BATCH = 100;

const running = (host: EngineHost): Journal => {
  if (host.engine !== undefined) return host.engine.journal;
  throw Fault.of(host.fault ?? { code: 'usage.wrong', facts: { reason: 'The engine does not run' } });
};

/** One after the other, whatever becomes of each; throws the first fault after all were tried. */
const each = async (
  host: EngineHost,
  ids: readonly number[],
  act: (journal: Journal, id: number) => Promise<void>,
): Promise<void> => {
  let first: Fault | undefined;
  for (const id of ids) {
    try {
      await act(running(host), id);
    } catch (error) {
      first ??= Fault.from(error);
    }
  }
  host.act(() => undefined);
  if (first !== undefined) throw first;
};

const batches = async (
  host: EngineHost,
  ids: readonly number[],
  act: (journal: Journal, ids: readonly number[]) => void,
): Promise<void> => {
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH);
    host.look((journal) => act(journal, batch));
    await nextTurn();
  }
  host.act(() => undefined);
};

/** What a person does with single deliveries, or with several at once. */
export const deliveryHandlers = ({
  host,
}: WindowParts): HandlersOf<
  'deliveries.retry' | 'deliveries.sendAgain' | 'deliveries.dismiss' | 'deliveries.recall'
> => ({
  'deliveries.retry': async ({ ids }) => {
    await each(host, ids, (journal, id) => retryDelivery(journal, host.dataDirectory, id));
    return done;
  },
  'deliveries.sendAgain': async ({ ids }) => {
    await each(host, ids, (journal, id) => sendAgain(journal, host.dataDirectory, id, host.clock.now()));
    return done;
  },
  'deliveries.dismiss': async ({ ids }) => {
    await batches(host, ids, (journal, batch) => journal.dismiss(batch, host.clock.now()));
    return done;
  },
  'deliveries.recall': async ({ ids }) => {
    await batches(host, ids, (journal, batch) => journal.recall(batch));
    return done;
  },
});
