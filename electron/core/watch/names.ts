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

/** Matches any of the patterns; undefined when there are none. */
const anyOf = (patterns: readonly string[]): ((name: string) => boolean) | undefined => {
  if (patterns.length === 0) return undefined;
  // `s`: a name may hold line breaks, and `*` means them too
  const matchers = patterns.map((pattern) =>
    picomatch(pattern, { basename: !pattern.includes('/'), flags: 'is' }),
  );
  return (name) => matchers.some((matches) => matches(name));
};

/**
 * What a file is to its table by its name alone, given relative to the folder with `/`. Patterns without a slash look at
 * the last part only; upper and lower case are the same, since exporters do not agree with people on `.CSV`.
 */
export const chooser = (
  table: Pick<WatchedTable, 'include' | 'exclude' | 'doneMarker'>,
): ((name: string) => NameVerdict) => {
  const included = anyOf(table.include);
  const excluded = anyOf(table.exclude);
  return (name) => {
    const base = name.slice(name.lastIndexOf('/') + 1);
    if (isMarker(base, table.doneMarker)) return 'marker';
    if (ignoredFile(base) || included?.(name) === false || excluded?.(name) === true) return 'ignored';
    return 'file';
  };
};
