import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import { Fault, shown } from '../../contract/fault.ts';
import type { ColumnType } from '../../contract/state.ts';
import type { ColumnObserver } from '../convert/column-observer.ts';

/** Celonis's limit for a text, in bytes of UTF-8. */
export const LONGEST_TEXT = 65_000;

export interface CheckedColumn {
  readonly name: string;
  readonly type: ColumnType | 'STRUCT' | 'LIST';
  readonly seen: ColumnObserver;
}

/** Throws `key.null` for a key that is empty somewhere. */
export const refuseNullKeys = (keys: readonly CheckedColumn[]): void => {
  for (const { name, seen } of keys) {
    const first = seen.firstNull ?? seen.firstZeroDate;
    const count = seen.nulls + seen.zeroDates;
    if (first !== undefined && count > 0)
      throw new Fault('key.null', { column: name, row: first.row, line: first.line, count });
  }
};

/** Throws `value.tooLong`, or warns of it where long texts are accepted; warns once a column of texts that may be cut. */
export const checkLengths = (columns: readonly CheckedColumn[], longTexts: 'refuse' | 'warn'): Warning[] => {
  const warnings: Warning[] = [];
  for (const { name, type, seen } of columns) {
    if (type !== 'STRING') continue;
    const { longest, firstLong } = seen;
    if (longest !== undefined && longest.bytes > LONGEST_TEXT) {
      const { row, line, value } = longest.place;
      const facts = {
        column: name,
        row,
        line,
        value: shown(value),
        bytes: longest.bytes,
        limit: LONGEST_TEXT,
      };
      if (longTexts === 'refuse') throw new Fault('value.tooLong', facts);
      warnings.push(warning('value.tooLong', { column: name, row, count: longest.bytes }));
    }
    if (firstLong !== undefined) warnings.push(warning('value.long', { column: name, row: firstLong.row }));
  }
  return warnings;
};

/** Throws `age.mixedType` where the column has no one order; warns of what weakens it. */
export const checkAge = ({ name, type, seen }: CheckedColumn): Warning[] => {
  const warnings: Warning[] = [];
  if (type === 'BOOLEAN')
    throw new Fault('age.mixedType', { column: name, reason: 'true and false have no order' });
  if (type === 'STRUCT' || type === 'LIST')
    throw new Fault('age.mixedType', { column: name, reason: 'it is nested' });
  if (type === 'STRING' && seen.values > 0) {
    // a kind that fitted the first values and not a later one
    const end = [seen.datesUntil, seen.numbersUntil].find((until) => until !== undefined && until.row > 1);
    if (end !== undefined) {
      throw new Fault('age.mixedType', {
        column: name,
        row: end.row,
        line: end.line,
        value: shown(end.value),
        reason: 'values of several kinds',
      });
    }
    if (seen.dates.length > 0)
      throw new Fault('age.mixedType', { column: name, reason: 'day and month cannot be told apart' });
    warnings.push(warning('age.text', { column: name }));
  }
  const empty = seen.nulls + seen.zeroDates;
  if (empty > 0) warnings.push(warning('age.null', { column: name, count: empty }));
  return warnings;
};
