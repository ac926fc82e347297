import { cutOf } from './path-cut.ts';

/** A path or a file name that gives way in its middle, as far as it has to. */
export const PathText = ({ path }: { readonly path: string }) => {
  const cut = cutOf(path);
  return (
    <span className="path-text" title={path}>
      {cut === 0 ? null : <span className="path-head">{path.slice(0, cut)}</span>}
      <span className="path-tail">{path.slice(cut)}</span>
    </span>
  );
};
