import { useCallback, useState } from 'react';

const placeOf = (name: string): string => `sluice.kept.${name}`;

const keptOf = (name: string): string | null => {
  try {
    return localStorage.getItem(placeOf(name));
  } catch {
    return null;
  }
};

/** A choice that survives a reload of the window: one of these values, else the first of them. */
export const useKept = <V extends string>(
  name: string,
  values: readonly [V, ...V[]],
): readonly [V, (value: V) => void] => {
  const [value, setValue] = useState<V>(() => values.find((one) => one === keptOf(name)) ?? values[0]);
  const keep = useCallback(
    (next: V) => {
      setValue(next);
      try {
        localStorage.setItem(placeOf(name), next);
      } catch {
        // a browser that keeps nothing forgets the choice with the page
      }
    },
    [name],
  );
  return [value, keep];
};
