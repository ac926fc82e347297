import { Fault, type FaultView } from '../../contract/fault.ts';
import { localDay } from '../archive/plan.ts';
import type { Archive, ArchiveRequest, MoveOutcome, MovePlan } from '../archive/port.ts';
import type { Delivery } from '../queue/delivery.ts';
import { PLAN_LATER } from '../queue/journal.ts';
import type { LanePlan } from './plan.ts';
import type { SettingAside } from './ports.ts';
import type { Room } from './room.ts';

const AGAIN_MS = 30_000;

export interface AsideWords {
  /** The text of `NAME.reason.txt`. */
  reason(delivery: Delivery): string;
}

/**
 * Moves the sources of ended deliveries to `_delivered` or `_rejected`. The move is written down before it is made, and
 * its end after it; what cannot be moved now (folder not writable) is tried again and shown.
 */
export class Aside implements SettingAside {
  readonly #room: () => Room;
  readonly #archive: Archive;
  readonly #words: AsideWords;
  /** Why sources cannot be moved at the moment, by lane. */
  readonly #waiting = new Map<number, FaultView>();

  constructor(room: () => Room, archive: Archive, words: AsideWords) {
    this.#room = room;
    this.#archive = archive;
    this.#words = words;
  }

  get waiting(): ReadonlyMap<number, FaultView> {
    return this.#waiting;
  }

  async foresee(delivery: Delivery): Promise<string | undefined> {
    const lane = this.#laneToMoveIn(delivery);
    return lane && (await this.#intend(lane, delivery).catch(() => undefined));
  }

  /** What was pushed by hand stays where its owner has it, and what is sent again where it was set aside before. */
  #laneToMoveIn(delivery: Delivery): LanePlan | undefined {
    if (delivery.origin !== 'watch' || !delivery.atSource) return undefined;
    return this.#room().lanes.find((one) => one.lane.id === delivery.laneId);
  }

  async aside(delivery: Delivery): Promise<void> {
    const room = this.#room();
    const lane = this.#laneToMoveIn(delivery);
    if (lane === undefined) {
      await room.files.clear(delivery.id);
      return;
    }
    try {
      if (delivery.moveTo !== undefined && delivery.moveTo !== PLAN_LATER) {
        await this.#move(delivery, delivery.moveTo);
        return;
      }
      const intention = await this.#intend(lane, delivery);
      room.journal.intendMove(delivery.id, intention);
      await this.#move(delivery, intention);
    } catch (error) {
      // it stands in the journal as a move to be planned: looked at again by and by
      const fault = Fault.from(error);
      this.#waiting.set(delivery.laneId, fault.view);
    }
  }

  /** Ends the moves that a killed process, or an unwritable folder, left open; goes on doing so. */
  async run(signal: AbortSignal): Promise<void> {
    const room = this.#room();
    for (;;) {
      await this.finishOpen(signal);
      room.bell.ring();
      await room.clock.wait(AGAIN_MS, signal);
    }
  }

  /** Tries every open move once. */
  async finishOpen(signal: AbortSignal): Promise<void> {
    const room = this.#room();
    this.#waiting.clear();
    for (const delivery of room.journal.pendingMoves()) {
      signal.throwIfAborted();
      if (delivery.moveTo === PLAN_LATER) await this.aside(delivery);
      else if (delivery.moveTo !== undefined) await this.#move(delivery, delivery.moveTo);
    }
  }

  async #intend(lane: LanePlan, delivery: Delivery): Promise<string> {
    if (delivery.state !== 'rejected' && lane.table.afterDelivery === 'trash') return TRASH;
    return encode(await this.#archive.plan(await this.#request(lane, delivery)));
  }

  async #request(lane: LanePlan, delivery: Delivery): Promise<ArchiveRequest> {
    const room = this.#room();
    const rejected = delivery.state === 'rejected';
    const { output } = await room.files.places(delivery.id);
    return {
      kind: rejected ? 'rejected' : lane.table.afterDelivery === 'keep' ? 'kept' : 'delivered',
      root: lane.table.folder,
      name: delivery.sourceName,
      source: sourceOf(delivery),
      day: localDay(room.clock.now()),
      ...(rejected ? { reason: this.#words.reason(delivery) } : {}),
      ...(delivery.rejectedRows > 0 ? { rejectedRows: `${output}.rejected-rows.csv` } : {}),
      doneMarker: lane.table.doneMarker,
    };
  }

  async #move(delivery: Delivery, intention: string): Promise<void> {
    const room = this.#room();
    const outcome: MoveOutcome =
      intention === TRASH
        ? await this.#archive.trashFile(sourceOf(delivery))
        : await this.#archive.moveFile(decode(intention));
    switch (outcome.outcome) {
      case 'moved':
        room.journal.moved(delivery.id, outcome.target, false);
        break;
      case 'left':
        // a newer version is an arrival of its own; a kept file still stands for this delivery
        room.journal.moved(delivery.id, undefined, outcome.why === 'planned' || outcome.why === 'link');
        break;
      case 'waits':
        this.#waiting.set(delivery.laneId, outcome.fault);
        return;
    }
    await room.files.clear(delivery.id);
  }
}

const TRASH = 'trash';

const sourceOf = (delivery: Delivery) => ({
  path: delivery.sourcePath,
  size: delivery.size,
  mtimeNs: delivery.modifiedNs,
});

const encode = (plan: MovePlan): string =>
  JSON.stringify({ ...plan, source: { ...plan.source, mtimeNs: String(plan.source.mtimeNs) } });

const decode = (text: string): MovePlan => {
  const plan = JSON.parse(text) as MovePlan & { readonly source: { readonly mtimeNs: string } };
  return { ...plan, source: { ...plan.source, mtimeNs: BigInt(plan.source.mtimeNs) } };
};
