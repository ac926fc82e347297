import { Fault, type FaultView } from '../../contract/fault.ts';
import { sentence } from '../../contract/words/sentence.ts';
import { isCancelled } from '../cancelled.ts';
import type { Clock } from '../clock.ts';
import type { Converter } from '../convert/converter.ts';
import type { Archive } from '../archive/port.ts';
import type { Journal } from '../queue/journal.ts';
import type { FolderState, FolderWatch, WatchSettings } from '../watch/port.ts';
import { Aside, type AsideWords } from './aside.ts';
import { Bell } from './bell.ts';
import { Conversions } from './conversions.ts';
import type { LanePlan, PipelineLimits } from './plan.ts';
import type { DeliveryFiles, OwnPeak, PipelineEvents, Senders } from './ports.ts';
import { closed, placeOf, type Room } from './room.ts';
import { LaneUploads } from './uploads.ts';

export interface PipelineParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly converter: Converter;
  readonly archive: Archive;
  readonly files: DeliveryFiles;
  readonly senders: Senders;
  readonly events: PipelineEvents;
  readonly openWatch: (settings: WatchSettings) => FolderWatch;
  readonly words: AsideWords;
  readonly limits: PipelineLimits;
  readonly lanes: readonly LanePlan[];
  readonly ownPeak: OwnPeak;
  readonly random: () => number;
  readonly scanEveryMs: number;
  /** How long history is kept, in milliseconds; 0: for ever. */
  readonly historyMs: number;
}

/** How often the journal is asked whether another process (the command line) wrote to it. */
const LISTEN_MS = 500;
/** How often old history is looked for, and how much of it goes at a time: the event loop has other things to do. */
const PRUNE_MS = 3_600_000;
const PRUNE_STEP = 200;
/** How long a part rests before it begins anew. */
const AGAIN_MS = 15_000;
/** How often a connection is tried again that waits for its keychain or clock. */
const RECHECK_MS = 15_000;
const heals: ReadonlySet<string> = new Set([
  'credentials.locked',
  'credentials.missing',
  'credentials.noKeychain',
  'credentials.profileUnreadable',
]);

/** What the pipeline is doing that the journal does not say. */
export interface LaneActivity {
  readonly folder: FolderState | undefined;
  readonly waiting: { readonly fault: Fault; readonly nextTryAt: number } | undefined;
  readonly aside: FaultView | undefined;
}

