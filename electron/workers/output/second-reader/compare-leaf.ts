import { shown } from '../../../contract/fault.ts';
import type { ColumnReading } from '../../../contract/schema.ts';
import { disagrees } from './disagrees.ts';
import type { PhysicalLeaf } from './physical-leaves.ts';
import { sameValue } from './same-value.ts';
import { shred, type NestedCell } from './shred.ts';

/** What the second reader decodes of a leaf in one row group. */
export interface DecodedLeaf {
  readonly repetitions: readonly number[];
  readonly definitions: readonly number[];
  /** The values that are there. */
  readonly values: readonly unknown[];
}

export interface SampledRecord {
  /** 1-based data row. */
  readonly row: number;
  /** The columns of the record by their names. */
  readonly cells: ReadonlyMap<string, NestedCell>;
}

/**
 * Holds the entries of a leaf against what sampled records have there: every element of every list, its place, and what
 * is null. Throws `verification.disagrees`.
 */
export const compareLeaf = (
  leaf: PhysicalLeaf,
  decoded: DecodedLeaf,
  samples: readonly SampledRecord[],
  first: number,
): void => {
  const { repetitions, definitions, values } = decoded;
  const reading: ColumnReading = { column: leaf.column, header: leaf.column.name };
  const column = leaf.path.join('.');
  let row = first;
  let at = 0;
  let value = 0;
  const next = () => {
    if (definitions[at] === leaf.definition) value += 1;
    at += 1;
  };
  for (const sample of samples) {
    const expected = shred(leaf.node, sample.cells.get(leaf.root) ?? null);
    if (expected === undefined) throw disagrees('it finds no place for a null', { column, row: sample.row });
    for (; row < sample.row - 1 && at < definitions.length; row += 1) {
      next();
      while (at < repetitions.length && repetitions[at] !== 0) next();
    }
    for (const [index, entry] of expected.entries()) {
      const there = definitions[at] === leaf.definition;
      const found = there ? values[value] : null;
      const agrees =
        repetitions[at] === entry.repetition &&
        definitions[at] === entry.definition &&
        sameValue(entry.value, found, reading);
      if (!agrees) {
        const place = expected.length > 1 ? `, entry ${index + 1} of ${expected.length}` : '';
        throw disagrees(`it reads ${shown(shownValue(found), 80)}${place}`, {
          column,
          row: sample.row,
          value: shown(String(entry.value), 80),
        });
      }
      next();
    }
    row = sample.row;
    if (at < repetitions.length && repetitions[at] !== 0)
      throw disagrees('it reads more elements', { column, row: sample.row });
  }
};

const shownValue = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('utf8') : String(value);
