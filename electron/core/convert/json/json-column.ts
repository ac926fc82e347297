import { ColumnObserver, nothing, type Candidates, type Place } from '../column-observer.ts';
import { isoCandidates } from '../date-candidates.ts';
import { dateFormat, isEpoch } from '../date-format.ts';
import { notationsFor } from '../number-notation.ts';

export type ScalarKind = 'number' | 'string' | 'boolean';

const candidates = {
  number: { ...nothing, notations: notationsFor('.', 'none'), numbersBy: 'format' },
  string: { ...nothing, dates: isoCandidates },
  boolean: { ...nothing, booleans: true },
} as const;

/** What texts of a flat table may be: dates in the formats that a person named or in ISO 8601; others are asked about. */
export const flatStrings = (dateFormats: readonly string[] = []): Candidates => {
  const toldDates = dateFormats.filter((pattern) => !isEpoch(pattern)).map(dateFormat);
  return { ...candidates.string, dates: [...toldDates, ...isoCandidates], toldDates, asks: true };
};

/**
 * Learns what the values of one member are. JSON says itself what is a number, a text or a truth value: `"5"` stays
 * text, and so do members of several kinds. Only texts that are all ISO dates become dates.
 */
export class JsonColumn {
  readonly #told: Candidates | undefined;
  readonly #strings: Candidates;
  #observer: ColumnObserver | undefined;
  #kind: ScalarKind | undefined;
  #lastRow = 0;
  #firstGap: number | undefined;

  /** `told`: what a person leaves open, in place of what JSON says. */
  constructor(told: Candidates | undefined, strings: Candidates = candidates.string) {
    this.#told = told;
    this.#strings = strings;
  }

  see(kind: ScalarKind, text: string, row: number, line: number): void {
    if (row > this.#lastRow + 1) this.#firstGap ??= this.#lastRow + 1;
    this.#lastRow = row;
    if (this.#observer === undefined) {
      this.#kind = kind;
      this.#observer = new ColumnObserver(
        this.#told ?? (kind === 'string' ? this.#strings : candidates[kind]),
      );
    } else if (this.#told === undefined && kind !== this.#kind) this.#observer.giveUp(text, row, line);
    this.#observer.see(text, row, line);
  }

  /** The kind of its values, if it is one. */
  get kind(): ScalarKind | undefined {
    return this.#kind;
  }

  /** What was seen in so many rows. */
  finish(rows: number, placeOf: (row: number) => Place): ColumnObserver {
    const observer = this.#observer ?? new ColumnObserver(nothing);
    observer.nulls = rows - observer.values;
    if (observer.nulls > 0) observer.firstNull = placeOf(this.#firstGap ?? this.#lastRow + 1);
    return observer;
  }

  /** The observer as it is while records arrive; absent before the first value. */
  get observer(): ColumnObserver | undefined {
    return this.#observer;
  }
}
