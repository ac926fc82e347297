import type { Facts, FaultView } from '../fault.ts';
import { faultsInEnglish, type FaultWords } from './faults.en.ts';
import { faultsInGerman } from './faults.de.ts';

export type Language = 'en' | 'de';

const words: Readonly<Record<Language, typeof faultsInEnglish>> = { en: faultsInEnglish, de: faultsInGerman };
const labels = {
  en: { row: 'row', line: 'line', column: 'column', value: 'value', open: '“', close: '”' },
  de: { row: 'Zeile', line: 'Dateizeile', column: 'Spalte', value: 'Wert', open: '„', close: '“' },
} as const;

/** Where in the file: "row 17, line 18, column amount, value “12,x”"; empty when nothing is known. */
export const place = (facts: Facts, language: Language = 'en'): string => {
  const l = labels[language];
  const row = facts.row === undefined ? undefined : `${l.row} ${facts.row}`;
  const line = facts.line === undefined ? undefined : `${l.line} ${facts.line}`;
  return [
    row !== undefined && line !== undefined ? `${row}, ${line}` : (row ?? line),
    facts.column === undefined ? undefined : `${l.column} ${facts.column}`,
    facts.value === undefined ? undefined : `${l.value} ${l.open}${facts.value}${l.close}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
};

const wordsFor = (fault: FaultView, language: Language): FaultWords => words[language][fault.code];

/** What happened, with file and place; the place leaves out what the words have said already. */
export const whatHappened = (fault: FaultView, language: Language = 'en'): string => {
  const { column, value, ...facts } = fault.facts;
  const l = labels[language];
  const what = wordsFor(fault, language).what(fault.facts);
  const said = what.toLowerCase();
  const saysColumn = column !== undefined && said.includes(`${l.column} ${column}`.toLowerCase());
  const saysValue = value !== undefined && said.includes(`${l.open}${value}${l.close}`.toLowerCase());
  const where = place(
    {
      ...facts,
      ...(column === undefined || saysColumn ? {} : { column }),
      ...(value === undefined || saysValue ? {} : { value }),
    },
    language,
  );
  const head = facts.file === undefined ? what : `${facts.file}: ${what}`;
  return where === '' || said.includes(where.toLowerCase()) ? `${head}.` : `${head} (${where}).`;
};

/** What to do about it. */
export const nextStep = (fault: FaultView, language: Language = 'en'): string =>
  wordsFor(fault, language).next(fault.facts);

/** A fault as people read it: what happened, to which file, where, and what to do. */
export const sentence = (fault: FaultView, language: Language = 'en'): string =>
  `${whatHappened(fault, language)} ${nextStep(fault, language)}`;
