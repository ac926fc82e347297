import { expect, it } from 'vitest';
import { faultsPageIsCurrent } from '../../../build/docs/write-faults.ts';

it('docs/faults.md says what the program says (else: node build/docs/write-faults.ts)', () => {
  expect(faultsPageIsCurrent()).toBe(true);
});
