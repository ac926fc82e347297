import { ownText } from './own-text.ts';
import type { Seen } from './column-observer.ts';

const MOST = 3;
const LONGEST = 40;

export interface OddWord extends Seen {
  readonly count: number;
}

/** The few words that stand in a column between values of another kind. */
export class OddWords {
  readonly #words = new Map<string, { count: number; readonly first: Seen }>();

  /** Whether it is one of those that were seen before; it is counted then. */
  again(text: string): boolean {
    const known = this.#words.get(text);
    if (known !== undefined) known.count += 1;
    return known !== undefined;
  }

  /** False for one too many, or too long a one. */
  add(text: string, row: number, line: number): boolean {
    if (this.#words.size >= MOST || text.length > LONGEST) return false;
    const value = ownText(text);
    this.#words.set(value, { count: 1, first: { value, row, line } });
    return true;
  }

  list(): OddWord[] {
    return [...this.#words.values()].map(({ count, first }) => ({ ...first, count }));
  }
}
