import type { Drift, ReadOptions } from '../../contract/configuration.ts';
import type { Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import type { ColumnReading, PinnedSchema } from '../../contract/schema.ts';
import type { ColumnType } from '../../contract/state.ts';
import { warning } from '../../contract/words/warning.ts';
import { everything, nothing, type Candidates } from './column-observer.ts';
import { aboutColumns } from '../validate/column-names.ts';
import { nearest } from '../configuration/nearest.ts';
import { dateCandidates, isoCandidates } from './date-candidates.ts';
import { dateFormat, isEpoch, type DateFormat } from './date-format.ts';
import { notationsFor } from './number-notation.ts';

/** One column of a file before its values are read. */
export interface ColumnPlan {
  readonly name: string;
  readonly header: string;
  /** Its place in the file. */
  readonly index: number;
  /** Already known from the table's pinned schema. */
  readonly pinned?: ColumnReading;
  /** Set by a person: whatever does not fit is a fault. */
  readonly told?: ColumnType;
  /** What the format itself says. */
  readonly hint?: ColumnType | undefined;
  /** What it may turn out to be, where it is not known. */
  readonly candidates: Candidates;
}

export interface FileColumn {
  readonly header: string;
  readonly name: string;
  readonly hint?: ColumnType | undefined;
}

export interface Planned {
  /** The columns of the file that are read, in the file's order. */
  readonly columns: readonly ColumnPlan[];
  readonly added: readonly string[];
  readonly missing: readonly ColumnReading[];
  /** Types set by a person that make no difference. */
  readonly warnings: readonly Warning[];
}

/** Which columns of a file are read, and as what. Throws `schema.drift` where the table does not allow the difference. */
export const planColumns = (
  columns: readonly FileColumn[],
  options: ReadOptions,
  pinned: PinnedSchema | undefined,
  drift: Drift,
): Planned => {
  const told = new Map(Object.entries(options.types ?? {}).map(([name, type]) => [sameName(name), type]));
  const fresh = (column: FileColumn, index: number): ColumnPlan => {
    const type = told.get(sameName(column.name));
    return {
      name: column.name,
      header: column.header,
      index,
      ...(type === undefined ? {} : { told: type }),
      hint: column.hint,
      candidates: candidatesFor(options, type, column.hint),
    };
  };
  const warnings = idleTypes(columns, options, pinned);
  if (pinned === undefined) return { columns: columns.map(fresh), added: [], missing: [], warnings };
  const known = new Map(pinned.columns.map((reading) => [sameName(reading.column.name), reading]));
  for (const reading of pinned.columns) {
    const header = sameName(reading.header);
    if (header !== '' && !known.has(header)) known.set(header, reading);
  }
  const found = new Set<ColumnReading>();
  const planned: ColumnPlan[] = [];
  const added: string[] = [];
  for (const [index, column] of columns.entries()) {
    const reading = known.get(sameName(column.name)) ?? known.get(sameName(column.header));
    if (reading !== undefined && !found.has(reading)) {
      found.add(reading);
      planned.push({
        name: reading.column.name,
        header: column.header,
        index,
        pinned: reading,
        candidates: nothing,
      });
    } else {
      added.push(column.name);
      if (drift.added !== 'ignore') planned.push(fresh(column, index));
    }
  }
  const missing = pinned.columns.filter((reading) => !found.has(reading));
  if (added.length > 0 && drift.added === 'reject') throw columnsDrifted('added', added, missing);
  if (missing.length > 0 && drift.missing === 'reject') throw columnsDrifted('missing', added, missing);
  const isLeftOut = drift.added === 'ignore';
  warnings.push(...aboutColumns(isLeftOut ? 'columns.ignored' : 'columns.added', added));
  return { columns: planned, added: isLeftOut ? [] : added, missing, warnings };
};

/** A type for a column that is not there, or that is pinned as another. */
const idleTypes = (
  columns: readonly FileColumn[],
  options: ReadOptions,
  pinned: PinnedSchema | undefined,
): Warning[] =>
  Object.entries(options.types ?? {}).flatMap(([name, type]): Warning[] => {
    const known = pinnedReading(pinned, name);
    if (known !== undefined) {
      const { type: pinnedType } = known.column;
      return pinnedType === type ? [] : [warning('types.pinned', { column: name, type, pinned: pinnedType })];
    }
    if (columns.some((column) => sameName(column.name) === sameName(name))) return [];
    const similar = nearest(
      name,
      columns.map((column) => column.name),
    );
    return [warning('types.unknown', { column: name, ...(similar === undefined ? {} : { similar }) })];
  });

/** What texts may be of which nothing is known. */
export const freshCandidates = (options: ReadOptions): Candidates =>
  candidatesFor(options, undefined, undefined);

/** Whether a person said what the type of a column is. */
export const isTold = ({ types = {} }: ReadOptions, name: string): boolean =>
  Object.keys(types).some((told) => sameName(told) === sameName(name));

/**
 * What a person, or else the format's own word on the column (`hint`), leaves open of a column whose format states the
 * kinds of its values; undefined: nobody said anything.
 */
export const toldCandidates = (
  options: ReadOptions,
  name: string,
  hint: ColumnType | undefined,
): Candidates | undefined => {
  const type = Object.entries(options.types ?? {}).find(([told]) => sameName(told) === sameName(name))?.[1];
  if (type !== undefined) return candidatesFor(options, type, undefined);
  // a text that the format calls one stays one, whatever it looks like
  return options.allText === true || hint === 'STRING' ? nothing : undefined;
};

/** The pinned reading of a column, found by its name or by the header that it once had. */
export const pinnedReading = (pinned: PinnedSchema | undefined, name: string): ColumnReading | undefined =>
  pinned?.columns.find(({ column }) => sameName(column.name) === sameName(name)) ??
  pinned?.columns.find(({ header }) => sameName(header) === sameName(name));

/** Names are compared without regard to case and surrounding blanks. */
export const sameName = (name: string): string => name.trim().toLowerCase();

const columnsDrifted = (
  kind: 'added' | 'missing',
  added: readonly string[],
  missing: readonly ColumnReading[],
): Fault => {
  const gone = missing.map(({ column }) => column.name);
  const names = kind === 'added' ? added : gone;
  const renamed =
    added.length > 0 && gone.length > 0 ? ` (renamed? ${gone.join(', ')} → ${added.join(', ')})` : '';
  return new Fault('schema.drift', {
    ...(names[0] === undefined ? {} : { column: names[0] }),
    count: names.length,
    reason: `${kind === 'added' ? 'the file has new columns' : 'columns are missing'}: ${names.join(', ')}${renamed}`,
    places: names.slice(0, 10).map((column) => ({ column, reason: kind })),
  });
};

const candidatesFor = (
  options: ReadOptions,
  told: ColumnType | undefined,
  hint: ColumnType | undefined,
): Candidates => {
  const all: Candidates = {
    ...everything,
    notations: notationsFor(options.decimalSeparator, options.thousandsSeparator),
    ...datesFor(options, told),
  };
  if (told !== undefined) return onlyFor(told, all);
  if (options.allText === true) return nothing;
  if (hint === undefined) return all;
  if (hint === 'DATE' || hint === 'DATETIME') return { ...nothing, dates: isoCandidates };
  if (hint === 'INTEGER' || hint === 'FLOAT')
    return { ...nothing, notations: notationsFor('.', 'none'), numbersBy: 'format' };
  return onlyFor(hint, all);
};

/**
 * What a person named goes before what is known by itself. Counted times are numbers like any other: only a column of
 * which a person says so holds them.
 */
const datesFor = (
  { dateFormats = [] }: ReadOptions,
  told: ColumnType | undefined,
): Pick<Candidates, 'dates' | 'toldDates'> => {
  const toldDates = dateFormats.filter((pattern) => !isEpoch(pattern) || told === 'DATETIME').map(dateFormat);
  return { dates: [...toldDates, ...dateCandidates], toldDates };
};

const onlyFor = (type: ColumnType, all: Candidates): Candidates => {
  switch (type) {
    case 'STRING':
      return nothing;
    case 'INTEGER':
    case 'FLOAT':
      return { ...nothing, notations: all.notations, numbersBy: 'person' };
    case 'BOOLEAN':
      return { ...nothing, booleans: true };
    case 'DATE':
      return { ...datesOf(all, ({ hasTime }) => !hasTime), booleans: false, notations: 0 };
    // days are points in time too: their midnight
    case 'DATETIME':
      return { ...datesOf(all, () => true), booleans: false, notations: 0 };
  }
};

const datesOf = ({ dates, toldDates = [] }: Candidates, keep: (format: DateFormat) => boolean) => ({
  dates: dates.filter(keep),
  toldDates: toldDates.filter(keep),
});
