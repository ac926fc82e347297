import type { Warning } from '../../contract/converter.ts';
import { shown } from '../../contract/fault.ts';
import { warning } from '../../contract/words/warning.ts';
import { looksEmpty } from './null-words.ts';
import type { OddWord } from './odd-words.ts';

/** Words between the numbers or dates of a column of so many values: those that may mean "no value", and few others. */
export const askAboutWords = (column: string, values: number, words: readonly OddWord[]): Warning[] => {
  const sum = (of: readonly OddWord[]) => of.reduce((total, { count }) => total + count, 0);
  const [first] = words;
  const others = sum(words.filter(({ value }) => !looksEmpty(value.trim())));
  if (first === undefined || others * 10 > values) return [];
  const named = words.map(({ value }) => `“${shown(value, 40)}”`).join(', ');
  return [
    warning('value.word', { column, row: first.row, value: first.value, count: sum(words), words: named }),
  ];
};

export const askAboutBlanks = (column: string, count: number): Warning[] =>
  count === 0 ? [] : [warning('value.blanks', { column, count })];
