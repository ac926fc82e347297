import { Fault } from '../../contract/fault.ts';
import type { Clock } from '../clock.ts';

export interface Patience {
  readonly clock: Clock;
  /** The folder that is asked, for the fault. */
  readonly folder: string;
  /** Milliseconds without progress after which it counts as not answering. */
  readonly limitMs: number;
  /** Changes whenever something was answered. */
  readonly progress?: (() => number) | undefined;
}

/**
 * Does work on a folder that may hang, as a share does whose server is gone: then ends with the fault
 * `folder.unreadable`, and aborts the signal that the work was given.
 */
export const answering = async <Result>(
  { clock, folder, limitMs, progress = () => 0 }: Patience,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const givenUp = new AbortController();
  const over = new AbortController();
  const watch = async (): Promise<never> => {
    for (let before = NaN; before !== progress();) {
      before = progress();
      await clock.wait(limitMs, AbortSignal.any([signal, over.signal]));
    }
    const fault = new Fault('folder.unreadable', { path: folder, reason: 'it does not answer' });
    givenUp.abort(fault);
    throw fault;
  };
  try {
    return await Promise.race([work(AbortSignal.any([signal, givenUp.signal])), watch()]);
  } finally {
    over.abort();
  }
};
