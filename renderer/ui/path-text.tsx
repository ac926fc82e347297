/** A tail of so many characters stays in view. */
const leastTail = 12;
const mostTail = 28;

/** Where a long text may be cut: what matters of a path is its end, and of a name its beginning and its ending. */
const cutOf = (text: string): number => {
  const parts = [...text.matchAll(/[\\/]/g)].map((match) => match.index);
  const fitting = parts.find((at) => text.length - at <= mostTail);
  return fitting ?? Math.max(0, text.length - leastTail);
};

/** A path or a file name that gives way in its middle, as far as it has to. */
export const PathText = ({ path }: { readonly path: string }) => {
  const cut = cutOf(path);
  return (
    <span className="path-text" title={path}>
      <span className="path-head">{path.slice(0, cut)}</span>
      <span className="path-tail">{path.slice(cut)}</span>
    </span>
  );
};
