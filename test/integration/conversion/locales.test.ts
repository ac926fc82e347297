import {
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  integer,
  option,
  pre,
  record,
  type Arbitrary,
} from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReadOptions } from '../../../electron/contract/configuration.ts';
import type { PinnedSchema } from '../../../electron/contract/schema.ts';
import {
  canStand,
  writeDelimited,
  type DelimitedDialect,
} from '../../fixtures/conversion/write-delimited.ts';
import { Converting, type Converted } from '../../support/conversion/converting.ts';

let converting: Converting;
beforeAll(async () => {
  converting = await Converting.open();
});
afterAll(async () => {
  await converting.close();
});

/** What a row means, before anybody writes it: an amount in cents, a day and a second; null for no value. */
interface Meant {
  readonly cents: number | null;
  readonly day: number | null;
  readonly second: number | null;
}
const DAY = 86_400_000;
const days = integer({ min: Date.UTC(1950, 0, 1) / DAY, max: Date.UTC(2095, 11, 31) / DAY });
const meant: Arbitrary<Meant> = record({
  cents: option(integer({ min: -999_999_999_999, max: 999_999_999_999 }), { freq: 6 }),
  day: option(days, { freq: 6 }),
  second: option(days, { freq: 6 }).chain((day) =>
    integer({ min: 0, max: 86_399 }).map((second) => (day === null ? null : day * 86_400 + second)),
  ),
});
/** Small values and such in which day and month may be either, so that the doubtful cases are not rare. */
const doubtful: Arbitrary<Meant> = record({
  cents: integer({ min: -99_999, max: 99_999 }),
  day: days,
  second: days,
}).map(({ cents, day, second }) => ({
  cents,
  day: Math.floor(Date.UTC(2024, day % 12, 1 + (second % 12)) / DAY),
  second: Date.UTC(2024, second % 12, 1 + (day % 12), 13, 5, 9) / 1000,
}));

interface Locale {
  readonly decimal: '.' | ',';
  readonly group: string;
  readonly minusBehind: boolean;
  readonly date: string;
  readonly time: string;
  readonly none: string;
}
const dates = [
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'd.M.yyyy',
  'MM/dd/yyyy',
  'M/d/yyyy',
  'dd/MM/yyyy',
  'd/M/yyyy',
  'dd-MM-yyyy',
  'yyyy/MM/dd',
  'yyyyMMdd',
  'dd-MMM-yyyy',
  'd MMM yyyy',
] as const;
const locales: Arbitrary<Locale> = record({
  decimal: constantFrom('.' as const, ',' as const),
  group: constantFrom('', '.', ',', ' ', '\u00a0', '\u202f', "'", '\u2019'),
  minusBehind: boolean(),
  date: constantFrom(...dates),
  time: constantFrom(' HH:mm:ss', 'THH:mm:ss', ' H:mm:ss', ' h:mm:ss a', 'THH:mm:ss+02:00', ' HH:mm:ssZ'),
  none: constantFrom('', 'NULL'),
});

const two = (value: number) => String(value).padStart(2, '0');
const months = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const;

const writtenAmount = (cents: number, { decimal, group, minusBehind }: Locale): string => {
  const whole = String(Math.trunc(Math.abs(cents) / 100)).replace(/\B(?=(?:\d{3})+$)/g, group);
  const text = `${whole}${decimal}${two(Math.abs(cents) % 100)}`;
  return cents >= 0 ? text : minusBehind ? `${text}-` : `-${text}`;
};
const writtenDay = (stamp: number, pattern: string): string => {
  const at = new Date(stamp);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  return pattern.replace(/yyyy|MMM|MM|M|dd|d/g, (part) => {
    const value = part.startsWith('y') ? year : part.startsWith('M') ? month : day;
    if (part === 'MMM') return months.en[month - 1] ?? '';
    return part.length === 2 ? two(value) : String(value);
  });
};
const writtenTime = (second: number, { date, time }: Locale): string => {
  const shift = time.endsWith('+02:00') ? 7200 : 0;
  const local = (second + shift) * 1000;
  const at = new Date(local);
  const hour = at.getUTCHours();
  const text = time.replace(/HH|H|h|mm|ss|a/g, (part) => {
    if (part === 'a') return hour < 12 ? 'AM' : 'PM';
    if (part === 'h') return String(hour % 12 === 0 ? 12 : hour % 12);
    if (part === 'H') return String(hour);
    return two(part === 'HH' ? hour : part === 'mm' ? at.getUTCMinutes() : at.getUTCSeconds());
  });
  return `${writtenDay(local, date)}${text}`;
};

const names = ['key', 'amount', 'day', 'at'] as const;
const cellsOf = (rows: readonly Meant[], locale: Locale): string[][] =>
  rows.map(({ cents, day, second }, row) => [
    `K${row}`,
    cents === null ? locale.none : writtenAmount(cents, locale),
    day === null ? locale.none : writtenDay(day * DAY, locale.date),
    second === null ? locale.none : writtenTime(second, locale),
  ]);

