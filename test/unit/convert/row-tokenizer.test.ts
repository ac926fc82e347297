import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowTokenizer, type Cutting } from '../../../electron/core/convert/delimited/row-tokenizer.ts';

const usual: Cutting = { delimiter: ',', quote: '"', escape: 'doubled', ends: 'any' };
const cut = (text: string, cutting: Partial<Cutting> = {}, resync = false) => {
  const tokenizer = new RowTokenizer({ ...usual, ...cutting }, resync);
  return [...tokenizer.push(text), ...tokenizer.end()];
};
const cells = (text: string, cutting: Partial<Cutting> = {}) => cut(text, cutting).map((row) => row.cells);

describe('cutting a text into rows', () => {
  test('takes every kind of line end, and keeps those inside quotes', () => {
    expect(cells('a,b\r\n1,2\r3,4\n"x\r\ny",5')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['x\r\ny', '5'],
    ]);
    expect(cut('"x\r\ny",5\n6,7').map(({ line }) => line)).toEqual([1, 3]);
  });

  test('names the line in which a quote opens that is never closed', () => {
    expect(cut('a,b\n1,"x\n2,y\n')[1]?.flaw).toEqual({ kind: 'unclosedQuote', line: 2 });
    expect(cut('a,b\n1,"x\n2,"y",3\n')[1]?.flaw).toEqual({ kind: 'textAfterQuote', line: 2 });
  });

  test('gives up only the line whose quotes are wrong when it is to go on', () => {
    const rows = cut('a,b\n1,"x\n2,y\n3,z\n', {}, true);
    expect(rows.map(({ raw }) => raw)).toEqual(['a,b', '1,"x', '2,y', '3,z']);
    expect(rows.filter(({ flaw }) => flaw !== undefined)).toHaveLength(1);
  });

  test('holds no more than a part of a long text for a quote that is never closed', () => {
    const tokenizer = new RowTokenizer(usual, true);
    const block = 'some,text,that goes on\n'.repeat(20_000);
    const given = tokenizer.push('a,"b,c\n').length;
    let pieces = 0;
    while (tokenizer.push(block).length === 0 && pieces < 100) pieces += 1;
    expect(given).toBe(0);
    expect(pieces * block.length).toBeLessThan(32 * 1024 ** 2);
  });

  test('a row of several lines that has another width than the table gives its lines back', () => {
    const tokenizer = new RowTokenizer(usual, true, (width) => width === 2);
    const rows = [...tokenizer.push('1,"x\n2,y\n3,"",z\n4,"a\nb"\n'), ...tokenizer.end()];
    expect(rows.map(({ raw, flaw }) => [raw, flaw?.kind])).toEqual([
      ['1,"x', 'textAfterQuote'],
      ['2,y', undefined],
      ['3,"",z', undefined],
      ['4,"a\nb"', undefined],
    ]);
  });

  test('gives the same rows however the text is cut into pieces', () => {
    const sign = constantFrom('a', ',', '"', '\n', '\r', 'ü', ' ');
    assert(
      property(array(string({ unit: sign, maxLength: 9 }), { maxLength: 9 }), (pieces) => {
        const whole = cut(pieces.join(''));
        const tokenizer = new RowTokenizer(usual);
        const pieced = [...pieces.flatMap((piece) => tokenizer.push(piece)), ...tokenizer.end()];
        expect(pieced.map((row) => [row.line, row.cells, row.raw])).toEqual(
          whole.map((row) => [row.line, row.cells, row.raw]),
        );
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
