import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { nameHolds } from '../../../electron/adapters/sqlite/name-condition.ts';

const names = [
  'Rechnungen März.csv',
  // as macOS writes it: a letter and its dots apart
  'Rechnungen Ma\u0308rz 2.csv',
  'STRASSE ÄRGER.csv',
  '100%_[a]*?.csv',
  '注文 一覧.csv',
  'Заказы.CSV',
  "it's \\ here.csv",
  '😀 emoji.csv',
];
const database = new DatabaseSync(':memory:');
database.exec('CREATE TABLE names (name TEXT)');
for (const name of names) database.prepare('INSERT INTO names VALUES (?)').run(name);
afterAll(() => database.close());

const found = (text: string): string[] => {
  const { sql, values } = nameHolds('name', text);
  return database
    .prepare(`SELECT name FROM names WHERE ${sql} ORDER BY rowid`)
    .all(...values)
    .map(({ name }) => String(name));
};
/** What a person would expect: a part of the name, in any case, however its letters are composed. */
const expected = (text: string): string[] => {
  const plain = (one: string) => one.normalize('NFC').toLowerCase();
  return names.filter((name) => plain(name).includes(plain(text)));
};

test.each([
  'märz',
  'MÄRZ',
  'Ma\u0308rz',
  'ä',
  'Ä',
  'är',
  'är'.normalize('NFD'),
  'ÄRGER.csv',
  'e',
  'E',
  'cs',
  '.CSV',
  '%',
  '_',
  '[',
  '*',
  '?',
  '[a]',
  '*?',
  '100%_',
  '\\',
  "'",
  'ä*',
  '[ä',
  '注',
  '文 一',
  'зак',
  'ЗАКАЗЫ',
  'ы.csv',
  '😀',
  '😀 E',
  'nowhere',
  'é',
])('a part of a name is found: %s', (text) => {
  expect(found(text)).toEqual(expected(text));
});
