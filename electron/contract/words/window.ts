import type { Language } from './sentence.ts';
import { commonWords } from './window/common.ts';
import { connectionWords } from './window/connection.ts';
import { historyWords } from './window/history.ts';
import { otherWords } from './window/other.ts';
import { overviewWords } from './window/overview.ts';
import { setupWords } from './window/setup.ts';
import { tableWords } from './window/table.ts';
import { updateWords } from './window/updates.ts';

/** All that the window says, in one language. */
const wordsIn = (language: Language) => ({
  common: commonWords[language],
  overview: overviewWords[language],
  history: historyWords[language],
  connection: connectionWords[language],
  setup: setupWords[language],
  table: tableWords[language],
  updates: updateWords[language],
  ...otherWords[language],
});
export type WindowWords = ReturnType<typeof wordsIn>;

export const windowWords: Readonly<Record<Language, WindowWords>> = { en: wordsIn('en'), de: wordsIn('de') };
