import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import { dateCandidates, isLikely, isZeroDate, otherOrder, shortYearCandidates } from './date-candidates.ts';
import type { DateFormat } from './date-format.ts';
import { ownText } from './own-text.ts';
import type { Seen } from './column-observer.ts';
import { OddWords } from './odd-words.ts';
import { askAboutBlanks, askAboutWords } from './questions.ts';

const MOST_WAYS = 4;
const LONGEST = 60;

/** `CET`, which may mean several offsets, or `[Europe/Berlin]`. */
const zoneName = /(?: [A-Z]{2,5}|\[[\w/+-]+\])$/;
/** A year below 1400. */
const yearOutside = /(?<!\d)(?:0\d{3}|1[0-3]\d{2})(?!\d)/;

export const isDateIn = (format: DateFormat, text: string): boolean => {
  const stamp = format.read(text);
  return !Number.isNaN(stamp) && isLikely(format, stamp);
};

/**
 * A second look at a column that is text because no one format fits all of its values: is it dates of which a person
 * should be asked? It decides nothing.
 */
export class DateLook {
  /** Formats that fit some of the values, as many sets as there are ways to write them. */
  readonly #ways: (readonly DateFormat[])[];
  #dates: number;
  #blanks = 0;
  #zones = 0;
  #outside = 0;
  #firstOutside: Seen | undefined;
  readonly #words = new OddWords();

  /** The formats that fit all values seen before, and how many these were. */
  constructor(formats: readonly DateFormat[], values: number) {
    this.#ways = values === 0 ? [] : [formats];
    this.#dates = values;
  }

  /** False where the column is no such one: then nothing more need be shown to it. */
  see(text: string, row: number, line: number): boolean {
    if (this.#words.again(text)) return true;
    if (text.length > LONGEST) return false;
    const bare = text.trim();
    if (bare.length !== text.length) this.#blanks += 1;
    if (bare === '' || isZeroDate(bare)) return true;
    if (this.#isDate(bare)) {
      this.#dates += 1;
      return true;
    }
    const unzoned = bare.replace(zoneName, '');
    if (unzoned !== bare && this.#isDate(unzoned)) {
      this.#dates += 1;
      this.#zones += 1;
      return true;
    }
    const inside = bare.replace(yearOutside, '2000');
    if (inside === bare || !this.#isDate(inside)) return this.#words.add(text, row, line);
    this.#outside += 1;
    this.#firstOutside ??= { value: ownText(text), row, line };
    return true;
  }

  #isDate(text: string): boolean {
    const fits = (format: DateFormat) => isDateIn(format, text);
    for (const [index, way] of this.#ways.entries()) {
      const left = way.filter(fits);
      if (left.length === 0) continue;
      this.#ways[index] = left;
      return true;
    }
    if (this.#ways.length >= MOST_WAYS || !/\d/.test(text)) return false;
    const known = dateCandidates.filter(fits);
    const way = known.length > 0 ? known : shortYearCandidates.filter(fits);
    if (way.length > 0) this.#ways.push(way);
    return way.length > 0;
  }

  /** What a person should be asked of a column of so many values. */
  questions(column: string, values: number): Warning[] {
    const [first] = this.#ways;
    if (first === undefined) return [];
    const words = this.#words.list();
    const aboutWords = askAboutWords(column, values, words);
    if (words.length > 0 && aboutWords.length === 0) return [];
    const asked = [
      ...aboutWords,
      ...askAboutBlanks(column, this.#blanks),
      ...this.#askAboutYears(column),
      ...(this.#zones > 0 ? [warning('date.zoneName', { column, count: this.#zones })] : []),
      ...(this.#ways.length > 1 ? [this.#askAboutWays(column)] : askAboutCentury(column, this.#dates, first)),
    ];
    const [best] = first;
    // one known way, and yet no date: the file says that it is text
    return asked.length > 0 || best === undefined
      ? asked
      : [warning('date.stated', { column, count: this.#dates, format: best.pattern })];
  }

  #askAboutYears(column: string): Warning[] {
    const first = this.#firstOutside;
    if (first === undefined) return [];
    return [warning('date.outside', { column, count: this.#outside, row: first.row, value: first.value })];
  }

  #askAboutWays(column: string): Warning {
    const ways = this.#ways.map(([way]) => way?.pattern ?? '').join(', ');
    return warning('date.severalWays', { column, count: this.#dates, ways });
  }
}

const askAboutCentury = (column: string, count: number, way: readonly DateFormat[]): Warning[] => {
  const [best] = way;
  if (best === undefined || !shortYearCandidates.includes(best)) return [];
  const patterns = way.map(({ pattern }) => pattern);
  const swapped = otherOrder(best.pattern);
  const second = swapped !== undefined && patterns.includes(swapped) ? { second: swapped } : {};
  return [warning('date.shortYear', { column, count, format: best.pattern, ...second })];
};
