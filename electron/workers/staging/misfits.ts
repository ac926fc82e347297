import { Fault, shown, type Facts } from '../../contract/fault.ts';
import type { ColumnReading } from '../../contract/schema.ts';

type Place = NonNullable<Facts['places']>[number];
const MOST = 10;

/** Values that a pinned schema does not hold: the first ten are told together. */
export class Misfits {
  readonly #places: Place[] = [];

  add(reading: ColumnReading, value: string, row: number, line: number): void {
    const { dateFormat, decimalSeparator, column } = reading;
    const spelling = dateFormat ?? (decimalSeparator === ',' ? '1234,56' : undefined);
    this.#places.push({
      row,
      line,
      column: column.name,
      value: shown(value),
      expected: `${column.type}${spelling === undefined ? '' : ` (${spelling})`}`,
    });
    if (this.#places.length >= MOST) this.refuse();
  }

  /** Throws `schema.drift` where there is one. */
  refuse(): void {
    const [first] = this.#places;
    if (first === undefined) return;
    const columns = [...new Set(this.#places.map(({ column }) => column))].join(', ');
    throw new Fault('schema.drift', {
      ...first,
      count: this.#places.length,
      reason: `values that are not of the pinned type in ${columns}`,
      places: [...this.#places],
    });
  }
}
