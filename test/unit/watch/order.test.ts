import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareArrival, sortedArrivals } from '../../../electron/core/watch/order.ts';

it('many files are brought into arrival order piece by piece', async () => {
  const some = fc.record({ mtime: fc.nat(50), name: fc.nat(20_000) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(some, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 900 }),
      async (seed, times) => {
        const files = Array.from({ length: seed.length * times }, (_none, index) => {
          const { mtime, name } = seed[index % seed.length]!;
          return { mtimeNs: BigInt((mtime * (index + 7)) % 50), name: `${(name * (index + 3)) % 9_973}.csv` };
        });
        let breaths = 0;
        const sorted = await sortedArrivals(files, async () => void (breaths += 1));
        expect(sorted).toEqual([...files].sort(compareArrival));
        expect(breaths).toBeGreaterThanOrEqual(Math.floor((files.length - 1) / 5_000));
      },
    ),
    { numRuns: 25 },
  );
});

it('no files are no files', async () => {
  expect(await sortedArrivals([], () => Promise.resolve())).toEqual([]);
});
