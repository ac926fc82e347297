import { Fault, type FaultView } from '../../contract/fault.ts';
import type { Clock } from '../clock.ts';
import { SettleGate } from '../settle/gate.ts';
import { markerKey } from '../settle/marker.ts';
import { settleRules } from '../settle/rules.ts';
import { answering } from './answering.ts';
import { eachOf } from './each.ts';
import { sortedArrivals } from './order.ts';
import type { FolderReader, ScanResult, SeenFile, WatchSettings } from './port.ts';

const largestBatch = 10_000;
/** How long a few hundred entries may take to be read. */
const batchAnswerMs = 60_000;
const handOverAgainMs = 5_000;
/** How many ends are read at once, and after how many the event loop goes round. */
const endsAtOnce = 8;
const breathEvery = 2_000;

export interface LookAround {
  readonly settings: WatchSettings;
  readonly clock: Clock;
  readonly reader: FolderReader;
  /** Told when a batch was handed over, so that nobody counts its files twice. */
  readonly handedOver: () => void;
}

export interface LookEnd {
  readonly result: ScanResult;
  /** How long the scan took, in milliseconds. */
  readonly duration: number;
  /** Why settled files could not be handed over. They stay, and are offered again. */
  readonly refused?: FaultView | undefined;
}

/** Looks at one folder again and again: scans it, decides what is complete, and hands that over. */
export class FolderLook {
  readonly #around: LookAround;
  readonly #gate: SettleGate;
  #handOverAt: number | undefined;
  /** Batches that scans have read. */
  #seen = 0;

  constructor(around: LookAround, network: boolean) {
    this.#around = around;
    this.#gate = new SettleGate(settleRules(around.settings.table, network));
  }

  counts(): { settling: number; unmarked: number } {
    return this.#gate.counts();
  }

  /** When the next file may settle, in monotonic milliseconds. */
  nextDueAt(): number | undefined {
    const due = Math.min(this.#gate.nextDueAt() ?? Infinity, this.#handOverAt ?? Infinity);
    return due === Infinity ? undefined : due;
  }

  async scan(signal: AbortSignal): Promise<LookEnd> {
    const { clock, reader, settings } = this.#around;
    const startedAt = clock.monotonic();
    this.#gate.begin();
    const patience = {
      clock,
      folder: settings.table.folder,
      limitMs: batchAnswerMs,
      progress: () => this.#seen,
    };
    const result = await answering(patience, signal, (given) =>
      reader.scan((files, markers) => this.#see(files, markers), given),
    );
    const endedAt = clock.monotonic();
    this.#gate.finish(endedAt);
    // many files may need no reading at all: the event loop must go round all the same
    const breathe = (): Promise<void> => clock.wait(0, signal);
    let examined = 0;
    await eachOf(this.#gate.quiet(startedAt), endsAtOnce, async (file) => {
      this.#gate.examined(file, await reader.end(file, signal), startedAt);
      examined += 1;
      if (examined % breathEvery === 0) await breathe();
    });
    const settled = await sortedArrivals(this.#gate.released(), breathe);
    return { result, duration: endedAt - startedAt, refused: await this.#handOver(settled, signal) };
  }

  #see(files: readonly SeenFile[], markers: readonly string[]): void {
    this.#seen += 1;
    for (const file of files) {
      const known = this.#around.settings.known(file.path);
      if (known?.size === file.size && known.mtimeNs === file.mtimeNs) this.#gate.forget(file.name);
      else this.#gate.see(file);
    }
    for (const marker of markers) this.#gate.seeMarker(markerKey(marker));
  }

  async #handOver(settled: readonly SeenFile[], signal: AbortSignal): Promise<FaultView | undefined> {
    this.#handOverAt = undefined;
    for (let from = 0; from < settled.length && !signal.aborted; from += largestBatch) {
      const batch = settled.slice(from, from + largestBatch);
      try {
        await this.#around.settings.onSettled(batch);
      } catch (thrown) {
        this.#handOverAt = this.#around.clock.monotonic() + handOverAgainMs;
        return Fault.from(thrown).view;
      }
      for (const file of batch) this.#gate.forget(file.name);
      this.#around.handedOver();
    }
    return undefined;
  }
}
