import type { FromConverter, Progress, ToConverter } from '../contract/converter.ts';
import { Fault } from '../contract/fault.ts';
import { convertFile, peakRss } from './convert-file.ts';
import { SmallDatabases } from './duckdb/small-databases.ts';
import { SourceFile } from './source-file.ts';

type Order = Extract<ToConverter, { kind: 'convert' | 'fingerprint' }>;

/** Does what the engine asks for. */
export class JobDesk {
  readonly #small = new SmallDatabases();

  /** A fault is an answer too. */
  async perform(
    order: Order,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<FromConverter> {
    const { id } = order;
    try {
      if (order.kind === 'fingerprint') {
        const source = await SourceFile.look(order.source, order.source);
        return { kind: 'fingerprinted', id, sha256: await source.sha256(signal), bytes: source.bytes };
      }
      const room = {
        signal,
        onProgress: atMostOften(onProgress),
        now: () => new Date().toISOString(),
        small: this.#small,
      };
      return { kind: 'converted', id, result: await convertFile(order.job, room) };
    } catch (error) {
      const fault = signal.aborted ? new Fault('converter.cancelled') : Fault.from(error);
      return { kind: 'failed', id, fault: fault.view, peakRss: peakRss() };
    }
  }
}

const PAUSE = 100;

/** Progress is told ten times a second at most; a new stage at once. */
const atMostOften = (tell: (progress: Progress) => void): ((progress: Progress) => void) => {
  let last = 0;
  let stage: Progress['stage'] | undefined;
  return (progress) => {
    const now = performance.now();
    if (progress.stage === stage && now - last < PAUSE) return;
    last = now;
    stage = progress.stage;
    tell(progress);
  };
};
