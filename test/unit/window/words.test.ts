import { expect, test } from 'vitest';
import { windowWords } from '../../../electron/contract/words/window.ts';

/** All texts of a language with the path that leads to them; functions are called with plain examples. */
const textsOf = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(Reflect.apply(value, undefined, [2, 3, 4]))]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`));
};

test('every text stands in both languages, and none is empty', () => {
  const english = textsOf(windowWords.en);
  const german = textsOf(windowWords.de);
  expect(german.map(([path]) => path)).toEqual(english.map(([path]) => path));
  expect([...english, ...german].filter(([, text]) => text.trim() === '')).toEqual([]);
});

test('counted things have the form of their number', () => {
  expect(windowWords.en.common.files(1)).toBe('1 file');
  expect(windowWords.en.common.files(1204)).toBe('1,204 files');
  expect(windowWords.de.common.files(1)).toBe('1 Datei');
  expect(windowWords.de.common.rows(0)).toBe('0 Zeilen');
});
