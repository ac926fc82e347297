import type { Language } from '../sentence.ts';

const rules: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  de: new Intl.PluralRules('de'),
};
const numbers: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  de: new Intl.NumberFormat('de'),
};

/** "1 file", "1,204 files": the count with the form that the language asks for. */
export const counted =
  (language: Language, one: string, other: string) =>
  (count: number): string =>
    `${numbers[language].format(count)} ${rules[language].select(count) === 'one' ? one : other}`;
