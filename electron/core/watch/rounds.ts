import { Fault, type FaultView } from '../../contract/fault.ts';
import type { Clock } from '../clock.ts';
import { SettleGate } from '../settle/gate.ts';
import { markerKey } from '../settle/marker.ts';
import { settleRules } from '../settle/rules.ts';
import { eachOf } from './each.ts';
import { HintDesk } from './hint-desk.ts';
import type {
  FolderReader,
  FolderState,
  FolderWatch,
  HintSource,
  PollingReason,
  RootIdentity,
  ScanResult,
  SeenFile,
  WatchSettings,
} from './port.ts';
import { nextScanAt } from './schedule.ts';

/** How often the root is looked at, and how long it may take to answer. */
const rootEveryMs = 2_000;
const rootAnswerMs = 20_000;
/** Above this many entries events cost more than reading the folder every few seconds. */
const manyEntries = 50_000;
const largestBatch = 10_000;
const handOverAgainMs = 5_000;

export interface Around {
  readonly clock: Clock;
  readonly reader: FolderReader;
  readonly hints: HintSource;
}

const nothingScanned: ScanResult = { warnings: [], warningCount: 0, entries: 0 };

/** Looks after one folder, round by round: is the root there, is a scan wanted, has something settled. */
export class FolderRounds implements FolderWatch {
  readonly #settings: WatchSettings;
  readonly #clock: Clock;
  readonly #reader: FolderReader;
  readonly #desk: HintDesk;
  readonly #ended = new AbortController();
  readonly #running: Promise<void>;
  #alarm = new AbortController();

  #root: RootIdentity | undefined;
  #rootSeenAt = -Infinity;
  #rootInDoubt = false;
  #gate: SettleGate | undefined;
  #fault: FaultView | undefined;
  #askers: (() => void)[] = [];
  #handOverAt: number | undefined;

  #lastEnd: number | undefined;
  #lastDuration = 0;
  #lastScanAt: number | undefined;
  #lastScanOk = false;
  #result = nothingScanned;
  #busy = false;
  #paused = false;
  #roundDone: Promise<void> = Promise.resolve();
  #shown = '';

