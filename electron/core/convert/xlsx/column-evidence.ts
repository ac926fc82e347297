import type { ColumnType } from '../../../contract/state.ts';

/** What one cell turned out to be. `missing`: a formula without a stored result; `noDate`: a date format on no date. */
export type CellKind =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'exact'
  | 'padded'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'time'
  | 'noDate'
  | 'error'
  | 'missing';

export interface Occurrence {
  count: number;
  /** The first one: 1-based row of the sheet, and what it shows. */
  readonly row: number;
  readonly value: string;
}

/** Numbers as people write them: a text cell that holds one was made a text on purpose. */
const looksNumeric = /^[+-]?\d+(?:[.,]\d+)*$/;

/** Counts what the cells of one column are, to say what the whole column is. */
export class ColumnEvidence {
  readonly #seen = new Map<CellKind, Occurrence>();
  #numericText = false;
  #decimalFormat = false;

  add(kind: CellKind, text: string, row: number, decimalFormat = false): void {
    const seen = this.#seen.get(kind);
    if (seen === undefined) this.#seen.set(kind, { count: 1, row, value: text });
    else seen.count += 1;
    if (decimalFormat) this.#decimalFormat = true;
    if (kind === 'text' && !this.#numericText) this.#numericText = looksNumeric.test(text);
  }

  of(kind: CellKind): Occurrence | undefined {
    return this.#seen.get(kind);
  }

  get isEmpty(): boolean {
    return this.#seen.size === 0;
  }

  count(...kinds: readonly CellKind[]): number {
    return kinds.reduce((sum, kind) => sum + (this.#seen.get(kind)?.count ?? 0), 0);
  }

  /**
   * What the cells themselves say, where they agree. Figures are doubles, whatever their digits look like; numbers that
   * were stored as texts stay texts.
   */
  get hint(): ColumnType | undefined {
    const values = [...this.#seen.keys()].filter((kind) => kind !== 'error' && kind !== 'missing');
    const only = (...kinds: readonly CellKind[]) =>
      values.length > 0 && values.every((kind) => kinds.includes(kind));
    if (only('date')) return 'DATE';
    if (only('date', 'datetime')) return 'DATETIME';
    if (only('boolean')) return 'BOOLEAN';
    if (only('time')) return 'STRING';
    if (only('integer', 'padded')) return this.#decimalFormat ? 'FLOAT' : 'INTEGER';
    if (only('integer', 'padded', 'decimal')) return 'FLOAT';
    if (only('text') && this.#numericText) return 'STRING';
    return only('exact', 'integer', 'padded', 'decimal') ? 'STRING' : undefined;
  }
}
