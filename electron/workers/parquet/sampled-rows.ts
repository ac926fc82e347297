import { ROW } from './parquet-source.ts';

const EDGE = 64;
const SPREAD = 400;
/** So many bytes of sampled rows are held in memory. */
const MOST_BYTES = 32 * 1024 ** 2;

/** A condition on `ROW`: the first, the last and some rows in between, fewer where rows are wide. */
export const sampledRows = (rows: number, bytes: number): string => {
  const affordable = Math.max(3, Math.floor(MOST_BYTES / Math.max(1, bytes / Math.max(1, rows))));
  const edge = Math.min(EDGE, Math.max(1, Math.floor(affordable / 8)));
  const step = Math.max(1, Math.floor(rows / Math.min(SPREAD, affordable)));
  return `(${ROW} < ${edge} OR ${ROW} >= ${rows - edge} OR ${ROW} % ${step} = 0)`;
};
