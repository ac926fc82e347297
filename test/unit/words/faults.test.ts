import { describe, expect, test } from 'vitest';
import { FaultCode, type Facts } from '../../../electron/contract/fault.ts';
import { faultsInGerman } from '../../../electron/contract/words/faults.de.ts';
import { faultsInEnglish } from '../../../electron/contract/words/faults.en.ts';
import { sentence, whatHappened, type Language } from '../../../electron/contract/words/sentence.ts';

const everything: Facts = {
  file: 'orders.csv',
  path: '/drop/orders',
  row: 17,
  line: 18,
  column: 'amount',
  value: '12,x',
  expected: 'FLOAT',
  found: 'STRING',
  reason: 'a reason',
  suggestion: 'a suggestion',
  table: 'order',
  connection: 'dev',
  key: 'primaryKey',
  count: 3,
  limit: 65_000,
  bytes: 70_000,
  seconds: 1_200,
  status: 503,
  serviceCode: 'SlowDown',
  retryAfter: 1_000,
  process: 'sluice (4711)',
  places: [{ row: 17, column: 'amount', value: '12,x' }],
};

/** All facts, none, and all but one: a sentence has to read well with each. */
const sets: readonly (readonly [string, Facts])[] = [
  ['every fact', everything],
  ['no fact', {}],
  ...Object.keys(everything).map((left): readonly [string, Facts] => [
    `no ${left}`,
    Object.fromEntries(Object.entries(everything).filter(([name]) => name !== left)),
  ]),
];

const languages: readonly Language[] = ['en', 'de'];

describe.each(languages)('the words for faults (%s)', (language) => {
  test.each(FaultCode.options)('%s reads well whatever is known of it', (code) => {
    for (const [which, facts] of sets) {
      const words = sentence({ code, facts }, language);
      expect(words, which).not.toMatch(/undefined|null|NaN|\[object/);
      expect(words, `${which}: gaps`).not.toMatch(/ {2}| [.,:)]|\(\)|\( |^\s|\s$|:\.|\.\./);
      expect(words, `${which}: starts with a capital or a name`).toMatch(
        /^[\p{Lu}\d„“/]|^orders\.csv: |^a reason/u,
      );
      expect(whatHappened({ code, facts }, language), `${which}: one sentence`).toMatch(/[^.]\.$/);
    }
  });

  test.each(FaultCode.options)('%s says what to do', (code) => {
    const words = language === 'en' ? faultsInEnglish[code] : faultsInGerman[code];
    expect(words.next({}).length).toBeGreaterThan(5);
    expect(words.next({})).not.toBe(words.what({}));
  });
});

test('every fault has German words of its own', () => {
  const same = FaultCode.options.filter(
    (code) =>
      faultsInGerman[code].what({}) === faultsInEnglish[code].what({}) ||
      faultsInGerman[code].next({}) === faultsInEnglish[code].next({}),
  );
  expect(same).toEqual([]);
});

test('both languages show the same facts', () => {
  const shownFacts = (words: string) =>
    Object.entries(everything)
      .filter(([, fact]) => typeof fact === 'string' && words.includes(fact))
      .map(([name]) => name)
      .toSorted();
  for (const code of FaultCode.options) {
    const view = { code, facts: everything };
    expect(shownFacts(sentence(view, 'de')), code).toEqual(shownFacts(sentence(view, 'en')));
  }
});

test('a German sentence names file, place and next step', () => {
  const view = {
    code: 'value.doesNotFit',
    facts: { file: 'orders.csv', row: 17, line: 18, column: 'amount', value: '12,x', expected: 'FLOAT' },
  } as const;
  expect(sentence(view, 'de')).toBe(
    'orders.csv: Der Wert „12,x“ in Spalte amount ist nicht FLOAT (Zeile 17, Dateizeile 18). Den Wert berichtigen oder das festgelegte Schema der Tabelle bearbeiten.',
  );
});

test('a place that the sentence already names is not repeated', () => {
  expect(sentence({ code: 'nested.inFlat', facts: { column: 'items' } })).toMatch(
    /^Column items holds a list[^(]*\./,
  );
});
