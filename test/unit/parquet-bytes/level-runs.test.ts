import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitsFor, readLevels, writeLevels } from '../../../electron/workers/parquet-bytes/level-runs.ts';

/** Runs of one level between levels that change, as data has them. */
const levels = fc
  .tuple(fc.integer({ min: 1, max: 255 }), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 40 }))))
  .map(([largest, runs]) => ({
    largest,
    levels: Uint8Array.from(
      runs.flatMap(([level, length]) => Array.from({ length }, () => level % (largest + 1))),
    ),
  }));

test('levels that were written are read as they were', () => {
  fc.assert(
    fc.property(levels, ({ largest, levels: written }) => {
      const bits = bitsFor(largest);
      expect(readLevels(writeLevels(written, bits), written.length, bits)).toEqual(written);
    }),
  );
});

test('the examples of the Parquet format read as it says', () => {
  // the numbers 0 to 7, three bits each
  expect([...readLevels(Buffer.from([0b11, 0b10001000, 0b11000110, 0b11111010]), 8, 3)]).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7,
  ]);
  // ten times 2
  expect([...readLevels(Buffer.from([20, 2]), 10, 2)]).toEqual(Array.from({ length: 10 }, () => 2));
});

test.each([[[]], [[20]], [[3, 1]], [[2, 1]]])('levels that end too early are refused: %j', (bytes) => {
  expect(() => readLevels(Buffer.from(bytes), 30, 2)).toThrow(RangeError);
});
