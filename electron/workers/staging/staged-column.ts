import type { Warning } from '../../contract/converter.ts';
import { Fault, shown, type Facts } from '../../contract/fault.ts';
import type { ColumnReading } from '../../contract/schema.ts';
import type { ColumnType } from '../../contract/state.ts';
import type { ColumnObserver } from '../../core/convert/column-observer.ts';
import type { ColumnPlan } from '../../core/convert/column-plan.ts';
import { dateWarnings, decideColumn, type Decision } from '../../core/convert/decide-column.ts';
import { isFinerThanMillis } from '../../core/convert/date-format.ts';
import { widerReading } from '../../core/convert/wider-reading.ts';
import { cellReader, misfit, type ReadCell } from '../../core/convert/read-cell.ts';
import type { LineIndex } from './line-index.ts';
import type { Misfits } from './misfits.ts';
import type { RowSamples } from './row-samples.ts';

export interface StagedColumn {
  readonly reading: ColumnReading;
  /** Its place in the staging. */
  readonly staged: number;
  readonly observer: ColumnObserver;
  /** Characters (code points) of all its values. */
  readonly characters: number;
}

export interface Staged {
  readonly rows: number;
  readonly columns: readonly StagedColumn[];
  /** How many columns the staging has. */
  readonly width: number;
  readonly warnings: readonly Warning[];
  readonly evidence: readonly string[];
  readonly samples: RowSamples;
  readonly lines: LineIndex;
}

/** Holds the values of one column to its pinned reading, if it has one. */
export class PinnedCheck {
  #reading: ColumnReading | undefined;
  #read: ReadCell | undefined;
  readonly #hasTime: boolean;
  readonly #misfits: Misfits;

  constructor(reading: ColumnReading | undefined, misfits: Misfits) {
    this.#reading = reading;
    this.#read = reading === undefined || reading.column.type === 'STRING' ? undefined : cellReader(reading);
    this.#hasTime = reading?.column.type === 'DATETIME';
    this.#misfits = misfits;
  }

  /** The pinned reading, or a wider one of the same values where this file needs it. */
  get reading(): ColumnReading | undefined {
    return this.#reading;
  }

  see(text: string, row: number, line: number, observer: ColumnObserver): void {
    if (this.#read === undefined || this.#reading === undefined) return;
    let value = this.#read(text);
    if (value === misfit) value = this.#readWider(text, this.#reading);
    if (value === null) observer.seeZeroDate(row, line);
    else if (value === misfit) this.#misfits.add(this.#reading, text, row, line);
    else if (this.#hasTime && isFinerThanMillis(text)) observer.finer += 1;
  }

  #readWider(text: string, reading: ColumnReading): ReturnType<ReadCell> {
    const wider = widerReading(reading, text);
    if (wider === undefined) return misfit;
    const read = cellReader(wider);
    const value = read(text);
    if (value === misfit) return misfit;
    this.#reading = wider;
    this.#read = read;
    return value;
  }
}

export interface Settled {
  readonly reading: ColumnReading;
  readonly warnings: readonly Warning[];
  readonly evidence: string;
}

/** What a planned column is in the end: as pinned, as told, or as learned. Throws `value.doesNotFit` where it cannot be as told. */
export const settleColumn = (
  plan: ColumnPlan,
  seen: ColumnObserver,
  pinned: ColumnReading | undefined,
): Settled => {
  if (plan.pinned !== undefined) {
    const { column } = plan.pinned;
    const isDated = column.type === 'DATE' || column.type === 'DATETIME';
    return {
      reading: pinned ?? plan.pinned,
      warnings: isDated ? dateWarnings(column.name, seen) : [],
      evidence: `column ${column.name}: ${column.type}, pinned`,
    };
  }
  const decision = decideColumn(plan.name, plan.header, seen);
  const settled =
    plan.told === undefined || plan.told === decision.reading.column.type
      ? asStated(decision, plan, seen)
      : forced(plan, plan.told, seen, decision);
  seen.settle(settled.reading.column.type);
  return settled;
};

/** A format that says FLOAT is believed where a file happens to hold nothing but whole numbers: the next one may not. */
const asStated = (decision: Settled, plan: ColumnPlan, seen: ColumnObserver): Settled => {
  const { reading } = decision;
  if (plan.told !== undefined || plan.hint !== 'FLOAT' || seen.wideWhole) return decision;
  if (reading.column.type !== 'INTEGER') return decision;
  return {
    reading: { ...reading, column: { name: plan.name, type: 'FLOAT' }, decimalSeparator: '.' },
    warnings: decision.warnings,
    evidence: `column ${plan.name}: FLOAT, as the file says`,
  };
};

/** A person's word for the type against what was found. */
const forced = (
  plan: ColumnPlan,
  told: NonNullable<ColumnPlan['told']>,
  seen: ColumnObserver,
  { reading: found, warnings }: Decision,
): Settled => {
  const evidence = `column ${plan.name}: ${told}, set in the options`;
  const column = { name: plan.name, type: told };
  // a column without values is anything, whole numbers are fractions too, and days are points in time
  const isOne =
    seen.values === 0 ||
    (told === 'FLOAT' && found.column.type === 'INTEGER' && !seen.wideWhole) ||
    (told === 'DATETIME' && found.column.type === 'DATE');
  if (isOne) return { reading: { ...found, column }, warnings, evidence };
  const end = seen.numbersUntil ?? seen.datesUntil ?? seen.booleansUntil;
  throw new Fault('value.doesNotFit', {
    column: plan.name,
    expected: told,
    ...(end === undefined ? {} : { row: end.row, line: end.line, value: shown(end.value) }),
    ...whyNot(told, warnings[0]?.code, found.column.type),
  });
};

const whyNot = (told: ColumnType, doubt: string | undefined, found: string): Facts => {
  if (doubt === 'number.ambiguous')
    return { reason: 'its numbers have two possible meanings', suggestion: 'Set options.decimalSeparator.' };
  if (doubt === 'date.ambiguous')
    return { reason: 'day and month cannot be told apart', suggestion: 'Set options.dateFormats.' };
  if (told === 'DATE' || told === 'DATETIME')
    return { suggestion: 'Correct the value, or give its format in options.dateFormats.' };
  return { reason: `its values are ${found}`, suggestion: 'Correct the value, or options.types.' };
};

/** Code points: a pair of surrogates counts once. */
export const codePoints = (text: string): number => {
  let count = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdbff) count -= 1;
  }
  return count;
};
