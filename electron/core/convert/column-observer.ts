import type { Warning } from '../../contract/converter.ts';
import type { Column } from '../../contract/schema.ts';
import { dateCandidates, isZeroDate } from './date-candidates.ts';
import { covers, isFinerThanMillis, type DateFormat } from './date-format.ts';
import { DateLook, isDateIn } from './date-look.ts';
import { NumberLook } from './number-look.ts';
import { allNotations, numberShape, type NotationSet, type NumberShape } from './number-notation.ts';
import { ownText } from './own-text.ts';
import { EXACT_DIGITS, statedShape, toldShape } from './stated-number.ts';

/** Where a value stands. */
export interface Place {
  /** 1-based data row. */
  readonly row: number;
  readonly line: number;
}
export interface Seen extends Place {
  readonly value: string;
}

/** What a column may turn out to be, before its first value. */
export interface Candidates {
  readonly notations: NotationSet;
  readonly dates: readonly DateFormat[];
  /** Those of them that a person named: where one fits, the others do not count. */
  readonly toldDates?: readonly DateFormat[];
  readonly booleans: boolean;
  /**
   * Who says that the texts are numbers: the format itself or a person. Then exponents are numbers, and as many digits
   * as are held exactly.
   */
  readonly numbersBy?: 'format' | 'person';
  /** Nobody says what the texts are: near misses are worth a question. */
  readonly asks?: boolean;
}

export const everything: Candidates = {
  notations: allNotations,
  dates: dateCandidates,
  booleans: true,
  asks: true,
};
export const nothing: Candidates = { notations: 0, dates: [], booleans: false };

const WORTH_A_BYTE_COUNT = 20_000;

/**
 * Learns from all values of one column what they can be. A possibility that one value contradicts never comes back, so
 * what remains fits every value. Nulls are counted and tell nothing.
 */
export class ColumnObserver {
  values = 0;
  nulls = 0;
  firstNull: Place | undefined;
  zeroDates = 0;
  firstZeroDate: Place | undefined;
  /** The first text of more than 80 characters, and the longest one where it may matter (in bytes of UTF-8). */
  firstLong: Seen | undefined;
  longest: { readonly bytes: number; readonly place: Seen } | undefined;
  /** Finer than milliseconds. */
  finer = 0;
  notations: NotationSet;
  fractional: NotationSet = 0;
  grouped: NotationSet = 0;
  trailingMinus = false;
  /** Values that may be network addresses; other codes with separators; and the one length of all of these. */
  addresses = 0;
  codes = 0;
  codeWidth: number | undefined;
  /** A whole number that a double does not hold. */
  wideWhole = false;
  booleans: boolean;
  dates: readonly DateFormat[];
  /** How many values fitted before the kind was given up, and the value that ended it. */
  numbersUntil: Seen | undefined;
  datesUntil: Seen | undefined;
  booleansUntil: Seen | undefined;
  readonly toldDates: readonly DateFormat[];
  /** A person named separators. */
  readonly toldNotation: boolean;
  readonly #zeroDatesAllowed: boolean;
  readonly #shape: (text: string) => NumberShape;
  readonly #longNumbers: boolean;
  readonly #asks: boolean;
  #numberLook: NumberLook | undefined;
  #dateLook: DateLook | undefined;
  #open: boolean;
  /** Of the date formats left, those whose word decides for all. */
  #telling: readonly DateFormat[];

  constructor(candidates: Candidates) {
    this.notations = candidates.notations;
    this.booleans = candidates.booleans;
    this.dates = candidates.dates;
    this.#telling = telling(candidates.dates);
    this.#zeroDatesAllowed = candidates.dates.length > 0;
    this.toldDates = candidates.toldDates ?? [];
    this.#longNumbers = candidates.numbersBy !== undefined;
    this.#shape = shapes[candidates.numbersBy ?? 'nobody'];
    this.#asks = candidates.asks ?? false;
    this.toldNotation = candidates.notations !== allNotations;
    this.#open = true;
    this.#close();
  }

