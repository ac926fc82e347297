import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import type { WarningCode } from '../../contract/words/warnings.en.ts';
import { looksEmpty } from './null-words.ts';
import { allNotations, numberShape, type NotationSet } from './number-notation.ts';
import { OddWords } from './odd-words.ts';
import { askAboutBlanks, askAboutWords } from './questions.ts';
import { EXACT_DIGITS, pointNotations, statedShape } from './stated-number.ts';

const currency =
  '\\p{Sc}|US\\$|R\\$|Rs\\.?|kr\\.?|Fr\\.|zł|Kč|Ft|EUR|USD|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|RON|CAD|AUD|NZD|BRL|MXN|ZAR|SGD|HKD|TRY|KRW|AED|SAR';
const before = new RegExp(`^([-+(]*)(?:${currency})[\\s\\u00a0]*`, 'u');
const after = new RegExp(`[\\s\\u00a0]*(?:${currency}|[%‰])([-)]*)$`, 'u');

/**
 * A second look at a column that is text because not all of its values are numbers: is it numbers with something around
 * them, or between them, of which a person should be asked? It decides nothing.
 */
export class NumberLook {
  #notations: NotationSet;
  #numbers: number;
  #fractions = false;
  #blanks = 0;
  #units = 0;
  #plus = 0;
  #exponents = 0;
  #long = 0;
  #elsewhere = false;
  readonly #words = new OddWords();

  /** What all values could be that were seen before, and how many these were. */
  constructor(notations: NotationSet, values: number) {
    // a person's word leaves out some notations: that the values are in another one is worth saying
    this.#elsewhere = values === 0 && notations !== allNotations;
    this.#notations = values === 0 ? allNotations : notations;
    this.#numbers = values;
  }

  /** False where the column is no such one: then nothing more need be shown to it. */
  see(text: string, row: number, line: number): boolean {
    if (this.#words.again(text)) return true;
    if (text.length > 60) return false;
    const bare = text.trim();
    if (bare.length !== text.length) this.#blanks += 1;
    if (bare === '') return true;
    if (looksEmpty(bare)) return this.#words.add(text, row, line);
    return this.#number(bare);
  }

  #number(bare: string): boolean {
    const plain = bare.replace(before, '$1').replace(after, '$1');
    const enclosed = plain.replace(/^\((.*)\)$/, '-$1');
    if (enclosed !== bare) this.#units += 1;
    const unsigned = enclosed.replace(/^(-?)\+/, '$1').replace(/^\u2212/, '-');
    if (unsigned !== enclosed) this.#plus += 1;
    const shape = numberShape(unsigned);
    let fits = this.#notations & shape.fits;
    const fractional = (shape.fractional & fits) !== 0;
    if (shape.fits === 0) {
      // whole mantissas are codes (`1E10`)
      if (!/^-?\d(?:\.\d+)?e(?:[+-]?\d+)$/i.test(unsigned) || !/\.|e-/i.test(unsigned)) return false;
      if (statedShape(unsigned).fits === 0) return false;
      this.#exponents += 1;
      fits = this.#notations & pointNotations;
    } else if (shape.significant > EXACT_DIGITS) {
      // long whole numbers are identifiers
      if (!fractional) return false;
      this.#long += 1;
    }
    this.#fractions ||= fractional;
    this.#notations = fits;
    this.#numbers += 1;
    return fits !== 0;
  }

  /** What a person should be asked of a column of so many values. */
  questions(column: string, values: number): Warning[] {
    if (this.#numbers === 0) return [];
    const ask = (code: WarningCode, count: number): Warning[] =>
      count === 0 ? [] : [warning(code, { column, count })];
    const plus = this.#fractions ? this.#plus : 0;
    // a plus sign without any fraction is part of a code (`+4989…`)
    if (this.#plus > plus) return [];
    const asked = [
      ...askAboutWords(column, values, this.#words.list()),
      ...askAboutBlanks(column, this.#blanks),
      ...ask('number.unit', this.#units),
      ...ask('number.plus', plus),
      ...ask('number.exponent', this.#exponents),
      ...ask('number.long', this.#long),
    ];
    return asked.length > 0 || !this.#elsewhere ? asked : ask('number.otherNotation', values);
  }
}
