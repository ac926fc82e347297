import type { ConvertResult } from '../../contract/converter.ts';
import type { FaultView } from '../../contract/fault.ts';
import type { PinnedSchema } from '../../contract/schema.ts';
import type { LeftAlone } from '../../contract/views.ts';
import type { DeliveryState } from '../../contract/state.ts';
import type { Attempt, Delivery, Lane, PeakRss } from './delivery.ts';

/** Stands in place of a move that is to be made and not yet planned. */
export const PLAN_LATER = 'plan';

/** What the watcher hands over: one complete file. */
export interface Arrival {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedNs: bigint;
}

/** What a connection or table is told to do by a person. */
export interface Pause {
  readonly connectionId: string;
  /** Absent: the whole connection. */
  readonly table: string | undefined;
  readonly since: number;
}

/** A connection that waits for a person. */
export interface Hold {
  readonly connectionId: string;
  readonly fault: FaultView;
  readonly since: number;
}

/** What a running service last saw of a table's folder. */
export interface FolderNote {
  readonly reachable: boolean;
  readonly polling: boolean;
  readonly settling: number;
  readonly lastScanAt: number | undefined;
  readonly lastScanOk: boolean;
  readonly fault: FaultView | undefined;
  /** The first entries that are never taken, and how many there are. */
  readonly leftAlone?: readonly LeftAlone[];
  readonly leftAloneCount?: number;
  /** Why the lane does not go on at the moment although nobody stopped it: network, disk, a folder that cannot be written to. */
  readonly waiting?: FaultView | undefined;
}

export interface LaneTally {
  readonly lane: Lane;
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
  readonly deliveredToday: number;
  /** Rejected, and not yet dismissed by a person. */
  readonly attention: number;
  readonly lastDeliveredAt: number | undefined;
  readonly folder: FolderNote | undefined;
  /** The first delivery that is held; its connection may be the reason. */
  readonly held?: { readonly id: number; readonly fault: FaultView | undefined } | undefined;
}

export interface Part {
  readonly number: number;
  readonly etag: string;
  readonly md5: string;
}

/**
 * Queue and history on disk. Every call that changes something is whole or absent after a crash, and no killed process
 * loses one that has returned. What something outside relies on (arrivals, attempts, receipts, planned moves, what a
 * person asked for) has then reached the disk; what would only be found out or made again (`beginConversion`, `spooled`,
 * `moved`, `noteFolder`) reaches it with the next of those, in order. Several processes may read and write at once.
 */
export interface Journal {
  lane(connectionId: string, connection: string, table: string, folder: string): Lane;
  lanes(): readonly Lane[];
  laneById(id: number): Lane | undefined;
  /** Lanes that the running configuration no longer has are kept for history and marked inactive. */
  activate(laneIds: readonly number[]): void;

  /** Writes down the arrival of complete files, in the order given. */
  arrive(
    laneId: number,
    files: readonly Arrival[],
    origin: Delivery['origin'],
    now: number,
  ): readonly number[];
  /** The delivery that stands for the file now at this path, if any: equal size and time mean the same file. */
  knownAt(laneId: number, path: string): { readonly size: number; readonly modifiedNs: bigint } | undefined;

  delivery(id: number): Delivery | undefined;
  attempts(id: number): readonly Attempt[];
  /** The first delivery of the lane that is not at its end: its head. */
  head(laneId: number): Delivery | undefined;
  /** The first delivery of the lane that is held: by its connection, or because a fault of Sluice's own stopped the lane there. */
  heldIn(laneId: number): Delivery | undefined;
  /** The first delivery of the lane that waits for conversion. */
  nextToConvert(laneId: number): Delivery | undefined;
  /** Deliveries of the lane that are on their way. */
  open(laneId: number): number;
  /** Deliveries of the lane that are converted and not yet at their end. */
  waitingForUpload(laneId: number): number;
  spooledBytes(): number;
  /** Deliveries whose spooled files are still needed. */
  spoolOwners(): readonly number[];
  /** An earlier delivery of the lane that has, or will have, put this content into the table. */
  sameContent(laneId: number, beforePosition: number, sha256: string): Delivery | undefined;
  /** Whether the lane has ever taken a file of this size: a cheap sieve before a file is hashed. */
  sawSize(laneId: number, beforePosition: number, size: number): boolean;

