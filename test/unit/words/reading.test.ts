import { expect, test } from 'vitest';
import { notationsIn, reasonOf } from '../../../electron/contract/words/reading.ts';
import { germanReasons } from '../../../electron/contract/words/reading.de.ts';

/** What the readers say, one of each kind. */
const lines = [
  'encoding utf-8: set in the options',
  'encoding utf-16le: byte order mark',
  'encoding utf-16le: 120 of 128 characters have a zero byte',
  'encoding utf-8: all 2048 bytes are valid',
  'encoding windows-1252: not valid UTF-8',
  'delimiter ";": 1 columns in every row',
  'the file is empty',
  'a report list in frames: blanks around cells are not part of the values',
  'every row closes with a delimiter',
  'the header spans 2 rows from line 3',
  'the header is in line 4; what stands above is passed over',
  'records stand after each other',
  'records are the elements of the list',
  'records are the elements of the list data.orders',
  'records: /Orders/Order, 12000 found',
  '2 members after each other: a.csv, b.csv',
  'log: 30000 events in 1200 cases',
  'dates: brought to UTC',
  'declared for all: concept:name',
  'attributes of the log itself, not part of rows: 3',
  'sheet Tabelle1: 1 of 2',
  'header: none',
  'header: row 3 of the sheet',
  'dates: counted from 1904',
  'codec: deflate',
  'handed on byte for byte',
  're-written: compression, types or names are not what Celonis takes',
  'column a: has no values, kept as text',
  'column a: 20,000 of 20,000 values are true or false',
  'column a: 12 of 12 values match dd/MM/yyyy as well as MM/dd/yyyy, kept as text',
  'column a: 20,000 of 20,000 values match dd.MM.yyyy',
  'column a: 9 of 9 values are numbers of two possible meanings, kept as text',
  'column a: numbers with more digits than a double holds, kept as text',
  'column a: 9 of 9 values are whole numbers such as 1.234',
  'column a: text; “0000004711” in row 1 is not a number',
  'column a: text; “0000004711” in row 1 has leading zeros',
  'column a: text; “+49” in row 1 has a plus sign',
  'column a: text; “1E10” in row 7 may be a code and no power of ten',
  'column a: text; “12345678901234567890” in row 7 has more than 15 digits',
  'column a: 9 of 9 values are whole numbers or codes, kept as text',
  'column a: FLOAT, as the file says',
  'column a: kept as text',
  'column a: STRING, pinned',
  'column a: FLOAT, set in the options',
  'column a: INT64 in the file, written as INTEGER',
];

test('German has words for every reason, and every rule of it is used', () => {
  const english = lines.map((line) => reasonOf(line, ['a'], 'en').text);
  const german = lines.map((line) => reasonOf(line, ['a'], 'de').text);
  expect(german.filter((text, index) => text === english[index])).toEqual([]);
  const plain = lines.map((line) => line.replace(/^column a: /, ''));
  expect(germanReasons.filter(([rule]) => !plain.some((line) => rule.test(line)))).toEqual([]);
});

test('a reason says which column it is about, even where a name looks like another', () => {
  expect(reasonOf('column net: value: kept as text', ['net: value'], 'en')).toEqual({
    column: 'net: value',
    text: 'Kept as text',
  });
  expect(reasonOf('delimiter ";": 12 columns in every row', ['a'], 'de')).toEqual({
    column: undefined,
    text: 'Trennzeichen ";": 12 Spalten in jeder Zeile',
  });
});

test('numbers in German are grouped as German groups them, and notations stay as they are', () => {
  expect(reasonOf('column a: 20,000 of 20,000 values match 1.234,56', ['a'], 'de').text).toBe(
    '20.000 von 20.000 Werten passen zu 1.234,56',
  );
});

test('notations are told apart: dates and numbers, each once', () => {
  expect(notationsIn(lines)).toEqual({
    dates: ['dd/MM/yyyy as well as MM/dd/yyyy', 'dd.MM.yyyy'],
    numbers: [],
  });
  expect(
    notationsIn(['column a: 3 of 3 values match 1.234,56', 'column b: 3 of 3 values match 1.234,56']),
  ).toEqual({ dates: [], numbers: ['1.234,56'] });
});
