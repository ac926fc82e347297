import type { Column } from '../../contract/schema.ts';
import type { Staged } from '../staging/staged-column.ts';
import { SecondReader } from './verify-output.ts';
import type { OutputColumn } from './write-parquet.ts';

export interface TableProof {
  readonly path: string;
  readonly staged: Staged;
  readonly columns: readonly OutputColumn[];
  readonly written: readonly Column[];
  readonly datesAs: 'native' | 'text';
  readonly signal: AbortSignal;
}

/** The second reader's word on a flat file: columns, types, rows, nulls and sampled cells. */
export const proveTable = async ({
  path,
  staged,
  columns,
  written,
  datesAs,
  signal,
}: TableProof): Promise<void> => {
  const second = await SecondReader.open({ path, rows: staged.rows, columns: written, signal });
  try {
    const observers = new Map(staged.columns.map(({ staged: place, observer }) => [place, observer]));
    const compared = columns.map((column) => {
      const seen = column.staged === undefined ? undefined : observers.get(column.staged);
      return { ...column, nulls: seen === undefined ? staged.rows : seen.nulls + seen.zeroDates };
    });
    second.compareNulls(compared);
    await second.compareCells(staged.samples.rows(), compared, datesAs);
  } finally {
    await second.close();
  }
};
