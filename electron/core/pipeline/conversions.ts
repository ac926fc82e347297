import { Fault } from '../../contract/fault.ts';
import type { ConvertResult } from '../../contract/converter.ts';
import { sentence } from '../../contract/words/sentence.ts';
import type { Converter } from '../convert/converter.ts';
import type { Delivery } from '../queue/delivery.ts';
import { objectKey } from '../upload/object-key.ts';
import { endBeside, stopAt, tell } from './outcome.ts';
import { jobFor, skipsDuplicates, type LanePlan } from './plan.ts';
import { closed, placeOf, type Room } from './room.ts';

const CALM_DOWN_MS = 15_000;
/** The first tries to start a converter that was ended while it started follow sooner. */
const FIRST_TRY_MS = 1_000;
const HOPELESS_AFTER = 4;
/** Files of one lane that are converted ahead of their upload: more would only fill the spool. */
const MOST_AHEAD = 500;

/**
 * Converts eagerly, ahead of the upload, in arrival order: one file at a time in a lane (its schema may be learned from
 * it), several lanes side by side, within the spool budget.
 */
export class Conversions {
  readonly #room: Room;
  readonly #converter: Converter;
  /** Lanes with a conversion under way. */
  readonly #busy = new Map<number, Promise<void>>();
  #trouble: Fault | undefined;
  /** How often in a row the converter could not be started. */
  #failedStarts = 0;
  /** What ended a conversion other than its file: the journal cannot be written. */
  readonly #failures: unknown[] = [];
  /** Lanes whose folder is gone, with their files. */
  readonly #resting = new Map<number, Fault>();

  constructor(room: Room, converter: Converter) {
    this.#room = room;
    this.#converter = converter;
  }

  get busy(): boolean {
    return this.#busy.size > 0;
  }

  /** Why no conversion can be made at the moment (disk full, converter cannot start). */
  get trouble(): Fault | undefined {
    return this.#trouble;
  }

  /** The converter cannot be started, however often it is tried. */
  get hopeless(): Fault | undefined {
    return this.#failedStarts >= HOPELESS_AFTER ? this.#trouble : undefined;
  }

  /** Why this lane converts nothing at the moment although others do. */
  resting(laneId: number): Fault | undefined {
    return this.#resting.get(laneId);
  }

  async run(signal: AbortSignal): Promise<void> {
    const { bell } = this.#room;
    // after a failure of this part (a full disk under the journal) nothing is under way
    this.#failures.length = 0;
    this.#room.journal.requeueConversions();
    try {
      for (;;) {
        const heard = bell.strokes;
        if (this.#failures.length > 0) throw this.#failures[0];
        const next = this.#pick();
        if (next === undefined) {
          await bell.after(heard, signal);
          continue;
        }
        const laneId = next.plan.lane.id;
        const work = this.#convert(next.plan, next.delivery, signal).finally(() => {
          this.#busy.delete(laneId);
          bell.ring();
        });
        this.#busy.set(laneId, work);
        work.catch((error: unknown) => {
          this.#failures.push(error);
        });
      }
    } finally {
      await Promise.allSettled(this.#busy.values());
    }
  }

