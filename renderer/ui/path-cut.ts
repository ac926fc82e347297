/** Of a name so many characters stay in view at its end; of a path, whole folders of at most so many. */
const tailOfName = 9;
const mostOfPath = 24;
/** Shorter ones are not worth a cut. */
const shortest = 16;

/** Where a long text may be cut: what matters of a path is its end, and of a name its beginning and its ending. */
export const cutOf = (text: string): number => {
  if (text.length <= shortest) return 0;
  const parts = [...text.matchAll(/[\\/]/g)].map((match) => match.index);
  const fitting = parts.find((at) => text.length - at <= mostOfPath);
  return fitting ?? Math.max(0, text.length - tailOfName);
};
