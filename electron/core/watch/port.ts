import type { FaultView } from '../../contract/fault.ts';

/** What of a target table decides which files are found in its folder, and when they count as complete. */
export interface WatchedTable {
  /** Absolute path. */
  readonly folder: string;
  readonly subfolders: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Quiet time in milliseconds; absent: 2 s on local disks, 10 s on network shares. */
  readonly settleMs?: number | undefined;
  readonly doneMarker: 'none' | 'suffix' | 'success';
  /** true: no file-system events; false: events also on network shares; absent: decided by where the folder is. */
  readonly polling?: boolean | undefined;
}

/** One regular file as a scan saw it. */
export interface SeenFile {
  /** Absolute path. */
  readonly path: string;
  /** Relative to the watched folder, with `/` between its parts. */
  readonly name: string;
  readonly size: number;
  readonly mtimeNs: bigint;
  /** 0 where inodes cannot be relied on (network shares). */
  readonly inode: bigint;
}

/** A file that holds still: complete as far as anybody can tell from outside. */
export type SettledFile = SeenFile;

/** The version of a file that is already taken care of. Equal size and modification time: the same version. */
export interface KnownFile {
  readonly size: number;
  readonly mtimeNs: bigint;
}

export type WarningKind =
  'linkLeadsOutside' | 'linkBroken' | 'notAFile' | 'nameNotText' | 'fileUnreadable' | 'subfolderUnreadable';

/** Something in the folder that is left alone and that a person may want to know of. */
export interface WatchWarning {
  readonly kind: WarningKind;
  /** Relative to the watched folder. */
  readonly name: string;
}

/** Why a folder is read every few seconds and not by file-system events. */
export type PollingReason = 'setting' | 'network' | 'watchLimit' | 'manyFiles';

/** What a person may see of a watched folder. */
export interface FolderState {
  readonly reachable: boolean;
  /** `folder.missing` or `folder.unreadable`; heals by itself. */
  readonly fault?: FaultView | undefined;
  readonly polling: boolean;
  readonly pollingReason?: PollingReason | undefined;
  /** Wall-clock time of the last scan's end, complete or not. */
  readonly lastScanAt?: number | undefined;
  /** Whether the last scan saw the whole folder. */
  readonly lastScanOk: boolean;
  /** Files seen, not yet settled, that settle by the passing of time. */
  readonly settling: number;
  /** Files seen whose done marker is not there yet. */
  readonly unmarked: number;
  /** A scan is under way, or settled files are being handed over. */
  readonly busy: boolean;
  readonly paused: boolean;
  /** The first 100; `warningCount` has the whole number. */
  readonly warnings: readonly WatchWarning[];
  readonly warningCount: number;
}

/** One watched folder at work. */
export interface FolderWatch {
  /**
   * Scans at once, or once more when a scan is under way. Resolves when that scan has ended and what had settled was
   * handed over; at once when paused or closed.
   */
  scanNow(): Promise<void>;
  /**
   * Whether the watch has nothing to do by itself: the last scan was complete, no hint is open, and no file is settling;
   * or the folder cannot be reached, which `state().fault` then says.
   */
  idle(): boolean;
  state(): FolderState;
  /** Lets go of the folder (before the machine sleeps). Steadiness starts anew on `resume`, which scans at once. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends everything; nothing is reported afterwards. */
  close(): Promise<void>;
}

export interface WatchSettings {
  readonly table: WatchedTable;
  /**
   * What the journal holds of the file that lies at this absolute path: its newest version, or undefined when there is
   * none or it has been moved away. Called once a file a scan: must be quick.
   */
  known(path: string): KnownFile | undefined;
  /** Milliseconds between scans when nothing else asks for one. */
  readonly scanEveryMs: number;
  /**
   * Takes the files that settled together, in arrival order: by modification time, then by name in natural order. At
   * most 10,000 a call; calls follow one another. What it rejects is reported again later.
   */
  onSettled(files: readonly SettledFile[]): Promise<void> | void;
  /** Called on every change of the state. */
  onState(state: FolderState): void;
}

/** Who the folder is: changes when it was deleted and made again, or when another volume was mounted there. */
export interface RootIdentity {
  readonly id: string;
  readonly network: boolean;
}

export interface ScanResult {
  readonly warnings: readonly WatchWarning[];
  readonly warningCount: number;
  /** Entries of all kinds that were read. */
  readonly entries: number;
}

/** What the end of a file says: `inUse` is another program's lock, `gone` a file that vanished meanwhile. */
export type EndReading = 'whole' | 'open' | 'inUse' | 'gone';

/** Reads a folder. Nothing in it is written to. */
export interface FolderReader {
  /** Cheap. Throws a Fault `folder.missing` or `folder.unreadable`. */
  root(): Promise<RootIdentity>;
  /**
   * Visits every regular file that is not ignored, in no particular order, a few hundred at a time, without holding the
   * event loop, and the names of the done markers; also without files, as a sign that it goes on. Throws a Fault when the root cannot be read to its end, and the
   * signal's reason when aborted.
   */
  scan(
    visit: (files: readonly SeenFile[], markers: readonly string[]) => void,
    signal: AbortSignal,
  ): Promise<ScanResult>;
  /** Whether the end that the file's format has is there; `whole` for formats that have none. */
  end(file: SeenFile, signal: AbortSignal): Promise<EndReading>;
}

/** File-system events, as hints that a scan may find something. */
export interface HintSource {
  /**
   * Starts to watch. `onHint` may come too often or not at all; `onTrouble` means that no further hints can be expected
   * (`watchLimit`: the system's limit of watches or open files; `rootGone`: the folder that was watched is no more). Resolves once events are being received, or trouble
   * was reported.
   */
  open(onHint: () => void, onTrouble: (reason: 'watchLimit' | 'rootGone') => void): Promise<HintSubscription>;
}

export interface HintSubscription {
  close(): Promise<void>;
}
