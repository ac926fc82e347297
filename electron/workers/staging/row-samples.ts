import { ownText } from '../../core/convert/own-text.ts';

export interface SampledRow {
  /** 1-based data row. */
  readonly row: number;
  readonly cells: readonly (string | null)[];
}

const EDGE = 64;
const SPREAD = 512;
const HEAVY = 64 * 1024;

/** Rows to be compared later with what was written: the first, the last, and some spread evenly over the whole. */
export class RowSamples {
  readonly #first: SampledRow[] = [];
  readonly #last: SampledRow[] = [];
  #spread: SampledRow[] = [];
  #every = 1;
  #weight = 0;

  add(row: number, cells: readonly (string | null)[]): void {
    if (row <= EDGE) {
      if (this.#light(cells)) this.#first.push({ row, cells: own(cells) });
      return;
    }
    this.#last[row % EDGE] = { row, cells };
    if (row % this.#every !== 0 || !this.#light(cells)) return;
    this.#spread.push({ row, cells: own(cells) });
    if (this.#spread.length < SPREAD) return;
    this.#every *= 2;
    this.#spread = this.#spread.filter(({ row: kept }) => kept % this.#every === 0);
  }

  /** A row that was chosen elsewhere. */
  take(row: number, cells: readonly (string | null)[]): void {
    if (this.#light(cells)) this.#first.push({ row, cells });
  }

  /** In the order of the rows, each once. */
  rows(): SampledRow[] {
    const all = new Map(
      [...this.#first, ...this.#spread, ...this.#last.filter((row) => row !== undefined)].map((row) => [
        row.row,
        row,
      ]),
    );
    return [...all.values()].toSorted((a, b) => a.row - b.row);
  }

  /** Huge cells are compared in a few rows only, so that the samples do not grow with them. */
  #light(cells: readonly (string | null)[]): boolean {
    const size = cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
    if (size > HEAVY) this.#weight += size;
    return size <= HEAVY || this.#weight < 16 * 1024 ** 2;
  }
}

const own = (cells: readonly (string | null)[]): (string | null)[] =>
  cells.map((cell) => (cell === null ? null : ownText(cell)));
