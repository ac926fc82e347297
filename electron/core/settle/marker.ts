export const markerSuffix = '.done';
const successName = '_success';

export type DoneMarker = 'none' | 'suffix' | 'success';

export const isMarker = (base: string, kind: DoneMarker): boolean => {
  const lower = base.toLowerCase();
  return kind === 'suffix' ? lower.endsWith(markerSuffix) : kind === 'success' && lower === successName;
};

/** The key under which `markerKey` of a marker and `wantedKey` of its file meet. */
export const markerKey = (name: string): string => name.toLowerCase();

/** Which marker a file waits for; undefined when it needs none. */
export const wantedKey = (name: string, kind: DoneMarker): string | undefined => {
  if (kind === 'none') return undefined;
  if (kind === 'suffix') return markerKey(name + markerSuffix);
  return markerKey(name.slice(0, name.lastIndexOf('/') + 1) + successName);
};
