import { describe, expect, test } from 'vitest';
import { ReadOptions } from '../../../electron/contract/configuration.ts';

const flawOf = (options: object) => ReadOptions.safeParse(options).error?.issues[0]?.message;
const flawOfFormat = (pattern: string) => flawOf({ dateFormats: [pattern] });

describe('a format of dates', () => {
  test.each([
    'dd.MM.yyyy',
    'yyyyMMdd',
    'd/M/yy h:mm:ss a',
    "d 'de' MMMM 'de' yyyy",
    'yyyy-MM-ddTHH:mm:ss[.S]X',
    'yyyy-MM-ddTHH:mm:ssZ',
    'MMM d, yyyy',
    'epochSeconds',
    'epochMillis',
  ])('%s is taken', (pattern) => {
    expect(flawOfFormat(pattern)).toBeUndefined();
  });

  test.each([
    ['DD/MM/YYYY', /did you mean dd\/MM\/yyyy/],
    ['mm/dd/yyyy', /months are MM/],
    ['foo', /“f” is no letter/],
    ['HH:mm', /year \(yyyy\), month \(MM\) and day \(dd\)/],
    ['dd.MM.yyyy hh:mm', /hh and a/],
    ['dd.MM.yyyy HH:mm a', /HH counts to 24/],
    ['', /year/],
    ["dd.MM.yyyy 'Uhr", /no letter/],
  ])('%s is refused with the reason', (pattern, reason) => {
    expect(flawOfFormat(pattern)).toMatch(reason);
  });

  test('may stand without brackets, as may a null word', () => {
    expect(ReadOptions.parse({ dateFormats: 'dd.MM.yyyy', nullWords: 'n/a' })).toEqual({
      dateFormats: ['dd.MM.yyyy'],
      nullWords: ['n/a'],
    });
    expect(flawOf({ dateFormats: 'DD.MM.YYYY' })).toMatch(/did you mean/);
  });
});

test.each([
  [',', ','],
  ['.', '.'],
  [',', 'lakh'],
])('decimals by %s and thousands by %s cannot be told apart', (decimalSeparator, thousandsSeparator) => {
  expect(flawOf({ decimalSeparator, thousandsSeparator })).toBe('it is the sign that separates decimals');
});