/** The way of every file, from the watched folders to the archive. Started once, ended once. */
export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #room: Room;
  readonly #conversions: Conversions;
  readonly #uploads: ReadonlyMap<number, LaneUploads>;
  readonly #aside: Aside;
  readonly #watches = new Map<number, FolderWatch>();
  readonly #folders = new Map<number, FolderState>();
  /** What was last written down of why a lane waits. */
  readonly #noted = new Map<number, string | undefined>();
  readonly #stop = new AbortController();
  #running: readonly Promise<void>[] = [];
  #broken: Fault | undefined;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    this.#aside = new Aside(() => this.#room, parts.archive, parts.words);
    this.#room = {
      journal: parts.journal,
      clock: parts.clock,
      bell: new Bell(),
      files: parts.files,
      events: parts.events,
      aside: this.#aside,
      limits: parts.limits,
      ownPeak: parts.ownPeak,
      lanes: parts.lanes,
    };
    this.#conversions = new Conversions(this.#room, parts.converter);
    this.#uploads = new Map(
      parts.lanes.map((plan) => [
        plan.lane.id,
        new LaneUploads(this.#room, plan, parts.senders, parts.random),
      ]),
    );
  }

  /** Puts right what a killed process left, then sets everything going. `watching: false` leaves the folders alone. */
  async start(how: { readonly watching: boolean } = { watching: true }): Promise<void> {
    const { journal, files, lanes, events } = this.#parts;
    const { signal } = this.#stop;
    journal.recover();
    journal.activate(lanes.map((plan) => plan.lane.id));
    await files.sweep(new Set(journal.spoolOwners()));
    events.emit({
      type: 'started',
      connections: new Set(lanes.map((plan) => plan.connection.connectionId)).size,
      tables: lanes.length,
    });
    // moves that were left open end first: a file that was delivered must not be seen as a new arrival
    this.#running = [
      this.#keep(() => this.#aside.run(signal)),
      this.#keep(() => this.#conversions.run(signal)),
      ...[...this.#uploads.values()].map((lane) => this.#keep(() => lane.run(signal))),
      this.#keep(() => this.#listen(signal)),
      this.#keep(() => this.#recheck(signal)),
      this.#keep(() => this.#prune(signal)),
    ];
    if (how.watching) for (const plan of lanes) this.#watch(plan);
  }

  #watch(plan: LanePlan): void {
    const { journal, openWatch, scanEveryMs, clock, events } = this.#parts;
    const { table, lane } = plan;
    const watch = openWatch({
      table: {
        folder: table.folder,
        subfolders: table.subfolders,
        include: table.include,
        exclude: table.exclude,
        settleMs: table.settleSeconds === undefined ? undefined : table.settleSeconds * 1000,
        doneMarker: table.doneMarker,
        polling: table.polling,
      },
      scanEveryMs,
      known: (path) => {
        const known = journal.knownAt(lane.id, path);
        return known && { size: known.size, mtimeNs: known.modifiedNs };
      },
      onSettled: async (files) => {
        for (let from = 0; from < files.length; from += 500) {
          const batch = files.slice(from, from + 500);
          const ids = journal.arrive(
            lane.id,
            batch.map((file) => ({
              path: file.path,
              name: file.name,
              size: file.size,
              modifiedNs: file.mtimeNs,
            })),
            'watch',
            clock.now(),
          );
          batch.forEach((file, index) => {
            const id = ids[index];
            if (id === undefined) return;
            events.emit({ type: 'arrived', ...placeOf(plan), id, file: file.name, bytes: file.size });
          });
          this.#room.bell.ring();
          // thousands of files at once must not hold the event loop
          await clock.wait(0, this.#stop.signal).catch(() => undefined);
        }
      },
      onState: (state) => this.#folderChanged(plan, state),
    });
    this.#watches.set(lane.id, watch);
  }

  #folderChanged(plan: LanePlan, state: FolderState): void {
    const before = this.#folders.get(plan.lane.id);
    this.#folders.set(plan.lane.id, state);
    if (
      before === undefined ||
      before.reachable !== state.reachable ||
      before.settling !== state.settling ||
      before.polling !== state.polling ||
      before.lastScanOk !== state.lastScanOk ||
      before.warningCount !== state.warningCount ||
      before.lastScanAt === undefined
    ) {
      const lastScanAt = state.lastScanAt === undefined ? null : new Date(state.lastScanAt).toISOString();
      const { reachable, polling, settling, lastScanOk } = state;
      const leftAlone = state.warnings.slice(0, 20).map(({ name, kind }) => ({ name, why: kind }));
      const leftAloneCount = state.warningCount;
      this.#note(plan);
      this.#parts.events.emit({
        type: 'folder',
        ...placeOf(plan),
        folder: {
          reachable,
          polling,
          settling,
          lastScanAt,
          lastScanOk,
          fault: state.fault ?? null,
          leftAlone,
          leftAloneCount,
        },
      });
    }
    this.#room.bell.ring();
  }

  /** Writes down what other processes cannot see: the folder's state, and why the lane waits. */
  #note(plan: LanePlan): void {
    const state = this.#folders.get(plan.lane.id);
    const waiting = this.#waits(plan.lane.id);
    this.#noted.set(plan.lane.id, waiting?.code);
    this.#parts.journal.noteFolder(plan.lane.id, {
      reachable: state?.reachable ?? true,
      polling: state?.polling ?? false,
      settling: state?.settling ?? 0,
      lastScanAt: state?.lastScanAt,
      lastScanOk: state?.lastScanOk ?? true,
      fault: state?.fault,
      leftAlone: (state?.warnings ?? []).slice(0, 20).map(({ name, kind }) => ({ name, why: kind })),
      leftAloneCount: state?.warningCount ?? 0,
      waiting,
    });
  }

  #waits(laneId: number): FaultView | undefined {
    const { waiting, aside } = this.activity(laneId);
    const open = this.#parts.journal.open(laneId) > 0;
    return waiting?.fault.view ?? aside ?? (open ? this.#conversions.trouble?.view : undefined);
  }

  /** Another process wrote to the journal: a pause, a retry, new credentials. */
  async #listen(signal: AbortSignal): Promise<void> {
    const { journal, clock, events } = this.#parts;
    let version = journal.version();
    let held = new Set<string>();
    for (;;) {
      for (const hold of journal.holds()) held.add(hold.connectionId);
      await clock.wait(LISTEN_MS, signal);
      for (const plan of this.#parts.lanes) {
        if (this.#waits(plan.lane.id)?.code !== this.#noted.get(plan.lane.id)) this.#note(plan);
      }
      const now = journal.version();
      if (now === version) continue;
      version = now;
      const holds = new Set(journal.holds().map((hold) => hold.connectionId));
      for (const connectionId of held) if (!holds.has(connectionId)) this.#released(connectionId);
      held = holds;
      events.emit({ type: 'changed' });
      this.#room.bell.ring();
    }
  }

  #released(connectionId: string): void {
    this.#parts.senders.forget(connectionId);
    const plan = this.#parts.lanes.find((one) => one.connection.connectionId === connectionId);
    if (plan !== undefined) this.#parts.events.emit({ type: 'released', connection: plan.connection.name });
  }

  /** Forgets history that is older than it is to be kept. */
  async #prune(signal: AbortSignal): Promise<void> {
    const { journal, clock, historyMs } = this.#parts;
    if (historyMs === 0) return;
    for (;;) {
      const pruned = journal.prune(clock.now() - historyMs, PRUNE_STEP);
      await clock.wait(pruned === 0 ? PRUNE_MS : 50, signal);
    }
  }

  /** A file at which a lane stopped may have been mended or taken away: then the lane goes on. */
  async #lookAtStopped(): Promise<void> {
    const { journal, files, lanes } = this.#parts;
    for (const plan of lanes) {
      const held = journal.heldIn(plan.lane.id);
      if (held === undefined || held.spoolPath !== undefined || closed(this.#room, plan) !== undefined)
        continue;
      const now = await files.version(held.sourcePath).catch(() => undefined);
      if (now?.size === held.size && now.mtimeNs === held.modifiedNs) continue;
      journal.requeue(held.id, false);
      this.#room.bell.ring();
    }
  }

  /** A keychain that was locked may be open now. */
  async #recheck(signal: AbortSignal): Promise<void> {
    const { journal, clock, senders } = this.#parts;
    for (;;) {
      await clock.wait(RECHECK_MS, signal);
      await this.#lookAtStopped();
      for (const hold of journal.holds()) {
        if (!heals.has(hold.fault.code)) continue;
        senders.forget(hold.connectionId);
        const opened = await senders.open(hold.connectionId).then(
          () => true,
          () => false,
        );
        if (opened) this.release(hold.connectionId);
      }
    }
  }

  /**
   * Runs a part until the pipeline stops. What heals by itself (a full disk under the journal) is waited for, and the
   * part begins anew; a fault of Sluice's own is told and breaks the pipeline.
   */
  async #keep(part: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await part();
        return;
      } catch (error) {
        if (this.#stop.signal.aborted && isCancelled(error, this.#stop.signal)) return;
        const fault = Fault.from(error);
        this.#parts.events.emit({ type: 'trouble', fault: fault.view, message: sentence(fault.view) });
        if (fault.remedy !== 'wait') {
          this.#broken = fault;
          this.#room.bell.ring();
          return;
        }
      }
      await this.#parts.clock.wait(AGAIN_MS, this.#stop.signal).catch(() => undefined);
      if (this.#stop.signal.aborted) return;
    }
  }

  /** A fault of Sluice's own that ended a part of the pipeline: the program should end and be started again. */
  get broken(): Fault | undefined {
    return this.#broken;
  }

  /** Why no conversion can be made at the moment. */
  get trouble(): Fault | undefined {
    return this.#conversions.trouble;
  }

  activity(laneId: number): LaneActivity {
    return {
      folder: this.#folders.get(laneId),
      waiting: this.#uploads.get(laneId)?.waiting,
      aside: this.#aside.waiting.get(laneId) ?? this.#conversions.resting(laneId)?.view,
    };
  }

  /**
   * Nothing is left to do by itself: every reachable folder is scanned and settled, and every lane is empty or waits for
   * a person (paused, or its connection held).
   */
  idle(): boolean {
    if (this.#conversions.busy) return false;
    for (const watch of this.#watches.values()) if (!watch.idle()) return false;
    for (const plan of this.#parts.lanes) {
      if (this.#uploads.get(plan.lane.id)?.busy === true) return false;
      if (this.#parts.journal.open(plan.lane.id) === 0) continue;
      // its files are away with their folder: that is for the world to change
      if (this.#conversions.resting(plan.lane.id) !== undefined) continue;
      const by = closed(this.#room, plan);
      if (by === undefined && this.#parts.journal.head(plan.lane.id)?.state !== 'held') return false;
      // a held lane still converts what there is room for: idle once that is done
      if (by === 'held' && this.#conversions.next(plan) !== undefined) return false;
    }
    return true;
  }

  /** Resolves when nothing is left to do; throws the fault where a part of the pipeline has ended by itself. */
  async untilIdle(signal: AbortSignal): Promise<void> {
    let looked = false;
    for (;;) {
      const heard = this.#room.bell.strokes;
      if (this.#broken !== undefined) throw this.#broken;
      // without a converter nothing will ever be idle
      if (this.#conversions.hopeless !== undefined) throw this.#conversions.hopeless;
      if (this.idle()) {
        // no event tells of what came to a polled folder since its last scan
        const polled = looked ? [] : [...this.#watches.values()].filter((watch) => watch.state().polling);
        if (polled.length === 0) return;
        looked = true;
        await Promise.all(polled.map((watch) => watch.scanNow()));
        continue;
      }
      looked = false;
      const over = new AbortController();
      const either = AbortSignal.any([signal, over.signal]);
      try {
        // the watches' own idleness changes without a stroke
        await Promise.race([this.#room.bell.after(heard, either), this.#parts.clock.wait(100, either)]);
      } finally {
        over.abort();
      }
    }
  }

  /** Resolves when the signal aborts; throws the fault of a part of the pipeline that has ended by itself. */
  async untilBroken(signal: AbortSignal): Promise<void> {
    for (;;) {
      const heard = this.#room.bell.strokes;
      if (this.#broken !== undefined) throw this.#broken;
      await this.#room.bell.after(heard, signal).catch(() => undefined);
      if (signal.aborted) return;
    }
  }

  /** Looks at a folder, or at all of them, now. */
  async scanNow(laneId?: number): Promise<void> {
    const watches = laneId === undefined ? [...this.#watches.values()] : [this.#watches.get(laneId)];
    await Promise.all(watches.map((watch) => watch?.scanNow()));
  }

  release(connectionId: string): void {
    this.#parts.journal.release(connectionId);
    this.#released(connectionId);
    this.#room.bell.ring();
  }

  /** Tells the pipeline that the journal was changed by this process (a pause, a retry). */
  changed(): void {
    this.#parts.events.emit({ type: 'changed' });
    this.#room.bell.ring();
  }

  /** Lets go of the folders before the machine sleeps. */
  async suspend(): Promise<void> {
    await Promise.all([...this.#watches.values()].map((watch) => watch.pause()));
  }

  async resume(): Promise<void> {
    await Promise.all([...this.#watches.values()].map((watch) => watch.resume()));
    this.#room.bell.ring();
  }

  /** Ends everything; what was under way is taken up again at the next start. */
  async close(): Promise<void> {
    this.#stop.abort(new DOMException('the pipeline is closed', 'AbortError'));
    await Promise.all([...this.#watches.values()].map((watch) => watch.close()));
    await Promise.allSettled(this.#running);
    this.#parts.events.emit({ type: 'stopped' });
  }
}
