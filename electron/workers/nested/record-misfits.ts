import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { shown, type Facts } from '../../contract/fault.ts';
import type { Misfit } from '../../core/convert/json/nested-pinned.ts';
import { isoCellReader, misfit, type ReadCell } from '../../core/convert/read-cell.ts';
import type { LineIndex } from '../staging/line-index.ts';

type Places = NonNullable<Facts['places']>;

const MOST = 10;

/** The first values in staged records that do not fit the pinned types; none where all fit after all. */
export const recordMisfits = async (
  staged: string,
  misfits: readonly Misfit[],
  lines: LineIndex,
): Promise<Places> => {
  const places: Places = [];
  const read = misfits.map(({ known, found }): ReadCell =>
    known.children === undefined && found.children === undefined
      ? isoCellReader({ column: known, header: known.name })
      : () => misfit,
  );
  const stream = createReadStream(staged, 'utf8');
  const rows = createInterface({ input: stream, crlfDelay: Infinity });
  let row = 0;
  try {
    for await (const text of rows) {
      row += 1;
      const record: unknown = JSON.parse(text);
      for (const [index, { path, source, known }] of misfits.entries()) {
        for (const value of valuesAt(record, source)) {
          const plain = typeof value === 'string' ? value : JSON.stringify(value);
          if (read[index]?.(plain) !== misfit) continue;
          places.push({
            row,
            line: lines.lineOf(row) ?? row,
            column: path.join('.'),
            value: shown(plain, 80),
            expected: known.type,
          });
          if (places.length >= MOST) return places;
        }
      }
    }
    return places;
  } finally {
    rows.close();
    stream.destroy();
  }
};

/** What stands at a path, without nulls. */
const valuesAt = (value: unknown, path: readonly string[]): unknown[] => {
  if (value === null || value === undefined) return [];
  const [step, ...rest] = path;
  if (step === undefined) return [value];
  if (step === '[]') return Array.isArray(value) ? value.flatMap((each) => valuesAt(each, rest)) : [];
  if (typeof value !== 'object' || Array.isArray(value)) return [];
  return valuesAt((value as Record<string, unknown>)[step], rest);
};