  beginConversion(id: number): void;
  /** Converted and validated: what was made of it, where it lies, the key it will have, and the schema it pins. */
  spooled(id: number, made: Spooled): void;
  /** Back to the queue: the conversion was interrupted, or the spooled file is gone. */
  requeue(id: number, crashed: boolean): void;
  /** What is marked as being converted is not: it is queued again. */
  requeueConversions(): void;
  beginAttempt(id: number, now: number): number;
  endAttempt(id: number, number: number, now: number, end: AttemptEnd): void;
  uploadId(id: number, uploadId: string | undefined): void;
  part(id: number, part: Part): void;
  parts(id: number): readonly Part[];
  delivered(
    id: number,
    receipt: { readonly etag: string; readonly warnings: ConvertResult['warnings'] },
    peak: PeakRss,
    now: number,
  ): void;
  /** Ends beside the way: rejected, duplicate, empty, superseded. */
  ended(id: number, state: 'rejected' | 'duplicate' | 'empty' | 'superseded', end: Ended, now: number): void;
  /** The lane does not go past it until `release`, `resume`, `retry` or `recover` puts it back. */
  held(id: number, fault: FaultView): void;

  /** Writes a move down (as text) before it is made. `delivered` and `ended` have written `PLAN_LATER` already. */
  intendMove(id: number, plan: string): void;
  moved(id: number, archivedPath: string | undefined, atSource: boolean): void;
  pendingMoves(): readonly Delivery[];

  hold(connectionId: string, fault: FaultView, now: number): void;
  release(connectionId: string): void;
  holds(): readonly Hold[];
  pause(connectionId: string, table: string | undefined, now: number): void;
  /** Ends the pause; deliveries at which a fault of Sluice's own stopped a lane are tried again. */
  resume(connectionId: string, table: string | undefined): void;
  pauses(): readonly Pause[];

  schema(laneId: number): PinnedSchema | undefined;
  pin(laneId: number, schema: PinnedSchema): void;
  unpin(laneId: number): void;

  noteFolder(laneId: number, note: FolderNote): void;
  tallies(dayStart: number): readonly LaneTally[];

  /**
   * Puts a rejected delivery back into its lane, at the end, or releases the connection of a held one. `version` is the
   * file as it stands now: a person may have mended it.
   */
  retry(id: number, version: { readonly size: number; readonly modifiedNs: bigint } | undefined): Delivery;
  /** A person has seen these rejections: they no longer ask for attention. */
  dismiss(ids: readonly number[], now: number): void;
  /** Takes dismissals back. */
  recall(ids: readonly number[]): void;
  /** What a killed process left behind is put right: called once, by the owner, before anything runs. */
  recover(): void;
  /**
   * Forgets at most `limit` deliveries that came to their end before a moment and whose file does not stand in the folder
   * any more. Gives how many. What is forgotten is not recognised as a duplicate any more.
   */
  prune(endedBefore: number, limit: number): number;
  /** Does several things as one: they reach the disk together, or not at all. */
  together(work: () => void): void;
  /** Changes when another process has written. */
  version(): number;
  close(): void;
}

export interface Spooled {
  readonly result: ConvertResult;
  readonly spoolPath: string;
  readonly key: string;
  readonly pin: PinnedSchema | undefined;
  readonly peak: PeakRss;
  readonly now: number;
}

export interface AttemptEnd {
  readonly error: FaultView | undefined;
  readonly bytesSent: number;
  readonly outcomeUnknown: boolean;
}

export interface Ended {
  readonly error?: FaultView | undefined;
  readonly result?: ConvertResult | undefined;
  readonly sha256?: string | undefined;
  readonly peak?: PeakRss | undefined;
}
