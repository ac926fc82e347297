import type { ConvertJob, Warning } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import type { ColumnReading } from '../../contract/schema.ts';
import type { ColumnType } from '../../contract/state.ts';
import {
  freshCandidates,
  planColumns,
  pinnedReading,
  toldCandidates,
} from '../../core/convert/column-plan.ts';
import { RecordFlattener } from '../../core/convert/json/flatten-record.ts';
import { flatStrings, JsonColumn, type ScalarKind } from '../../core/convert/json/json-column.ts';
import { JsonObject } from '../../core/convert/json/json-value.ts';
import { parseJson } from '../../core/convert/json/parse-json.ts';
import { columnNames } from '../../core/validate/column-names.ts';
import type { Candidates } from '../../core/convert/column-observer.ts';
import { usualNullWords } from '../../core/convert/null-words.ts';
import type { Reading } from '../reading.ts';
import { LineIndex } from './line-index.ts';
import { Misfits } from './misfits.ts';
import { RowSamples } from './row-samples.ts';
import { codePoints, PinnedCheck, settleColumn, type Staged } from './staged-column.ts';
import type { TextStaging } from './text-staging.ts';

type RecordsReading = Extract<Reading, { kind: 'records' }>;

export interface StagedRecords {
  readonly staged: Staged;
  readonly added: readonly string[];
  readonly missing: readonly ColumnReading[];
  readonly warnings: readonly Warning[];
}

/** Reads every record once into rows of a flat table. Columns appear as the records show them. */
export const stageRecords = async (
  reading: RecordsReading,
  job: ConvertJob,
  staging: TextStaging,
  signal: AbortSignal,
): Promise<StagedRecords> => {
  const rows = new FlatRows(job, isUntyped(reading), reading.hints ?? {});
  for await (const batch of reading.records) {
    signal.throwIfAborted();
    for (const { json, line } of batch) staging.add(rows.row(json, line));
    await staging.flush();
  }
  return rows.finish();
};

/** XML has nothing but texts: what they are is learned as from a delimited file. */
export const isUntyped = ({ format }: Pick<Reading, 'format'>): boolean => format === 'xml';

class MemberAtWork {
  readonly json: JsonColumn;
  readonly check: PinnedCheck;
  characters = 0;

  /** `untyped`: what a format leaves open that has nothing but texts. */
  constructor(
    name: string,
    job: ConvertJob,
    misfits: Misfits,
    untyped: Candidates | undefined,
    hint: ColumnType | undefined,
  ) {
    const { options } = job;
    this.json = new JsonColumn(
      toldCandidates(options, name, hint) ?? untyped,
      flatStrings(options.dateFormats),
    );
    this.check = new PinnedCheck(pinnedReading(job.pinned, name), misfits);
  }
}

class FlatRows {
  readonly #job: ConvertJob;
  readonly #hints: NonNullable<RecordsReading['hints']>;
  readonly #flattener: RecordFlattener;
  readonly #columns: MemberAtWork[] = [];
  readonly #misfits = new Misfits();
  readonly #samples = new RowSamples();
  readonly #lines = new LineIndex();
  readonly #nullWords: ReadonlySet<string>;
  readonly #untyped: Candidates | undefined;
  #row = 0;
  #line = 0;
  #cells: (string | null)[] = [];

  constructor(job: ConvertJob, untyped: boolean, hints: NonNullable<RecordsReading['hints']>) {
    this.#job = job;
    this.#hints = hints;
    this.#untyped = untyped ? freshCandidates(job.options) : undefined;
    this.#flattener = new RecordFlattener(job.options.arrays ?? 'refuse');
    // JSON has a null of its own: words stand for it only where a person says so
    this.#nullWords = new Set(job.options.nullWords ?? (untyped ? usualNullWords : []));
  }

  row(json: string, line: number): (string | null)[] {
    this.#row += 1;
    this.#line = line;
    this.#lines.add(this.#row, line);
    const value = parseJson(json, line);
    if (!(value instanceof JsonObject))
      throw new Fault('json.noRecords', { line, reason: 'a record is not an object' });
    this.#cells = new Array<null>(this.#flattener.columns.length).fill(null);
    this.#flattener.row(value, { row: this.#row, line }, this.#see);
    this.#samples.add(this.#row, this.#cells);
    return this.#cells;
  }

  readonly #see = (index: number, kind: ScalarKind, stated: string): void => {
    const text = this.#job.options.trim === true && kind === 'string' ? stated.trim() : stated;
    if (kind === 'string' && this.#nullWords.has(text)) return;
    while (this.#cells.length <= index) this.#cells.push(null);
    this.#cells[index] = text;
    const column = this.#column(index);
    column.characters += codePoints(text);
    column.json.see(kind, text, this.#row, this.#line);
    const { observer } = column.json;
    if (observer !== undefined) column.check.see(text, this.#row, this.#line, observer);
  };

  #column(index: number): MemberAtWork {
    while (this.#columns.length <= index) {
      const { name = '', path = [] } = this.#flattener.columns[this.#columns.length] ?? {};
      const hint = this.#hints[path.join('.')];
      this.#columns.push(new MemberAtWork(name, this.#job, this.#misfits, this.#untyped, hint));
    }
    const column = this.#columns[index];
    if (column === undefined) throw new Fault('internal', { reason: 'a column is lost' });
    return column;
  }

  finish(): StagedRecords {
    this.#misfits.refuse();
    const { columns } = this.#flattener;
    const named = columnNames(columns.map(({ name }) => name));
    const fileColumns = columns.map(({ name, path }, index) => ({
      header: name,
      name: named.names[index] ?? name,
      hint: this.#hints[path.join('.')],
    }));
    const planned = planColumns(fileColumns, this.#job.options, this.#job.pinned, this.#job.drift);
    const placeOf = (row: number) => ({ row, line: this.#lines.lineOf(row) ?? 0 });
    const settled = planned.columns.map((plan) => {
      const column = this.#column(plan.index);
      const observer = column.json.finish(this.#row, placeOf);
      const settledAs = settleColumn(plan, observer, column.check.reading);
      return { ...settledAs, staged: plan.index, observer, characters: column.characters };
    });
    return {
      staged: {
        rows: this.#row,
        columns: settled,
        width: columns.length,
        warnings: settled.flatMap(({ warnings }) => warnings),
        evidence: settled.map(({ evidence }) => evidence),
        samples: this.#samples,
        lines: this.#lines,
      },
      added: planned.added,
      missing: planned.missing,
      warnings: [...named.warnings, ...planned.warnings],
    };
  }
}
