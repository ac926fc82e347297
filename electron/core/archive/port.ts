import type { FaultView } from '../../contract/fault.ts';

/** The version of a file that was delivered or rejected; another version at its path is left where it is. */
export interface SourceVersion {
  /** Absolute path. */
  readonly path: string;
  readonly size: number;
  readonly mtimeNs: bigint;
}

/** What is to be done with a file that is through. */
export interface ArchiveRequest {
  /** `kept`: the file stays, only what belongs beside it is written. */
  readonly kind: 'delivered' | 'rejected' | 'kept';
  /** The table's folder, absolute. */
  readonly root: string;
  /** The file's name relative to `root` when it was dropped, with `/`. Its sub-folder is kept in the archive. */
  readonly name: string;
  readonly source: SourceVersion;
  /** The day of the delivery, `YYYY-MM-DD` (see `localDay`). */
  readonly day: string;
  /** Text of `NAME.reason.txt`, for `rejected`. */
  readonly reason?: string | undefined;
  /** A file with the rows that were skipped, copied to `_rejected/…/NAME.rejected-rows.csv`. */
  readonly rejectedRows?: string | undefined;
  /** The table's done marker: with `suffix` the marker goes along with its file. */
  readonly doneMarker?: 'none' | 'suffix' | 'success' | undefined;
}

/**
 * One intended move, to be journalled (it is plain JSON but for the bigint) before it is done, and repeated as it is after
 * a crash. All paths are absolute.
 */
export interface MovePlan {
  readonly root: string;
  readonly source: SourceVersion;
  /** Where the file goes; absent: it stays. The source's own path for a file that is rejected again where it lies. */
  readonly target?: string | undefined;
  /** Small files to be written, whole: the reason of a rejection. */
  readonly notes: readonly { readonly path: string; readonly text: string }[];
  /** Files to be copied: the rejected rows. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  /** Files that go along where they exist: the done marker. */
  readonly companions: readonly { readonly from: string; readonly to: string }[];
}

/**
 * `moved`: the file is at `target`, which has another number than the plan's when that was taken meanwhile. `left`: it
 * stays at its path, because it is a newer version, a link, or was planned to; or it is gone. `waits`: the folder cannot
 * be written to, the disk is full, or another program holds the file; repeat the plan later.
 */
export type MoveOutcome =
  | { readonly outcome: 'moved'; readonly target: string | undefined }
  | { readonly outcome: 'left'; readonly why: 'newerVersion' | 'link' | 'planned' | 'gone' }
  | { readonly outcome: 'waits'; readonly fault: FaultView };

/** Sets delivered and rejected files aside. Never overwrites, never loses a byte that was not delivered. */
export interface Archive {
  /** Chooses names that are free now. Changes nothing. Throws a Fault `folder.unreadable` when it cannot look. */
  plan(request: ArchiveRequest): Promise<MovePlan>;
  /** Does what was planned, or finishes it when a crash came between. Never throws for what the disk does. */
  moveFile(plan: MovePlan): Promise<MoveOutcome>;
  /** To the system's trash, if it is still this version. `moved` without a target where the system does not tell it. */
  trashFile(source: SourceVersion): Promise<MoveOutcome>;
  /** Removes `NAME.reason.txt` beside a file in `_rejected/`; nothing happens when there is none. */
  withdrawReason(rejectedPath: string): Promise<void>;
}

/** The system's trash. Throws a Fault `folder.notWritable` where there is none for that volume. */
export interface Trash {
  /** Resolves with where the file is now, where that can be told. */
  trash(path: string): Promise<string | undefined>;
}
