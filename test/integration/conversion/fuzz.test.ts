import { expect, test } from 'vitest';
import { runFuzz } from '../../support/conversion/fuzz/run-fuzz.ts';

test('damaged files become what they state, or are refused; nothing crashes, hangs or stays behind', async () => {
  const wrong: string[] = [];
  await runFuzz({ seed: 7, from: 0, to: 150, converters: 1, onWrong: (line) => wrong.push(line) });
  expect(wrong).toEqual([]);
});

test('of damaged rows that are set aside, none is lost uncounted and none comes out changed', async () => {
  const wrong: string[] = [];
  await runFuzz({
    seed: 8,
    from: 0,
    to: 60,
    tolerant: true,
    converters: 1,
    onWrong: (line) => wrong.push(line),
  });
  expect(wrong).toEqual([]);
});
