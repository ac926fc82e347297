import { describe, expect, test } from 'vitest';
import { columnLetters, columnOf, rowOf } from '../../../electron/core/convert/xlsx/cell-reference.ts';
import { numberKind } from '../../../electron/core/convert/xlsx/number-format.ts';
import { plainDecimal, storedNumber } from '../../../electron/core/convert/xlsx/number-text.ts';
import { isoMoment, serialMoment } from '../../../electron/core/convert/xlsx/serial-date.ts';
import { withoutEscapes } from '../../../electron/core/convert/xlsx/text-escapes.ts';

describe('a number format tells what the number is', () => {
  test.each([
    ['yyyy-mm-dd', 'date'],
    ['dd.mm.yyyy;@', 'date'],
    ['[$-407]d. mmmm yyyy', 'date'],
    ['mmm-yy', 'date'],
    ['m/d/yy h:mm', 'datetime'],
    ['[$-F400]h:mm:ss\\ AM/PM', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm:ss', 'elapsed'],
    ['[Red]0.00', 'decimal'],
    ['0.0%', 'decimal'],
    ['#,##0.00 [$€-407]', 'decimal'],
    ['0.00E+00', 'decimal'],
    ['#,##0', 'plain'],
    ['0 "days"', 'plain'],
    ['0 \\d', 'plain'],
    ['"yyyy" 0', 'plain'],
    ['General', 'plain'],
    ['@', 'plain'],
    ['0000000000', 'padded'],
    ['_-* #,##0\\ "€"_-', 'plain'],
    ['[$-411]ggge"年"m"月"d"日"', 'date'],
  ])('%s is %s', (code, kind) => {
    expect(numberKind(200, code)).toBe(kind);
  });

  test.each([
    [0, 'plain'],
    [1, 'plain'],
    [2, 'decimal'],
    [9, 'decimal'],
    [14, 'date'],
    [17, 'date'],
    [18, 'time'],
    [21, 'time'],
    [22, 'datetime'],
    [45, 'time'],
    [46, 'elapsed'],
    [49, 'plain'],
    [57, 'date'],
  ])('the built-in format %i is %s', (id, kind) => {
    expect(numberKind(id, undefined)).toBe(kind);
  });
});

describe('a serial number becomes a date', () => {
  test.each([
    [1, 'date', '1900-01-01'],
    [59, 'date', '1900-02-28'],
    [61, 'date', '1900-03-01'],
    [45291, 'date', '2023-12-31'],
    [2958465, 'date', '9999-12-31'],
    [45291, 'datetime', '2023-12-31T00:00:00'],
    [45291.5, 'date', '2023-12-31T12:00:00'],
    [45291.573263888888, 'datetime', '2023-12-31T13:45:30'],
    [45291.99999999999, 'datetime', '2024-01-01T00:00:00'],
    [44927.000005787, 'datetime', '2023-01-01T00:00:00.500'],
    [0.5, 'time', '12:00:00'],
    [0.5, 'datetime', '12:00:00'],
    [1.25, 'elapsed', '30:00:00'],
    [-0.5, 'elapsed', '-12:00:00'],
  ] as const)('%d as %s is %s', (serial, kind, text) => {
    expect(serialMoment(serial, kind, false)?.text).toBe(text);
  });

  test('the 29 February 1900 that never was is no date', () => {
    expect(serialMoment(60, 'date', false)).toBeUndefined();
  });

  test('neither is zero, nor what lies before or beyond the calendar', () => {
    for (const serial of [0, -1, 2958466, Number.NaN])
      expect(serialMoment(serial, 'date', false)).toBeUndefined();
  });

  test('in the 1904 system day zero is the first of January 1904', () => {
    expect(serialMoment(0, 'date', true)?.text).toBe('1904-01-01');
    expect(serialMoment(43829, 'date', true)?.text).toBe('2023-12-31');
    expect(serialMoment(0.5, 'datetime', true)?.text).toBe('1904-01-01T12:00:00');
  });

  test('dates that are stored as ISO texts come to the same spelling', () => {
    expect(isoMoment('2023-12-31T00:00:00', 'date')).toEqual({ kind: 'date', text: '2023-12-31' });
    expect(isoMoment('2023-12-31', 'plain')).toEqual({ kind: 'date', text: '2023-12-31' });
    expect(isoMoment('2023-12-31T13:45:30.250Z', 'datetime')).toEqual({
      kind: 'datetime',
      text: '2023-12-31T13:45:30.250',
    });
    expect(isoMoment('08:05:00', 'time')).toEqual({ kind: 'time', text: '08:05:00' });
    expect(isoMoment('', 'date')).toBeUndefined();
    expect(isoMoment('soon', 'date')).toBeUndefined();
  });
});

describe('a stored number', () => {
  test.each([
    ['0.10000000000000001', '0.1', 'decimal'],
    ['1E-7', '0.0000001', 'decimal'],
    ['1.5e3', '1500', 'integer'],
    ['1.2345678901234567E+19', '12345678901234567000', 'decimal'],
    ['1e21', '1000000000000000000000', 'decimal'],
    ['-0', '0', 'integer'],
    ['0.30000000000000004', '0.30000000000000004', 'decimal'],
    ['12345678901234567890', '12345678901234567890', 'exact'],
    ['4711', '4711', 'integer'],
  ])('%s is spelled %s', (raw, text, kind) => {
    expect(storedNumber(raw)).toEqual({ text, kind });
  });

  test.each(['', 'abc', '1,5', '0x10', '1e999', 'NaN', '1 2'])('%j is none', (raw) => {
    expect(storedNumber(raw)).toBeUndefined();
  });

  test('without an exponent is the same number', () => {
    for (const value of [1e300, 5e-324, 1.7976931348623157e308, -2.5e-10, 123456789.125, 2 ** 53])
      expect(Number(plainDecimal(value))).toBe(value);
  });
});

test('cell references are read in both directions', () => {
  for (const [letters, column] of [
    ['A', 0],
    ['Z', 25],
    ['AA', 26],
    ['XFD', 16383],
  ] as const) {
    expect(columnOf(`${letters}12`)).toBe(column);
    expect(columnLetters(column)).toBe(letters);
  }
  expect(columnOf('$AB$12')).toBe(27);
  expect(rowOf('AB12')).toBe(12);
  expect(columnOf('12')).toBe(-1);
  expect(columnOf('ZZZZ1')).toBe(-1);
});

test('escaped characters of a text are undone once', () => {
  expect(withoutEscapes('a_x000D_\nb')).toBe('a\r\nb');
  expect(withoutEscapes('_x005F_x000D_')).toBe('_x000D_');
  expect(withoutEscapes('file_x12')).toBe('file_x12');
});
