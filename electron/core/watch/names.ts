import picomatch from 'picomatch';
import { isMarker } from '../settle/marker.ts';
import type { WatchedTable } from './port.ts';

export const deliveredFolder = '_delivered';
export const rejectedFolder = '_rejected';

/** Files that programs keep beside the real ones, or have not finished; told by name, in any case of letters. */
const passing = [
  /^~\$/,
  /^\./,
  /\.tmp$/i,
  /\.part$/i,
  /\.filepart$/i,
  /\.crdownload$/i,
  /~$/,
  /^thumbs\.db$/i,
  /^desktop\.ini$/i,
];

/** `base` is the last part of the path. */
export const ignoredFile = (base: string): boolean => passing.some((pattern) => pattern.test(base));

/** Folders that are neither watched nor descended into, at any level. */
export const ignoredFolder = (base: string): boolean =>
  base.startsWith('.') || [deliveredFolder, rejectedFolder].includes(base.toLowerCase());

export type NameVerdict = 'file' | 'marker' | 'ignored';

/**
 * What a file is to its table by its name alone, given relative to the folder with `/`. Patterns without a slash look at
 * the last part only; upper and lower case are the same, since exporters do not agree with people on `.CSV`.
 */
export const chooser = (
  table: Pick<WatchedTable, 'include' | 'exclude' | 'doneMarker'>,
): ((name: string) => NameVerdict) => {
  // `s`: a name may hold line breaks, and `*` means them too
  const options = { basename: true, flags: 'is' };
  const included = table.include.length === 0 ? undefined : picomatch([...table.include], options);
  const excluded = table.exclude.length === 0 ? undefined : picomatch([...table.exclude], options);
  return (name) => {
    const base = name.slice(name.lastIndexOf('/') + 1);
    if (isMarker(base, table.doneMarker)) return 'marker';
    if (ignoredFile(base)) return 'ignored';
    if (included !== undefined && !included(name)) return 'ignored';
    return excluded?.(name) === true ? 'ignored' : 'file';
  };
};
