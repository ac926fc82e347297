import type { Warning } from '../converter.ts';
import type { Language } from './sentence.ts';
import { warningsInGerman } from './warnings.de.ts';
import { warningsInEnglish, type WarningCode } from './warnings.en.ts';

type Fact = string | number;

/** What a warning says beside its code. Values of cells are cut by whoever has them. */
export type WarningFacts = Readonly<Record<string, Fact>> & {
  readonly column?: string;
  /** 1-based: a data row, or a line of a text file where the words say line. */
  readonly row?: number;
  readonly value?: string;
  readonly count?: number;
};

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: warningsInEnglish,
  de: warningsInGerman,
};
const numbers: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  de: new Intl.NumberFormat('de'),
};

/** A warning with its English sentence. What is no column, row, value or count goes into `facts`. */
export const warning = (code: WarningCode, given: WarningFacts = {}): Warning => {
  const { column, row, value, count, ...facts } = given;
  return {
    code,
    ...(column === undefined ? {} : { column }),
    ...(row === undefined ? {} : { row }),
    ...(value === undefined ? {} : { value }),
    ...(count === undefined ? {} : { count }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
    message: filled(warningsInEnglish[code], given, 'en') ?? code,
  };
};

/** The same warning for another number of times. */
export const recounted = (given: Warning, count: number): Warning => {
  const { code, column, row, value, facts } = given;
  const template: string | undefined = words.en[code];
  const message = template && filled(template, { ...facts, column, row, value, count }, 'en');
  return { ...given, count, message: message ?? given.message };
};

/** A warning as people read it. One whose words or facts are not known in a language stays as it was said in English. */
export const warningSentence = (given: Warning, language: Language): string => {
  const template = language !== 'en' && Object.hasOwn(words[language], given.code);
  const { column, row, value, count, facts } = given;
  const known = { ...facts, column, row, value, count };
  const text = template ? filled(words[language][given.code] ?? '', known, language) : undefined;
  return capital(text ?? given.message);
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The template with its facts; undefined where one that must be there is not. */
const filled = (
  template: string,
  facts: Readonly<Record<string, Fact | undefined>>,
  language: Language,
): string | undefined => {
  const parts = template.split(/\[([^[\]]*)\]/);
  // every second part stood in brackets
  const texts = parts.map((part, index) => put(part, facts, language) ?? (index % 2 === 1 ? '' : undefined));
  return texts.includes(undefined) ? undefined : texts.join('');
};

const put = (
  text: string,
  facts: Readonly<Record<string, Fact | undefined>>,
  language: Language,
): string | undefined => {
  let missing = false;
  const result = text.replaceAll(
    /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
    (_, name: string, one?: string, other?: string) => {
      const fact = facts[name];
      missing ||= fact === undefined;
      if (one === undefined) return String(fact);
      return `${numbers[language].format(Number(fact))} ${fact === 1 ? one : other}`;
    },
  );
  return missing ? undefined : result;
};