const valuesOf = (rows: readonly Meant[]) => ({
  amount: rows.map(({ cents }) => (cents === null ? null : cents / 100)),
  day: rows.map(({ day }) => (day === null ? null : new Date(day * DAY).toISOString().slice(0, 10))),
  at: rows.map(({ second }) => (second === null ? null : new Date(second * 1000).toISOString())),
});

/** Whether nothing but the person who wrote it knows which is the day and which the month. */
const isDoubtful = (stamps: readonly (number | null)[], { date }: Locale): boolean =>
  /^[dM]{1,2}[/-][dM]{1,2}[/-]/.test(date) &&
  stamps.every((stamp) => stamp === null || new Date(stamp).getUTCDate() <= 12);

const dialects: Arbitrary<DelimitedDialect> = record({
  delimiter: constantFrom(';', '\t', '|', ','),
  quote: constantFrom('"' as const, "'" as const),
  escape: constantFrom('doubled' as const),
  lineEnd: constantFrom('\n' as const, '\r\n' as const),
});

const convert = async (
  cells: readonly (readonly string[])[],
  dialect: DelimitedDialect,
  options: ReadOptions,
  pinned?: PinnedSchema,
): Promise<Converted> => {
  const text = writeDelimited([names, ...cells], dialect, 'needed');
  const { delimiter, quote } = dialect;
  const answer = await converting.convert({
    name: 'locale.csv',
    bytes: Buffer.from(text),
    options: { delimiter, quote, headerRow: 1, ...options },
    pinned,
  });
  if (answer.kind === 'converted') return answer;
  const flaw = answer.kind === 'broken' ? answer.flaw : JSON.stringify(answer.fault.view);
  throw new Error(`${flaw} in ${JSON.stringify(text)}`);
};

const columnOf = ({ table }: Converted, name: string) => {
  const index = table.columns.findIndex((column) => column.name === name);
  return { type: table.columns[index]?.type, cells: table.rows.map((row) => row[index] ?? null) };
};

const expectColumn = (
  found: Converted,
  name: 'amount' | 'day' | 'at',
  rows: readonly Meant[],
  type: string,
) => {
  expect({ name, ...columnOf(found, name) }).toEqual({ name, type, cells: valuesOf(rows)[name] });
};

test('amounts, days and times mean the same in every locale and dialect, or stay text with a question; later files too', async () => {
  let typed = 0;
  const table = array(meant, { minLength: 1, maxLength: 9 });
  const tables = constantFrom(0, 0, 1).chain((kind) =>
    kind === 0 ? table : array(doubtful, { minLength: 1, maxLength: 4 }),
  );
  const property = asyncProperty(
    tables,
    table,
    locales,
    dialects,
    boolean(),
    async (first, second, locale, dialect, told) => {
      pre(locale.group !== locale.decimal);
      const [cells, later] = [cellsOf(first, locale), cellsOf(second, locale)];
      pre([...cells, ...later].flat().every((cell) => canStand(cell, dialect)));
      const dateFormats = [locale.date, `${locale.date}${locale.time.replace(/\+02:00$|Z$/, 'X')}`];
      const options: ReadOptions = told ? { dateFormats, decimalSeparator: locale.decimal } : {};
      const found = await convert(cells, dialect, options);
      const question = (name: string) =>
        found.result.warnings.some(({ code, column }) => column === name && code !== 'columns.empty');
      const shift = locale.time.endsWith('+02:00') ? 7_200_000 : 0;
      const columns = [
        ['amount', 'FLOAT', first.map(({ cents }) => cents), false],
        [
          'day',
          'DATE',
          first.map(({ day }) => day),
          isDoubtful(
            first.map(({ day }) => (day === null ? null : day * DAY)),
            locale,
          ),
        ],
        [
          'at',
          'DATETIME',
          first.map(({ second: at }) => at),
          isDoubtful(
            first.map(({ second: at }) => (at === null ? null : at * 1000 + shift)),
            locale,
          ),
        ],
      ] as const;
      for (const [index, [name, type, values, doubt]] of columns.entries()) {
        const isText = values.every((value) => value === null) || (doubt && !told);
        if (!isText) {
          expectColumn(found, name, first, type);
          typed += 1;
          continue;
        }
        const texts = cells.map((row) => (row[index + 1] === locale.none ? null : row[index + 1]));
        expect({ name, ...columnOf(found, name) }).toEqual({ name, type: 'STRING', cells: texts });
        expect([name, question(name)]).toEqual([name, doubt && values.some((value) => value !== null)]);
      }
      const pinned = await convert(later, dialect, {}, found.result.schema);
      for (const [name, type] of columns)
        if (columnOf(found, name).type === type) expectColumn(pinned, name, second, type);
    },
  );
  await assert(property, { seed: 7, numRuns: 60 });
  expect(typed).toBeGreaterThan(100);
});