  see(text: string | null, row: number, line: number): void {
    if (text === null) {
      this.nulls += 1;
      this.firstNull ??= { row, line };
      return;
    }
    this.values += 1;
    if (text.length > 80) this.#measure(text, row, line);
    if (this.#open) this.#narrow(text, row, line);
  }

  seeZeroDate(row: number, line: number): void {
    this.zeroDates += 1;
    this.firstZeroDate ??= { row, line };
  }

  /** A value that is of another kind by what the format says: the column is text. */
  giveUp(value: string, row: number, line: number): void {
    const end = { row, line, value };
    if (this.dates.length > 0) this.datesUntil ??= end;
    if (this.notations !== 0) this.numbersUntil ??= end;
    if (this.booleans) this.booleansUntil ??= end;
    this.dates = [];
    this.#telling = [];
    this.notations = 0;
    this.booleans = false;
    this.#numberLook = undefined;
    this.#dateLook = undefined;
    this.#open = false;
  }

  /** What a person should be asked where the column is text. */
  questions(column: string): Warning[] {
    const aboutDates = this.#dateLook?.questions(column, this.values) ?? [];
    return aboutDates.length > 0 ? aboutDates : (this.#numberLook?.questions(column, this.values) ?? []);
  }

  /** What the column turned out to be: zero dates are texts like any other where it holds no dates. */
  settle(type: Column['type']): void {
    if (type === 'DATE' || type === 'DATETIME') return;
    this.zeroDates = 0;
    this.firstZeroDate = undefined;
  }

  #close(): void {
    this.#open =
      this.notations !== 0 ||
      this.booleans ||
      this.dates.length > 0 ||
      this.#numberLook !== undefined ||
      this.#dateLook !== undefined;
  }

  #narrow(text: string, row: number, line: number): void {
    if (this.dates.length > 0) this.#narrowDates(text, row, line);
    else if (this.#dateLook?.see(text, row, line) === false) this.#dateLook = undefined;
    if (this.notations !== 0) this.#narrowNumbers(text, row, line);
    else if (this.#numberLook?.see(text, row, line) === false) this.#numberLook = undefined;
    if (this.booleans && !isBoolean(text)) {
      this.booleans = false;
      this.booleansUntil = { row, line, value: text };
    }
    this.#close();
  }

  #narrowDates(text: string, row: number, line: number): void {
    if (this.#zeroDatesAllowed && isZeroDate(text)) {
      this.seeZeroDate(row, line);
      return;
    }
    const left = this.#datesLeft(text);
    if (left.length === 0) {
      this.datesUntil = { row, line, value: text };
      const look = this.#asks ? new DateLook(this.dates, this.values - this.zeroDates - 1) : undefined;
      if (look?.see(text, row, line) === true) this.#dateLook = look;
    }
    if (left.length !== this.dates.length) {
      this.dates = left;
      this.#telling = telling(left);
    }
    if (left.length > 0 && isFinerThanMillis(text)) this.finer += 1;
  }

  #narrowNumbers(text: string, row: number, line: number): void {
    const shape = this.#shape(text);
    const fits = !this.#longNumbers && shape.significant > EXACT_DIGITS ? 0 : this.notations & shape.fits;
    if (fits === 0) {
      this.numbersUntil = { row, line, value: text };
      const look = this.#asks ? new NumberLook(this.notations, this.values - 1) : undefined;
      if (look?.see(text, row, line) === true) this.#numberLook = look;
    }
    this.notations = fits;
    if (shape.significant > EXACT_DIGITS) this.wideWhole = true;
    this.fractional |= shape.fractional;
    this.grouped |= shape.grouped;
    this.trailingMinus ||= shape.trailingMinus;
    if (shape.code !== undefined) this.#countCode(shape.code, text.length);
  }

  #countCode(code: 'address' | 'code', width: number): void {
    if (code === 'address') this.addresses += 1;
    else this.codes += 1;
    this.codeWidth = this.addresses + this.codes === 1 || this.codeWidth === width ? width : undefined;
  }

  /** All values are whole numbers with separators that may as well be codes, and nobody says that they are numbers. */
  get mayBeCodes(): boolean {
    if (!this.#asks || this.toldNotation || this.values === 0) return false;
    const all = this.addresses + this.codes === this.values && this.codeWidth !== undefined;
    return all || this.addresses === this.values;
  }

  #datesLeft(text: string): readonly DateFormat[] {
    const fits = (format: DateFormat) => isDateIn(format, text);
    return this.#telling.every(fits) ? this.dates : this.dates.filter(fits);
  }

  #measure(text: string, row: number, line: number): void {
    this.firstLong ??= { row, line, value: ownText(text.slice(0, 200)) };
    if (text.length < WORTH_A_BYTE_COUNT) return;
    const bytes = utf8Length(text);
    if (bytes > (this.longest?.bytes ?? 0)) {
      this.longest = { bytes, place: { row, line, value: ownText(text.slice(0, 200)) } };
    }
  }
}

const shapes = { nobody: numberShape, format: statedShape, person: toldShape } as const;

/** The first format, and those that may refuse what it takes. */
const telling = (formats: readonly DateFormat[]): readonly DateFormat[] => {
  const [first, ...rest] = formats;
  return first === undefined ? [] : [first, ...rest.filter((format) => !covers(format, first))];
};

export const isBoolean = (text: string): boolean =>
  (text.length === 4 || text.length === 5) && /^(?:true|false)$/i.test(text);

/** Bytes of a text in UTF-8. */
export const utf8Length = (text: string): number => {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // each half of a surrogate pair stands for two of its four bytes
    bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
};
