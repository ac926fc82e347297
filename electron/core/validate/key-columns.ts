import { Fault } from '../../contract/fault.ts';
import { nearest } from '../configuration/nearest.ts';

export interface KeyColumns {
  /** Indexes into the names, in the order of the primary key. */
  readonly key: readonly number[];
  readonly age: number | undefined;
}

/** Finds the key and age columns without regard to case. Throws `key.columnMissing` or `age.columnMissing`. */
export const keyColumns = (
  names: readonly string[],
  primaryKey: readonly string[],
  ageColumn: string | undefined,
): KeyColumns => {
  const lower = names.map((name) => name.toLowerCase());
  const find = (wanted: string, code: 'key.columnMissing' | 'age.columnMissing'): number => {
    const index = lower.indexOf(wanted.trim().toLowerCase());
    if (index >= 0) return index;
    const suggestion = nearest(wanted, names);
    throw new Fault(code, { column: wanted, ...(suggestion === undefined ? {} : { suggestion }) });
  };
  return {
    key: primaryKey.map((name) => find(name, 'key.columnMissing')),
    age: ageColumn === undefined ? undefined : find(ageColumn, 'age.columnMissing'),
  };
};
