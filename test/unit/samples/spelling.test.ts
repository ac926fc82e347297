import { describe, expect, test } from 'vitest';
import {
  dayOf,
  germanDay,
  germanTime,
  isoTime,
  plainDay,
} from '../../../electron/sandbox/samples/calendar.ts';
import {
  delimitedLine,
  germanAmount,
  inUtf16,
  inWindows1252,
  tenDigits,
} from '../../../electron/sandbox/samples/german-text.ts';
import { Seeded } from '../../../electron/sandbox/samples/random.ts';

describe('a German amount', () => {
  test.each([
    [0, '0,00'],
    [5, '0,05'],
    [99_999, '999,99'],
    [100_000, '1.000,00'],
    [123_456_789, '1.234.567,89'],
    [-1_522, '15,22-'],
    [-123_450, '1.234,50-'],
  ])('of %i hundredths is %s', (hundredths, text) => {
    expect(germanAmount(hundredths)).toBe(text);
  });
});

test('days and times are written as the field writes them', () => {
  const day = dayOf(2024, 2, 29);
  expect([germanDay(day), plainDay(day)]).toEqual(['29.02.2024', '20240229']);
  expect(germanTime(day * 86_400 + 3_661)).toBe('29.02.2024 01:01:01');
  expect(isoTime(day * 86_400 + 86_399)).toBe('2024-02-29T23:59:59Z');
});

test('a key keeps ten digits', () => {
  expect(tenDigits(4_711)).toBe('0000004711');
});

test('only what must be quoted is quoted, and quotes are doubled', () => {
  expect(delimitedLine(['a;b', 'c', 'say "x"', ''], ';')).toBe('"a;b";c;"say ""x""";\r\n');
  expect(delimitedLine(['a;b', 'c\td'], '\t')).toBe('a;b\t"c\td"\r\n');
});

describe('encodings', () => {
  test('Windows-1252 is read back as it was written', () => {
    const text = 'Größe „10“ – 15 €';
    expect(new TextDecoder('windows-1252').decode(inWindows1252(text))).toBe(text);
  });

  test.each(['ł', '日', '\u0080'])('Windows-1252 refuses %j', (letter) => {
    expect(() => inWindows1252(letter)).toThrow(RangeError);
  });

  test('UTF-16 begins with its mark', () => {
    expect([...inUtf16('ä')]).toEqual([0xff, 0xfe, 0xe4, 0x00]);
  });
});

describe('seeded numbers', () => {
  test('are the same for the same seed, and others for another', () => {
    const numbers = (seed: number) => {
      const random = new Seeded(seed);
      return Array.from({ length: 20 }, () => random.below(1_000));
    };
    expect(numbers(1)).toEqual(numbers(1));
    expect(numbers(1)).not.toEqual(numbers(2));
    expect(numbers(3).every((number) => Number.isInteger(number) && number >= 0 && number < 1_000)).toBe(
      true,
    );
  });

  test('shuffle without losing anything', () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    const mixed = new Seeded(7).shuffled(items);
    expect(mixed).not.toEqual(items);
    expect(mixed.toSorted((a, b) => a - b)).toEqual(items);
  });
});
