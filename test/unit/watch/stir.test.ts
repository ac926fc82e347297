import { expect, it } from 'vitest';
import { Stir } from '../../../electron/core/watch/stir.ts';

it('is great from a burst on, until two scans in a row find nothing new', () => {
  const stir = new Stir();
  stir.scanned(400, 0);
  expect(stir.great).toBe(true);
  stir.scanned(399, 0);
  expect(stir.great).toBe(true);
  stir.scanned(399, 0);
  expect(stir.great).toBe(true);
  stir.scanned(399, 0);
  expect(stir.great).toBe(false);
});

it('ends when few files are left, and does not begin with few', () => {
  const stir = new Stir();
  stir.scanned(400, 400);
  stir.scanned(200, 0);
  expect(stir.great).toBe(false);
  stir.scanned(250, 50);
  expect(stir.great).toBe(false);
});

it('leaves a large folder alone in which single files come', () => {
  const stir = new Stir();
  for (let scan = 0; scan < 4; scan += 1) stir.scanned(2_000, 0);
  stir.scanned(2_001, 1);
  expect(stir.great).toBe(false);
});
