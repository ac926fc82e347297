import { describe, expect, test } from 'vitest';
import { warning, warningSentence } from '../../../electron/contract/words/warning.ts';
import { warningsInGerman } from '../../../electron/contract/words/warnings.de.ts';
import { warningsInEnglish, type WarningCode } from '../../../electron/contract/words/warnings.en.ts';

const codes = Object.keys(warningsInEnglish) as WarningCode[];
const namesIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? '').sort();
const everything = {
  column: 'amount',
  row: 17,
  value: '{count} [x]',
  count: 1204,
  age: 'changed_at',
  cell: 'B2',
  dates: 3,
  first: 'dd.MM.yyyy',
  format: 'dd.MM.yy',
  more: 3,
  names: 'a, b',
  pinned: 'DATE',
  similar: 'amount',
  type: 'FLOAT',
  ways: 'dd.MM.yyyy, yyyy-MM-dd',
  words: '“n/a”',
  second: 'MM.dd.yyyy',
  headerLine: 4,
  keys: 2,
  lastLine: 20,
  letters: 'C',
  line: 9,
  path: '/a',
  place: 2,
  sheet: 'Mai',
  signs: ',',
};

test.each(codes)('%s says the same things in both languages, and all that it knows', (code) => {
  expect(namesIn(warningsInGerman[code])).toEqual(namesIn(warningsInEnglish[code]));
  const made = warning(code, everything);
  for (const text of [made.message, warningSentence(made, 'de')]) {
    expect(text).not.toMatch(/undefined|\{(?!count\} \[x\])|\|/);
    expect(text).toMatch(/[.!?]$/);
  }
  expect(warningSentence(made, 'de')).not.toBe(made.message);
});

describe('a warning', () => {
  test('keeps what everybody asks for at the top, and the rest as facts', () => {
    expect(warning('xlsx.errorCells', { column: 'Net', count: 1, value: '#N/A', cell: 'B7' })).toEqual({
      code: 'xlsx.errorCells',
      column: 'Net',
      count: 1,
      value: '#N/A',
      facts: { cell: 'B7' },
      message: 'Column Net: 1 cell with an error (first B7: #N/A), read as empty.',
    });
  });

  test('counts in the language of whoever reads', () => {
    const many = warning('rows.blank', { count: 1204 });
    expect(many.message).toBe('1,204 blank lines are passed over.');
    expect(warningSentence(many, 'de')).toBe('1.204 leere Zeilen übergangen.');
    expect(warningSentence(warning('rows.blank', { count: 1 }), 'de')).toBe('1 leere Zeile übergangen.');
  });

  test('of an older journal has German words too where its facts suffice', () => {
    const old = { code: 'date.ambiguous', column: 'posted', count: 9, message: 'column posted: which?' };
    expect(warningSentence(old, 'de')).toBe(
      'Spalte posted: Tag und Monat sind nicht zu unterscheiden; bleibt Text. Setzen Sie die Datumsformate, um zu entscheiden.',
    );
    expect(warningSentence(old, 'en')).toBe('Column posted: which?');
  });

  test.each([
    { code: 'rows.total', message: 'line 9 holds a total.' },
    { code: 'of.tomorrow', message: 'line 9 holds a total.' },
    { code: 'constructor', message: 'line 9 holds a total.' },
  ])('without the facts or the words ($code) stays as it was said', (given) => {
    expect(warningSentence(given, 'de')).toBe('Line 9 holds a total.');
  });
});
