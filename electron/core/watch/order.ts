import type { SeenFile } from './port.ts';

const natural = new Intl.Collator('en', { numeric: true });

/** `file2` before `file10`; different names are never equal. */
export const compareNames = (left: string, right: string): number =>
  natural.compare(left, right) || (left < right ? -1 : left > right ? 1 : 0);

/** Arrival order of files found together: by modification time, then by name. */
export const compareArrival = (
  left: Pick<SeenFile, 'mtimeNs' | 'name'>,
  right: Pick<SeenFile, 'mtimeNs' | 'name'>,
): number =>
  left.mtimeNs < right.mtimeNs ? -1 : left.mtimeNs > right.mtimeNs ? 1 : compareNames(left.name, right.name);

type Arrival = Pick<SeenFile, 'mtimeNs' | 'name'>;

/** How many files are compared in one go. */
const runLength = 5_000;

/** Two sorted lists as one. */
const merged = async <File extends Arrival>(
  left: readonly File[],
  right: readonly File[],
  breathe: () => Promise<void>,
): Promise<File[]> => {
  const all: File[] = [];
  let [leftAt, rightAt] = [0, 0];
  for (;;) {
    const [first, second] = [left[leftAt], right[rightAt]];
    if (first === undefined && second === undefined) return all;
    if (second === undefined || (first !== undefined && compareArrival(first, second) <= 0)) {
      if (first !== undefined) all.push(first);
      leftAt += 1;
    } else {
      all.push(second);
      rightAt += 1;
    }
    if (all.length % runLength === 0) await breathe();
  }
};

/** The files in arrival order. However many they are, `breathe` is called every few milliseconds. */
export const sortedArrivals = async <File extends Arrival>(
  files: readonly File[],
  breathe: () => Promise<void>,
): Promise<readonly File[]> => {
  let runs: File[][] = [];
  for (let from = 0; from < files.length; from += runLength) {
    if (from > 0) await breathe();
    runs.push(files.slice(from, from + runLength).sort(compareArrival));
  }
  while (runs.length > 1) {
    const pairs: File[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      pairs.push(await merged(runs[at] ?? [], runs[at + 1] ?? [], breathe));
    runs = pairs;
  }
  return runs[0] ?? [];
};
