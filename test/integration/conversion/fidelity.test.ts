import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corpus } from '../../fixtures/conversion/corpus/index.ts';
import { Converting } from '../../support/conversion/converting.ts';
import { judgeCase } from '../../support/conversion/judge-case.ts';

let converting: Converting;
beforeAll(async () => {
  converting = await Converting.open();
});
afterAll(async () => {
  await converting.close();
});

const byCategory = Map.groupBy(corpus, ({ category }) => category);

describe.each([...byCategory.keys()])('%s', (category) => {
  test.each(byCategory.get(category) ?? [])('$name becomes what it states, or is refused', async (one) => {
    const { kind, detail } = await judgeCase(converting, one);
    expect(kind, detail).not.toBe('wrong');
  });
});

test('every file of the corpus has a name of its own', () => {
  const names = corpus.map(({ category, name }) => `${category}/${name}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
