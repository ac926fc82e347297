import { describe, expect, test } from 'vitest';
import { ColumnObserver, everything } from '../../../electron/core/convert/column-observer.ts';
import { decideColumn } from '../../../electron/core/convert/decide-column.ts';
import { cellReader, misfit } from '../../../electron/core/convert/read-cell.ts';
import { EXACT_DIGITS } from '../../../electron/core/convert/stated-number.ts';

const decide = (...texts: readonly string[]) => {
  const seen = new ColumnObserver(everything);
  for (const [index, text] of texts.entries()) seen.see(text, index + 1, index + 2);
  return decideColumn('amount', 'amount', seen);
};
const typeOf = (...texts: readonly string[]) => decide(...texts).reading.column.type;
const valuesOf = (...texts: readonly string[]) => texts.map(cellReader(decide(...texts).reading));

describe('numbers', () => {
  test('keep leading zeros, plus signs, exponents and long digits as text', () => {
    for (const text of [
      '007',
      '+5',
      '1E10',
      '1e5',
      '12345678901234567',
      '0.1234567890123456',
      '5.',
      '12 %',
      '€ 5',
    ]) {
      expect([text, typeOf(text)]).toEqual([text, 'STRING']);
    }
    expect(typeOf('123456789012345')).toBe('INTEGER');
    expect(EXACT_DIGITS).toBe(15);
  });

  test('are read with decimal comma or point, whichever all values allow', () => {
    expect(valuesOf('1.234,50', '-12,00', '155,22-')).toEqual([1234.5, -12, -155.22]);
    expect(valuesOf('1,234.50', '7', '.5')).toEqual([1234.5, 7, 0.5]);
    expect(valuesOf('1.234.567', '12')).toEqual([1234567n, 12n]);
    expect(valuesOf("1'234.50", '2.25')).toEqual([1234.5, 2.25]);
    expect(valuesOf('1\u00a0234,5', '9,75')).toEqual([1234.5, 9.75]);
  });

  test('of two meanings stay text, and a warning asks', () => {
    const { reading, warnings } = decide('1.234', '5.678');
    expect(reading.column.type).toBe('STRING');
    expect(warnings.map(({ code }) => code)).toEqual(['number.ambiguous']);
    expect(typeOf('1.234', '5.67')).toBe('FLOAT');
    expect(typeOf('1.234', '0.567')).toBe('FLOAT');
  });

  test('mixed with anything else are text', () => {
    expect(typeOf('1', '2', 'three')).toBe('STRING');
    expect(decide('1', '2', 'three').evidence).toContain('“three” in row 3 is not a number');
    expect(typeOf('1,5', '1.5')).toBe('STRING');
  });

  test('of a pinned column must be written as it was learned', () => {
    const read = cellReader(decide('1.234,50').reading);
    expect(read('2.000,25')).toBe(2000.25);
    expect(read('2,000.25')).toBe(misfit);
    expect(read('abc')).toBe(misfit);
    expect(read(null)).toBe(null);
  });
});
