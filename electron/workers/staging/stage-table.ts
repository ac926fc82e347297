import { ColumnObserver } from '../../core/convert/column-observer.ts';
import type { ColumnReading } from '../../contract/schema.ts';
import type { ColumnPlan, Planned } from '../../core/convert/column-plan.ts';
import type { TextRow } from '../reading.ts';
import { LineIndex } from './line-index.ts';
import { Misfits } from './misfits.ts';
import { RowSamples } from './row-samples.ts';
import { codePoints, PinnedCheck, settleColumn, type Staged } from './staged-column.ts';
import type { TextStaging } from './text-staging.ts';

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
  const misfits = new Misfits();
  const columns = planned.columns.map((plan) => new ColumnAtWork(plan, misfits));
  const samples = new RowSamples();
  const lines = new LineIndex();
  const pick = cellPicker(request);
  let row = 0;
  for await (const batch of request.rows) {
    signal.throwIfAborted();
    for (const { line, cells } of batch) {
      row += 1;
      lines.add(row, line);
      const picked = new Array<string | null>(columns.length);
      for (let index = 0; index < columns.length; index += 1) {
        const column = columns[index];
        if (column === undefined) continue;
        const text = pick(cells[column.plan.index] ?? null);
        picked[index] = text;
        column.see(text, row, line);
      }
      staging.add(picked);
      samples.add(row, picked);
    }
    await staging.flush();
  }
  misfits.refuse();
  const settled = columns.map(({ plan, observer, reading }) => settleColumn(plan, observer, reading));
  return {
    rows: row,
    columns: columns.map(({ plan, observer, characters }, staged) => ({
      reading: settled[staged]?.reading ?? {
        column: { name: plan.name, type: 'STRING' },
        header: plan.header,
      },
      staged,
      observer,
      characters,
    })),
    width: columns.length,
    warnings: settled.flatMap(({ warnings }) => warnings),
    evidence: settled.map(({ evidence }) => evidence),
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
  readonly #check: PinnedCheck;
  characters = 0;

  constructor(plan: ColumnPlan, misfits: Misfits) {
    this.plan = plan;
    this.observer = new ColumnObserver(plan.candidates);
    this.#check = new PinnedCheck(plan.pinned, misfits);
  }

  /** As it is pinned, for this file. */
  get reading(): ColumnReading | undefined {
    return this.#check.reading;
  }

  see(text: string | null, row: number, line: number): void {
    this.observer.see(text, row, line);
    if (text === null) return;
    this.characters += codePoints(text);
    this.#check.see(text, row, line, this.observer);
  }
}
