import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxParts, partSize, planParts } from '../../../electron/core/upload/part-plan.ts';

test('parts have 8 MiB, and grow so that 10,000 are enough', () => {
  expect(planParts(20 * 1024 ** 2).map(({ bytes }) => bytes)).toEqual([partSize, partSize, 4 * 1024 ** 2]);
  expect(planParts(partSize * maxParts)).toHaveLength(maxParts);
  expect(planParts(partSize * maxParts + 1)[0]?.bytes).toBe(9 * 1024 ** 2);
});

test('whatever the size, the parts cover the file once, in order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 * 1024 ** 4 }), (bytes) => {
      const parts = planParts(bytes);
      expect(parts.length).toBeLessThanOrEqual(maxParts);
      let position = 0;
      for (const [index, part] of parts.entries()) {
        if (part.from !== position || part.number !== index + 1)
          throw new Error(`part ${index} is out of place`);
        position += part.bytes;
      }
      expect(position).toBe(bytes);
    }),
    { numRuns: 30 },
  );
});
