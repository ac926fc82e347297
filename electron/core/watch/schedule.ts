/** What asks for a scan; times are monotonic milliseconds. */
export interface ScanDemand {
  /** When the last scan ended; absent before the first. */
  readonly lastEnd?: number | undefined;
  readonly lastDuration: number;
  /** Somebody asked for a scan now. */
  readonly asked: boolean;
  /** The first hint that no scan has answered yet. */
  readonly hintAt?: number | undefined;
  /** When the next file may have settled. */
  readonly dueAt?: number | undefined;
  readonly everyMs: number;
  readonly polling: boolean;
}

/** A hint waits this long for its neighbours. */
const debounceMs = 100;
/** Hints cause no more scans than one in this time. */
const hintGapMs = 500;
const longestRestMs = 60_000;
/** Hints (also those of our own moves to `_delivered`) leave four fifths of the time to other work, up to this rest. */
const hintRest = 4;
const longestHintRestMs = 10_000;

/** 2 to 10 s, longer the longer a scan takes. */
export const pollEveryMs = (lastDuration: number): number =>
  Math.min(10_000, Math.max(2_000, 5 * lastDuration));

/** When to scan next. A scan that took long is followed by a rest of the same length, unless a person asks. */
export const nextScanAt = (demand: ScanDemand): number => {
  const { lastEnd } = demand;
  if (demand.asked || lastEnd === undefined) return -Infinity;
  const rested = lastEnd + Math.min(demand.lastDuration, longestRestMs);
  const every = demand.polling ? Math.min(demand.everyMs, pollEveryMs(demand.lastDuration)) : demand.everyMs;
  const wanted = Math.min(
    lastEnd + every,
    demand.dueAt ?? Infinity,
    demand.hintAt === undefined
      ? Infinity
      : Math.max(
          demand.hintAt + debounceMs,
          lastEnd + hintGapMs,
          lastEnd + Math.min(hintRest * demand.lastDuration, longestHintRestMs),
        ),
  );
  return Math.max(wanted, rested);
};
