import { Fault, type FaultView } from '../../contract/fault.ts';
import type { Clock } from '../clock.ts';
import { answering } from './answering.ts';
import { HintDesk } from './hint-desk.ts';
import { FolderLook } from './look.ts';
import type {
  FolderReader,
  FolderState,
  FolderWatch,
  HintSource,
  PollingReason,
  RootIdentity,
  ScanResult,
  WatchSettings,
} from './port.ts';
import { nextScanAt } from './schedule.ts';
import { Stir } from './stir.ts';

/** How often the root is looked at, and how long it may take to answer. */
const rootEveryMs = 2_000;
const rootAnswerMs = 20_000;
const closeMs = 5_000;
/** Above this many entries events cost more than reading the folder every few seconds. */
const manyEntries = 50_000;

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
  #look: FolderLook | undefined;
  #fault: FaultView | undefined;
  #askers: (() => void)[] = [];

  #lastEnd: number | undefined;
  #lastDuration = 0;
  #lastScanAt: number | undefined;
  #lastScanOk = false;
  #result = nothingScanned;
  #stir = new Stir();
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
    return this.#lastScanOk && this.#desk.hintAt === undefined && this.#look?.counts().settling === 0;
  }

  state(): FolderState {
    const reason = this.#pollingReason();
    const counts = this.#look?.counts() ?? { settling: 0, unmarked: 0 };
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
    // a share that hangs does not hold up the end of the program
    const waited = new AbortController();
    const longEnough = this.#clock.wait(closeMs, waited.signal).catch(() => undefined);
    await Promise.race([this.#running, longEnough]);
    waited.abort();
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
    return nextScanAt({
      lastEnd: this.#lastEnd,
      lastDuration: this.#lastDuration,
      asked: this.#askers.length > 0,
      hintAt: this.#desk.hintAt,
      dueAt: this.#look?.nextDueAt(),
      everyMs: this.#settings.scanEveryMs,
      polling: this.#pollingReason() !== undefined,
    });
  }

  async #round(): Promise<void> {
    try {
      if (this.#rootSeenAt + rootEveryMs <= this.#clock.monotonic()) await this.#lookAtRoot();
      const look = this.#look;
      if (look !== undefined && this.#scanAt() <= this.#clock.monotonic()) await this.#scan(look);
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
    const patience = { clock: this.#clock, folder: this.#settings.table.folder, limitMs: rootAnswerMs };
    const root = await answering(patience, this.#ended.signal, () => this.#reader.root());
    this.#rootSeenAt = this.#clock.monotonic();
    if (root.id !== this.#root?.id || this.#rootInDoubt) await this.#desk.close();
    this.#rootInDoubt = false;
    if (root.id === this.#root?.id) return;
    this.#root = root;
    this.#look = new FolderLook(
      {
        settings: this.#settings,
        clock: this.#clock,
        reader: this.#reader,
        handedOver: () => this.#publish(),
      },
      root.network,
    );
    this.#lastEnd = undefined;
    this.#lastDuration = 0;
    this.#result = nothingScanned;
    this.#stir = new Stir();
  }

  /** The folder cannot be read, or another root lies there: nothing that was seen counts any more. */
  #lose(thrown: unknown): void {
    this.#fault = Fault.from(thrown).view;
    this.#root = undefined;
    this.#look = undefined;
    this.#lastScanOk = false;
    this.#result = nothingScanned;
    this.#rootSeenAt = this.#clock.monotonic();
  }

  async #scan(look: FolderLook): Promise<void> {
    const askers = this.#askers.splice(0);
    this.#desk.answered();
    this.#busy = true;
    this.#publish();
    try {
      const { result, duration, refused } = await look.scan(this.#ended.signal);
      this.#result = result;
      this.#stir.scanned(result.entries, look.counts().settling);
      this.#lastScanOk = true;
      this.#lastDuration = duration;
      this.#fault = refused;
    } finally {
      this.#lastEnd = this.#clock.monotonic();
      this.#lastScanAt = this.#clock.now();
      this.#busy = false;
      this.#answer(askers);
    }
  }

  #pollingByChoice(): PollingReason | undefined {
    const { polling } = this.#settings.table;
    if (polling === true) return 'setting';
    if (polling === undefined && this.#root?.network === true) return 'network';
    return this.#result.entries > manyEntries || this.#stir.great ? 'manyFiles' : undefined;
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