  #pick(): { readonly plan: LanePlan; readonly delivery: Delivery } | undefined {
    const { limits, lanes } = this.#room;
    if (this.#busy.size >= limits.parallelConversions || this.#trouble !== undefined) return undefined;
    let first: { readonly plan: LanePlan; readonly delivery: Delivery } | undefined;
    for (const plan of lanes) {
      if (this.#busy.has(plan.lane.id) || this.#resting.has(plan.lane.id)) continue;
      const delivery = this.next(plan);
      if (delivery !== undefined && (first === undefined || delivery.id < first.delivery.id))
        first = { plan, delivery };
    }
    return first;
  }

  /** What of this lane may be converted now, as far as pauses, holds and the spool's room decide. */
  next(plan: LanePlan): Delivery | undefined {
    const { journal, limits } = this.#room;
    const by = closed(this.#room, plan);
    // nothing is learned or made ready past a file that a fault of Sluice's own has stopped
    if (by === 'paused' || (by !== 'held' && journal.heldIn(plan.lane.id) !== undefined)) return undefined;
    const delivery = journal.nextToConvert(plan.lane.id);
    if (delivery === undefined) return undefined;
    const enough =
      journal.waitingForUpload(plan.lane.id) >= MOST_AHEAD || journal.spooledBytes() >= limits.spoolBudget;
    // with its room used up, only what a lane waits for is converted, so that no lane starves another
    if (enough && (by === 'held' || journal.head(plan.lane.id)?.id !== delivery.id)) return undefined;
    return delivery;
  }

  async #convert(plan: LanePlan, delivery: Delivery, signal: AbortSignal): Promise<void> {
    const { journal, files } = this.#room;
    try {
      if (!(await this.#stillThere(plan, delivery))) return;
      if (await this.#isDuplicate(plan, delivery, signal)) return;
      journal.beginConversion(delivery.id);
      tell(this.#room, plan, delivery, 'converting', { bytes: delivery.size });
      const place = await files.places(delivery.id);
      const pinned = journal.schema(plan.lane.id);
      const job = jobFor(
        plan,
        { path: delivery.sourcePath, name: delivery.sourceName },
        place,
        pinned,
        this.#room.limits,
      );
      const result = await this.#converter.convert(job, {
        signal,
        timeLimitMs: this.#room.limits.conversionTimeLimitMs,
        onProgress: (progress) =>
          this.#room.events.emit({
            type: 'progress',
            ...placeOf(plan),
            id: delivery.id,
            file: delivery.sourceName,
            stage: 'converting',
            bytesDone: progress.bytesDone,
            bytesTotal: progress.bytesTotal,
            ...(progress.rows === undefined ? {} : { rows: progress.rows }),
          }),
      });
      this.#failedStarts = 0;
      await this.#converted(plan, delivery, result, place.output, pinned === undefined);
    } catch (error) {
      await this.#failed(plan, delivery, Fault.from(error), signal);
    }
  }

  /** False when the file is gone or was replaced: the watcher reports a newer version by itself. */
  async #stillThere(plan: LanePlan, delivery: Delivery): Promise<boolean> {
    const now = await this.#room.files.version(delivery.sourcePath);
    if (now === undefined) {
      const { folder } = plan.table;
      // a share that is not connected takes its files along, and brings them back
      const unreachable = delivery.origin !== 'push' && !(await this.#room.files.isFolder(folder));
      if (unreachable) throw new Fault('folder.missing', { path: folder });
      const fault = new Fault('source.gone', { path: delivery.sourcePath });
      await endBeside(this.#room, plan, delivery, 'rejected', { fault });
      return false;
    }
    if (now.size !== delivery.size || now.mtimeNs !== delivery.modifiedNs) {
      await endBeside(this.#room, plan, delivery, 'superseded');
      return false;
    }
    return true;
  }

  async #isDuplicate(plan: LanePlan, delivery: Delivery, signal: AbortSignal): Promise<boolean> {
    const { journal } = this.#room;
    if (delivery.origin === 'again' || !skipsDuplicates(plan.table)) return false;
    // hashing costs a whole read: only where a file of this size came before
    if (!journal.sawSize(plan.lane.id, delivery.position, delivery.size)) return false;
    const { sha256 } = await this.#converter.fingerprint(delivery.sourcePath, signal);
    if (journal.sameContent(plan.lane.id, delivery.position, sha256) === undefined) return false;
    await endBeside(this.#room, plan, delivery, 'duplicate', { sha256 });
    return true;
  }

  async #converted(
    plan: LanePlan,
    delivery: Delivery,
    result: ConvertResult,
    output: string,
    unpinned: boolean,
  ): Promise<void> {
    const { journal, clock, ownPeak, bell } = this.#room;
    const peak = { converter: result.peakRss, main: ownPeak() };
    if (result.rows === 0) {
      await endBeside(this.#room, plan, delivery, 'empty', { result, peak });
      return;
    }
    const key = objectKey({
      connectionId: plan.connection.connectionId,
      table: plan.table.name,
      sourceName: delivery.sourceName,
      arrivedAt: delivery.arrivedAt,
      sha256: result.sha256,
      keyNaming: plan.connection.keyNaming,
    });
    const pin = unpinned || result.added.length > 0 ? result.schema : undefined;
    journal.spooled(delivery.id, { result, spoolPath: output, key, pin, peak, now: clock.now() });
    tell(this.#room, plan, delivery, 'spooled', { rows: result.rows, bytes: result.bytesOut, key });
    bell.ring();
  }

  async #failed(plan: LanePlan, delivery: Delivery, fault: Fault, signal: AbortSignal): Promise<void> {
    const { journal, files, bell } = this.#room;
    if (signal.aborted || fault.code === 'converter.cancelled') {
      journal.requeue(delivery.id, false);
      return;
    }
    if (fault.code === 'source.changing') {
      // the watcher sees the newer version settle; this one's content no longer exists
      const now = await files.version(delivery.sourcePath);
      if (now === undefined || now.size !== delivery.size || now.mtimeNs !== delivery.modifiedNs) {
        await endBeside(this.#room, plan, delivery, 'superseded');
      } else {
        journal.requeue(delivery.id, false);
      }
      return;
    }
    if (
      fault.remedy === 'wait' ||
      fault.code === 'converter.cannotStart' ||
      fault.code === 'module.cannotLoad'
    ) {
      journal.requeue(delivery.id, false);
      await files.clear(delivery.id);
      this.#wait(fault, plan.lane.id, signal);
      return;
    }
    const crashed = fault.code === 'converter.crashed';
    if (crashed || fault.remedy === 'stop') {
      // not the file's fault: once more, and then the lane stops there until a person has seen it
      journal.requeue(delivery.id, true);
      await files.clear(delivery.id);
      if (delivery.crashes === 0) return;
      const told = crashed ? new Fault('converter.crashedTwice', fault.facts, { cause: fault }) : fault;
      stopAt(this.#room, plan, delivery, told);
      return;
    }
    await endBeside(this.#room, plan, delivery, 'rejected', { fault });
    bell.ring();
  }

  /** The world has to change first: looked at again by and by. */
  #wait(fault: Fault, laneId: number, signal: AbortSignal): void {
    const lane = fault.code.startsWith('folder.');
    if (lane) this.#resting.set(laneId, fault);
    else this.#trouble = fault;
    this.#failedStarts = fault.remedy === 'stop' ? this.#failedStarts + 1 : 0;
    const soon = FIRST_TRY_MS * 2 ** (this.#failedStarts - 1);
    const rest = fault.remedy === 'stop' ? Math.min(CALM_DOWN_MS, soon) : CALM_DOWN_MS;
    this.#room.events.emit({ type: 'trouble', fault: fault.view, message: sentence(fault.view) });
    this.#room.clock.wait(rest, signal).then(
      () => {
        if (lane) this.#resting.delete(laneId);
        else this.#trouble = undefined;
        this.#room.bell.ring();
      },
      () => undefined,
    );
  }
}
