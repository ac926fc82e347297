import { distance } from 'fastest-levenshtein';

interface Ranked {
  readonly name: string;
  readonly far: number;
}

const bestOf = (name: string, known: readonly string[]): Ranked | undefined =>
  known
    .map((one) => ({ name: one, far: distance(name.toLowerCase(), one.toLowerCase()) }))
    .toSorted((left, right) => left.far - right.far)[0];

/** The most similar of some names, without regard to case, however far it is; undefined where there is none. */
export const mostSimilar = (name: string, known: readonly string[]): string | undefined =>
  bestOf(name, known)?.name;

/** The same, but undefined where none is similar enough to have been meant. */
export const nearest = (name: string, known: readonly string[]): string | undefined => {
  const best = bestOf(name, known);
  return best !== undefined && best.far <= Math.max(2, Math.floor(name.length * 0.4)) ? best.name : undefined;
};
