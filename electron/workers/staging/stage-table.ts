import type { Warning } from '../../contract/converter.ts';
import { Fault, shown, type Facts } from '../../contract/fault.ts';
import type { ColumnReading } from '../../contract/schema.ts';
import { ColumnObserver } from '../../core/convert/column-observer.ts';
import type { ColumnPlan, Planned } from '../../core/convert/column-plan.ts';
import { decideColumn } from '../../core/convert/decide-column.ts';
import { cellReader, misfit, type ReadCell } from '../../core/convert/read-cell.ts';
import type { TextRow } from '../reading.ts';
import { RowSamples } from './row-samples.ts';
import type { TextStaging } from './text-staging.ts';
import { LineIndex } from './line-index.ts';

type Place = NonNullable<Facts['places']>[number];
const MOST_PLACES = 10;

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
  readonly warnings: readonly Warning[];
  readonly evidence: readonly string[];
  readonly samples: RowSamples;
  readonly lines: LineIndex;
}

export interface StageRequest {
  readonly rows: AsyncIterable<readonly TextRow[]>;
  readonly planned: Planned;
  readonly staging: TextStaging;
  readonly nullWords: ReadonlySet<string>;
  readonly trim: boolean;
  readonly signal: AbortSignal;
}

/** Reads every row once: writes it to the staging, learns what its columns are, and holds pinned columns to their type. */
export const stageTable = async (request: StageRequest): Promise<Staged> => {
  const { planned, staging, signal } = request;
  const columns = planned.columns.map((plan) => new ColumnAtWork(plan));
  const samples = new RowSamples();
  const lines = new LineIndex();
  const misfits: Place[] = [];
  let row = 0;
  const pick = cellPicker(request);
  for await (const batch of request.rows) {
    signal.throwIfAborted();
    for (const { line, cells } of batch) {
      row += 1;
      lines.add(row, line);
      const picked: (string | null)[] = new Array(columns.length);
      for (let index = 0; index < columns.length; index += 1) {
        const column = columns[index];
        if (column === undefined) continue;
        const text = pick(cells[column.plan.index] ?? null);
        picked[index] = text;
        if (!column.see(text, row, line)) misfits.push(misfitPlace(column.plan, text, row, line));
      }
      if (misfits.length >= MOST_PLACES) throw drifted(misfits);
      staging.add(picked);
      samples.add(row, picked);
    }
    await staging.flush();
  }
  if (misfits.length > 0) throw drifted(misfits);
  const decided = columns.map((column, staged) => ({ staged, ...column.decide() }));
  return {
    rows: row,
    columns: decided.map(({ staged, reading, column }) => ({
      reading,
      staged,
      observer: column.observer,
      characters: column.characters,
    })),
    warnings: decided.flatMap(({ warnings }) => warnings),
    evidence: decided.map(({ evidence }) => evidence),
    samples,
    lines,
  };
};

const cellPicker = ({ nullWords, trim }: StageRequest) => {
  const longest = Math.max(0, ...[...nullWords].map((word) => word.length));
  return (cell: string | null): string | null => {
    if (cell === null) return null;
    const text = trim ? cell.trim() : cell;
    return text.length <= longest && nullWords.has(text) ? null : text;
  };
};

class ColumnAtWork {
  readonly plan: ColumnPlan;
  readonly observer: ColumnObserver;
  readonly #read: ReadCell | undefined;
  characters = 0;

  constructor(plan: ColumnPlan) {
    this.plan = plan;
    this.observer = new ColumnObserver(plan.candidates);
    this.#read = plan.pinned === undefined || plan.pinned.column.type === 'STRING' ? undefined : cellReader(plan.pinned);
  }

  /** False where a pinned column does not hold the text. */
  see(text: string | null, row: number, line: number): boolean {
    this.observer.see(text, row, line);
    if (text === null) return true;
    this.characters += codePoints(text);
    return this.#read === undefined || this.#read(text) !== misfit;
  }

  decide() {
    const { plan, observer } = this;
    if (plan.pinned !== undefined) {
      const { column } = plan.pinned;
      return { column: this, reading: plan.pinned, warnings: [], evidence: `column ${column.name}: ${column.type}, pinned` };
    }
    const decision = decideColumn(plan.name, plan.header, observer);
    if (plan.told === undefined || plan.told === decision.reading.column.type) return { column: this, ...decision };
    return { column: this, ...forced(plan, plan.told, observer, decision.reading) };
  }
}

/** A person's word for the type against what was found. */
const forced = (plan: ColumnPlan, told: NonNullable<ColumnPlan['told']>, seen: ColumnObserver, found: ColumnReading) => {
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
const codePoints = (text: string): number => {
  let count = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdbff) count -= 1;
  }
  return count;
};

const misfitPlace = (plan: ColumnPlan, text: string | null, row: number, line: number): Place => {
  const reading = plan.pinned;
  const spelling = reading?.dateFormat ?? (reading?.decimalSeparator === ',' ? '1234,56' : undefined);
  return {
    row,
    line,
    column: plan.name,
    value: shown(text ?? ''),
    expected: `${reading?.column.type ?? 'STRING'}${spelling === undefined ? '' : ` (${spelling})`}`,
  };
};

const drifted = (places: readonly Place[]): Fault => {
  const [first] = places;
  const named = [...new Set(places.map(({ column }) => column))].join(', ');
  return new Fault('schema.drift', {
    ...first,
    count: places.length,
    reason: `values that are not of the pinned type in ${named}`,
    places: [...places],
  });
};
