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
