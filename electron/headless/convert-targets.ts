import { basename, dirname, extname, join, resolve } from 'node:path';

/** Room for what stands behind the stem while a file is written, of the 255 bytes that names have on most systems. */
const LONGEST_STEM = 255 - '.parquet.rejected-rows.csv'.length;

export interface Places {
  readonly output?: string | undefined;
  readonly outDir?: string | undefined;
}

/**
 * Where the results of several source files (absolute paths) are written: `STEM.parquet`, or `NAME.EXT.parquet` for
 * those that would have one name with another. Two of the same name in different folders still have one in `--out-dir`.
 */
export const convertTargets = (sources: readonly string[], { output, outDir }: Places): string[] => {
  if (output !== undefined) return sources.map(() => resolve(output));
  const folderOf = (source: string) => (outDir === undefined ? dirname(source) : resolve(outDir));
  const byStem = sources.map((source) => join(folderOf(source), `${cut(stemOf(basename(source)))}.parquet`));
  return byStem.map((target, index) => {
    const source = sources[index] ?? '';
    const alone = byStem.every((other, at) => !sameName(other, target) || sources[at] === source);
    return alone ? target : join(folderOf(source), `${cut(basename(source))}.parquet`);
  });
};

/** Some systems do not tell upper and lower case apart. */
export const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const stemOf = (name: string): string => {
  const inner = name.replace(/\.(gz|zip)$/i, '');
  return extname(inner) === '' ? inner : inner.slice(0, -extname(inner).length);
};

const cut = (stem: string): string => {
  let short = stem;
  while (Buffer.byteLength(short) > LONGEST_STEM) short = [...short].slice(0, -1).join('');
  return short;
};
