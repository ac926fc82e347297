import type { Warning } from '../../contract/converter.ts';
import { Fault, shown } from '../../contract/fault.ts';
import type { ColumnReading } from '../../contract/schema.ts';
import type { ColumnObserver } from '../../core/convert/column-observer.ts';
import type { ColumnPlan } from '../../core/convert/column-plan.ts';
import { decideColumn } from '../../core/convert/decide-column.ts';
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
  readonly #reading: ColumnReading | undefined;
  readonly #read: ReadCell | undefined;
  readonly #misfits: Misfits;

  constructor(reading: ColumnReading | undefined, misfits: Misfits) {
    this.#reading = reading;
    this.#read = reading === undefined || reading.column.type === 'STRING' ? undefined : cellReader(reading);
    this.#misfits = misfits;
  }

  see(text: string, row: number, line: number, observer: ColumnObserver): void {
    if (this.#read === undefined || this.#reading === undefined) return;
    const value = this.#read(text);
    if (value === null) observer.seeZeroDate(row, line);
    else if (value === misfit) this.#misfits.add(this.#reading, text, row, line);
  }
}

export interface Settled {
  readonly reading: ColumnReading;
  readonly warnings: readonly Warning[];
  readonly evidence: string;
}

/** What a planned column is in the end: as pinned, as told, or as learned. Throws `value.doesNotFit` where it cannot be as told. */
export const settleColumn = (plan: ColumnPlan, seen: ColumnObserver): Settled => {
  if (plan.pinned !== undefined) {
    const { column } = plan.pinned;
    return { reading: plan.pinned, warnings: [], evidence: `column ${column.name}: ${column.type}, pinned` };
  }
  const decision = decideColumn(plan.name, plan.header, seen);
  const settled =
    plan.told === undefined || plan.told === decision.reading.column.type
      ? decision
      : forced(plan, plan.told, seen, decision.reading);
  seen.settle(settled.reading.column.type);
  return settled;
};

/** A person's word for the type against what was found. */
const forced = (
  plan: ColumnPlan,
  told: NonNullable<ColumnPlan['told']>,
  seen: ColumnObserver,
  found: ColumnReading,
): Settled => {
  const evidence = `column ${plan.name}: ${told}, set in the options`;
  const column = { name: plan.name, type: told };
  // whole numbers are fractions too, and a column without values is anything
  if (seen.values === 0 || (told === 'FLOAT' && found.column.type === 'INTEGER')) {
    return { reading: { ...found, column }, warnings: [], evidence };
  }
  const end = seen.numbersUntil ?? seen.datesUntil ?? seen.booleansUntil;
  throw new Fault('value.doesNotFit', {
    column: plan.name,
    expected: told,
    ...(end === undefined
      ? { reason: `the values are ${found.column.type}` }
      : { row: end.row, line: end.line, value: shown(end.value) }),
  });
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
