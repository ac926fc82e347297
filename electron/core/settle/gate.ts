import type { EndReading, SeenFile } from '../watch/port.ts';
import { compareArrival } from '../watch/order.ts';
import { wantedKey } from './marker.ts';
import type { SettleRules } from './rules.ts';

/**
 * `quieting`: holds still since `since`. `openEnd`: quiet, but its format's end is missing. `inUse`: quiet, but locked by
 * another program. `ready`: complete.
 */
type Stage = 'quieting' | 'openEnd' | 'inUse' | 'ready';

interface Candidate {
  file: SeenFile;
  /** Monotonic time from which this version was seen. */
  since: number;
  /** The scan that first saw this version. */
  sinceScan: number;
  seenScan: number;
  stage: Stage;
  /** Monotonic time of the next look, for `openEnd` and `inUse`. */
  lookAt: number;
  marked: boolean;
}

const sameVersion = (left: SeenFile, right: SeenFile): boolean =>
  left.size === right.size && left.mtimeNs === right.mtimeNs && left.inode === right.inode;

/**
 * Decides which of the files that scans saw are complete. Steadiness is measured with the monotonic clock between looks,
 * so that old and future modification times and clock jumps do not matter. Times are milliseconds.
 *
 * A scan: `begin`, `see` any number of times, `finish`; then `quiet` names the files to examine, `examined` takes what
 * their ends say, and `released` gives the files to hand over.
 */
export class SettleGate {
  readonly #rules: SettleRules;
  readonly #candidates = new Map<string, Candidate>();
  #scan = 0;
  #markers = new Set<string>();
  /** Counted when asked for: it is asked for often, and changes with scans only. */
  #unmarked: number | undefined;

  constructor(rules: SettleRules) {
    this.#rules = rules;
  }

  begin(): void {
    this.#scan += 1;
    this.#markers = new Set();
  }

  /** `since` is set by `finish`: a version counts from the end of the scan that found it. */
  see(file: SeenFile): void {
    const candidate = this.#candidates.get(file.name);
    if (candidate === undefined || !sameVersion(candidate.file, file)) {
      this.#candidates.set(file.name, {
        file,
        since: Infinity,
        sinceScan: this.#scan,
        seenScan: this.#scan,
        stage: 'quieting',
        lookAt: Infinity,
        marked: true,
      });
    } else candidate.seenScan = this.#scan;
  }

  /** Takes the key of a marker, see `markerKey`. */
  seeMarker(key: string): void {
    this.#markers.add(key);
  }

  /** The scan saw the whole folder and ended at `endedAt`: what it did not see is gone. */
  finish(endedAt: number): void {
    this.#unmarked = undefined;
    for (const [name, candidate] of this.#candidates) {
      if (candidate.seenScan !== this.#scan) this.#candidates.delete(name);
      else {
        if (candidate.since === Infinity) candidate.since = endedAt;
        const wanted = wantedKey(name, this.#rules.doneMarker);
        candidate.marked = wanted === undefined || this.#markers.has(wanted);
      }
    }
  }

  /** Files that held still long enough for a look at their end. `now` is when the scan began. */
  quiet(now: number): readonly SeenFile[] {
    const found: SeenFile[] = [];
    for (const candidate of this.#candidates.values()) {
      if (candidate.stage !== 'ready' && this.#dueAt(candidate) <= now) found.push(candidate.file);
    }
    return found;
  }

  /** What the end of one of `quiet`'s files says. */
  examined(file: SeenFile, end: EndReading, now: number): void {
    const candidate = this.#candidates.get(file.name);
    if (candidate === undefined || !sameVersion(candidate.file, file)) return;
    switch (end) {
      case 'gone':
        this.#candidates.delete(file.name);
        return;
      case 'inUse':
        candidate.stage = 'inUse';
        candidate.lookAt = now + Math.max(this.#rules.quietMs, 1_000);
        return;
      case 'open':
        candidate.lookAt = candidate.since + this.#rules.openEndMs;
        candidate.stage = candidate.lookAt <= now ? 'ready' : 'openEnd';
        return;
      case 'whole':
        candidate.stage = 'ready';
    }
  }

  /**
   * The complete files, in any order. Among files that appeared in one burst none overtakes: a complete file waits
   * for an earlier one (by arrival order) that is merely not quiet for long enough yet and was seen at the latest by the
   * scan after its own, because a directory that is being filled may show the second file before the first. The wait is
   * at most one quiet time; files that are in use, open-ended or without their marker hold nobody up.
   */
  released(): SeenFile[] {
    const earliest = this.#earliestQuieting();
    const free: SeenFile[] = [];
    for (const candidate of this.#candidates.values()) {
      if (candidate.stage !== 'ready') continue;
      const held = earliest.some(
        ([scan, file]) => scan <= candidate.sinceScan + 1 && compareArrival(file, candidate.file) < 0,
      );
      if (!held) free.push(candidate.file);
    }
    return free;
  }

  /** The file was handed over, or needs no care. */
  forget(name: string): void {
    this.#unmarked = undefined;
    this.#candidates.delete(name);
  }

  /** When the next file may settle by the passing of time. */
  nextDueAt(): number | undefined {
    let next = Infinity;
    for (const candidate of this.#candidates.values()) {
      if (candidate.stage !== 'ready') next = Math.min(next, this.#dueAt(candidate));
    }
    return next === Infinity ? undefined : next;
  }

  counts(): { settling: number; unmarked: number } {
    if (this.#unmarked === undefined) {
      this.#unmarked = 0;
      for (const candidate of this.#candidates.values()) if (!candidate.marked) this.#unmarked += 1;
    }
    return { settling: this.#candidates.size - this.#unmarked, unmarked: this.#unmarked };
  }

  #dueAt(candidate: Candidate): number {
    if (!candidate.marked) return Infinity;
    if (candidate.stage !== 'quieting') return candidate.lookAt;
    return candidate.since + (candidate.file.size === 0 ? this.#rules.emptyMs : this.#rules.quietMs);
  }

  /** The earliest file of each scan among those that only time keeps back. */
  #earliestQuieting(): [number, SeenFile][] {
    const earliest = new Map<number, SeenFile>();
    for (const candidate of this.#candidates.values()) {
      if (candidate.stage !== 'quieting' || !candidate.marked || candidate.file.size === 0) continue;
      const known = earliest.get(candidate.sinceScan);
      if (known === undefined || compareArrival(candidate.file, known) < 0) {
        earliest.set(candidate.sinceScan, candidate.file);
      }
    }
    return [...earliest];
  }
}
