import { closest } from 'fastest-levenshtein';

/** The most similar of some names, if any is known. */
export const nearest = (name: string, known: readonly string[]): string | undefined =>
  known.length === 0 ? undefined : closest(name, [...known]);
