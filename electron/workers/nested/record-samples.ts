import type { JsonObject } from '../../core/convert/json/json-value.ts';

const EDGE = 64;
const SPREAD = 256;
const HEAVY = 64 * 1024;
const MOST = 16 * 1024 ** 2;

export interface KeptRecord {
  /** 1-based data row. */
  readonly row: number;
  readonly record: JsonObject;
}

/** Records to be compared later with what was written: the first, the last, and some spread evenly over the whole. */
export class KeptRecords {
  readonly #first: KeptRecord[] = [];
  readonly #last: (KeptRecord | undefined)[] = [];
  #spread: KeptRecord[] = [];
  #every = 1;
  #weight = 0;

  /** `size`: characters of the record's text. */
  add(row: number, record: JsonObject, size: number): void {
    if (row <= EDGE) {
      if (this.#light(size)) this.#first.push({ row, record });
      return;
    }
    this.#last[row % EDGE] = size > HEAVY ? undefined : { row, record };
    if (row % this.#every !== 0 || !this.#light(size)) return;
    this.#spread.push({ row, record });
    if (this.#spread.length < SPREAD) return;
    this.#every *= 2;
    this.#spread = this.#spread.filter(({ row: kept }) => kept % this.#every === 0);
  }

  /** In the order of the rows, each once. */
  all(): KeptRecord[] {
    const last = this.#last.filter((kept) => kept !== undefined);
    const byRow = new Map([...this.#first, ...this.#spread, ...last].map((kept) => [kept.row, kept]));
    return [...byRow.values()].toSorted((a, b) => a.row - b.row);
  }

  /** Huge records are kept in a few rows only, so that the samples do not grow with them. */
  #light(size: number): boolean {
    if (size > HEAVY) this.#weight += size;
    return size <= HEAVY || this.#weight < MOST;
  }
}