  constructor(settings: WatchSettings, around: Around) {
    this.#settings = settings;
    this.#clock = around.clock;
    this.#reader = around.reader;
    this.#desk = new HintDesk(around.hints, around.clock, {
      woken: () => this.#alarm.abort(),
      // the root's own watch ended; the next look at the root opens another, at most every two seconds
      rootInDoubt: () => {
        this.#rootInDoubt = true;
      },
    });
    this.#running = this.#run();
  }

  scanNow(): Promise<void> {
    if (this.#ended.signal.aborted || this.#paused) return Promise.resolve();
    return new Promise((resolve) => {
      this.#askers.push(resolve);
      this.#rootSeenAt = -Infinity;
      this.#alarm.abort();
    });
  }

  idle(): boolean {
    if (this.#busy || this.#paused || this.#askers.length > 0 || this.#rootSeenAt === -Infinity) return false;
    if (this.#root === undefined) return this.#fault !== undefined;
    return this.#lastScanOk && this.#desk.hintAt === undefined && this.#gate?.counts().settling === 0;
  }

  state(): FolderState {
    const reason = this.#pollingReason();
    const counts = this.#gate?.counts() ?? { settling: 0, unmarked: 0 };
    return {
      reachable: this.#root !== undefined,
      fault: this.#fault,
      polling: reason !== undefined,
      pollingReason: reason,
      lastScanAt: this.#lastScanAt,
      lastScanOk: this.#lastScanOk,
      ...counts,
      busy: this.#busy,
      paused: this.#paused,
      warnings: this.#result.warnings,
      warningCount: this.#result.warningCount,
    };
  }

  async pause(): Promise<void> {
    this.#paused = true;
    this.#alarm.abort();
    await this.#roundDone;
    await this.#desk.close();
    this.#publish();
  }

  resume(): Promise<void> {
    this.#paused = false;
    this.#root = undefined;
    return this.scanNow();
  }

  async close(): Promise<void> {
    this.#ended.abort();
    this.#alarm.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      this.#alarm = new AbortController();
      if (!this.#paused) {
        this.#roundDone = this.#round();
        await this.#roundDone;
      }
      const wait = this.#paused ? 60_000 : Math.max(0, this.#nextAt() - this.#clock.monotonic());
      if (signal.aborted) break;
      await this.#clock.wait(wait, this.#alarm.signal).catch(() => undefined);
    }
    await this.#desk.close();
    this.#answer(this.#askers);
  }

  #nextAt(): number {
    const lookAt = this.#rootSeenAt + rootEveryMs;
    return this.#root === undefined ? lookAt : Math.min(lookAt, this.#scanAt());
  }

  #scanAt(): number {
    const due = Math.min(this.#gate?.nextDueAt() ?? Infinity, this.#handOverAt ?? Infinity);
    return nextScanAt({
      lastEnd: this.#lastEnd,
      lastDuration: this.#lastDuration,
      asked: this.#askers.length > 0,
      hintAt: this.#desk.hintAt,
      dueAt: due === Infinity ? undefined : due,
      everyMs: this.#settings.scanEveryMs,
      polling: this.#pollingReason() !== undefined,
    });
  }

  async #round(): Promise<void> {
    try {
      if (this.#rootSeenAt + rootEveryMs <= this.#clock.monotonic()) await this.#lookAtRoot();
      if (this.#root !== undefined && this.#scanAt() <= this.#clock.monotonic()) await this.#scan();
      if (this.#root !== undefined) await this.#desk.tend(this.#pollingByChoice() === undefined);
    } catch (thrown) {
      if (!this.#ended.signal.aborted) {
        this.#lose(thrown);
        await this.#desk.close();
      }
    }
    if (this.#root === undefined) this.#answer(this.#askers.splice(0));
    this.#publish();
  }

  async #lookAtRoot(): Promise<void> {
    const answered = new AbortController();
    const tooLate = this.#clock
      .wait(rootAnswerMs, AbortSignal.any([answered.signal, this.#ended.signal]))
      .then(() => {
        throw new Fault('folder.unreadable', {
          path: this.#settings.table.folder,
          reason: 'it does not answer',
        });
      });
    tooLate.catch(() => undefined);
    let root: RootIdentity;
    try {
      root = await Promise.race([this.#reader.root(), tooLate]);
    } finally {
      answered.abort();
    }
    this.#rootSeenAt = this.#clock.monotonic();
    if (root.id !== this.#root?.id || this.#rootInDoubt) await this.#desk.close();
    this.#rootInDoubt = false;
    if (root.id === this.#root?.id) return;
    this.#root = root;
    this.#gate = new SettleGate(settleRules(this.#settings.table, root.network));
    this.#lastEnd = undefined;
    this.#lastDuration = 0;
    this.#result = nothingScanned;
  }

  /** The folder cannot be read, or another root lies there: nothing that was seen counts any more. */
  #lose(thrown: unknown): void {
    this.#fault = Fault.from(thrown).view;
    this.#root = undefined;
    this.#gate = undefined;
    this.#lastScanOk = false;
    this.#rootSeenAt = this.#clock.monotonic();
  }

  async #scan(): Promise<void> {
    const gate = this.#gate;
    if (gate === undefined) return;
    const askers = this.#askers.splice(0);
    this.#desk.answered();
    this.#handOverAt = undefined;
    this.#busy = true;
    this.#publish();
    const startedAt = this.#clock.monotonic();
    try {
      gate.begin();
      const result = await this.#reader.scan(
        (files, markers) => this.#see(gate, files, markers),
        this.#ended.signal,
      );
      const endedAt = this.#clock.monotonic();
      gate.finish(endedAt);
      this.#result = result;
      this.#lastScanOk = true;
      this.#fault = undefined;
      this.#lastDuration = endedAt - startedAt;
      await this.#settle(gate, startedAt);
    } finally {
      this.#lastEnd = this.#clock.monotonic();
      this.#lastScanAt = this.#clock.now();
      this.#busy = false;
      this.#answer(askers);
    }
  }

  #see(gate: SettleGate, files: readonly SeenFile[], markers: readonly string[]): void {
    for (const file of files) {
      const known = this.#settings.known(file.path);
      if (known?.size === file.size && known.mtimeNs === file.mtimeNs) gate.forget(file.name);
      else gate.see(file);
    }
    for (const marker of markers) gate.seeMarker(markerKey(marker));
  }

  async #settle(gate: SettleGate, now: number): Promise<void> {
    const { signal } = this.#ended;
    await eachOf(gate.quiet(now), 8, async (file) => {
      const end = await this.#reader.end(file, signal);
      gate.examined(file, end, now);
    });
    const released = gate.released();
    for (let from = 0; from < released.length && !signal.aborted; from += largestBatch) {
      const batch = released.slice(from, from + largestBatch);
      try {
        await this.#settings.onSettled(batch);
      } catch (thrown) {
        // the queue's fault, not the folder's: they stay ready and are offered again
        this.#fault = Fault.from(thrown).view;
        this.#handOverAt = this.#clock.monotonic() + handOverAgainMs;
        return;
      }
      for (const file of batch) gate.forget(file.name);
    }
  }

  #pollingByChoice(): PollingReason | undefined {
    const { polling } = this.#settings.table;
    if (polling === true) return 'setting';
    if (polling === undefined && this.#root?.network === true) return 'network';
    return this.#result.entries > manyEntries ? 'manyFiles' : undefined;
  }

  #pollingReason(): PollingReason | undefined {
    return this.#pollingByChoice() ?? (this.#desk.limited ? 'watchLimit' : undefined);
  }

  #answer(askers: readonly (() => void)[]): void {
    for (const resolve of askers) resolve();
  }

  #publish(): void {
    const state = this.state();
    const shown = JSON.stringify({ ...state, lastScanAt: this.#busy ? undefined : state.lastScanAt });
    if (shown === this.#shown || this.#ended.signal.aborted) return;
    this.#shown = shown;
    this.#settings.onState(state);
  }
}
