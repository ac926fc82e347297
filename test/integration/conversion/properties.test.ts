import {
  asyncProperty,
  array,
  assert,
  constantFrom,
  integer,
  oneof,
  pre,
  record,
  string,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encoded, type EncodingName } from '../../fixtures/conversion/encode.ts';
import { Random } from '../../fixtures/conversion/random.ts';
import {
  canStand,
  writeDelimited,
  type DelimitedDialect,
} from '../../fixtures/conversion/write-delimited.ts';
import { Converting, type Converted } from '../../support/conversion/converting.ts';
import { columnMakers } from '../../support/conversion/fuzz/random-table.ts';
import { columnComplaint } from '../../support/conversion/stated-values.ts';

let converting: Converting;
beforeAll(async () => {
  converting = await Converting.open();
});
afterAll(async () => {
  await converting.close();
});

interface Written {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Texts of any characters that a text can hold. */
const anyText = oneof(
  string({ unit: 'grapheme', maxLength: 12 }),
  string({
    unit: constantFrom(
      'a',
      '1',
      '0',
      '-',
      '.',
      ',',
      ';',
      '"',
      "'",
      '\\',
      '\n',
      '\r',
      '\t',
      '|',
      ' ',
      'ü',
      '€',
      '=',
    ),
    maxLength: 8,
  }),
);

/** Columns of one kind each, as exports have them, and columns of any texts. */
const column: Arbitrary<(row: number) => string> = oneof(
  {
    weight: 3,
    arbitrary: tuple(constantFrom(...columnMakers), integer()).map(([maker, seed]) => {
      const make = maker(new Random(seed));
      return (row: number) => make(new Random(seed + row), row);
    }),
  },
  {
    weight: 1,
    arbitrary: array(anyText, { minLength: 1, maxLength: 12 }).map(
      (texts) => (row: number) => texts[row % texts.length] ?? '',
    ),
  },
);

const tables: Arbitrary<Written> = record({
  columns: array(column, { minLength: 2, maxLength: 6 }),
  count: integer({ min: 1, max: 12 }),
}).map(({ columns, count }) => ({
  names: columns.map((_, index) => `column${String.fromCharCode(97 + index)}`),
  rows: Array.from({ length: count }, (_, row) => columns.map((make) => make(row))),
}));

const dialects: Arbitrary<DelimitedDialect> = record({
  delimiter: oneof(
    { weight: 3, arbitrary: constantFrom(',', ';', '\t', '|') },
    { weight: 1, arbitrary: constantFrom('^', '~', '\u0001', '||', '~|~', '::') },
  ),
  quote: constantFrom('"', '"', '"', "'", ''),
  escape: constantFrom('doubled', 'doubled', 'backslash', 'none'),
  lineEnd: constantFrom('\n', '\r\n', '\r'),
});
const encodings = constantFrom<EncodingName>(
  'utf-8',
  'utf-8',
  'utf-8 with BOM',
  'utf-16le with BOM',
  'utf-16be with BOM',
);

const fits = (written: Written, dialect: DelimitedDialect): boolean =>
  written.rows.every(
    (row) =>
      row.every((cell) => canStand(cell, dialect) && cell.isWellFormed()) && row.some((cell) => cell !== ''),
  );

/** Without backslashes, and with no other quotes than the file's own: else the same text may mean two things. */
const isPlain = ({ rows }: Written, { quote, escape }: DelimitedDialect): boolean =>
  escape === 'doubled' &&
  rows.flat().every((cell) => !['\\', '"', "'", '`'].some((sign) => sign !== quote && cell.includes(sign)));

/** What became of the rows; a text column may hold the texts, and any other what they state. */
const difference = ({ names, rows }: Written, { table }: Converted): string | undefined => {
  const found = table.columns.map(({ name }) => name);
  if (found.join() !== names.join()) return `columns ${found.join()}`;
  if (table.rows.length !== rows.length) return `${table.rows.length} rows in place of ${rows.length}`;
  for (const [index, { name, type }] of table.columns.entries()) {
    const texts = rows.map((row) => ({ text: row[index] ?? '', quoted: true }));
    const complaint = columnComplaint(
      type,
      texts,
      table.rows.map((row) => row[index] ?? null),
    );
    if (complaint !== undefined) return `column ${name} (${type}): ${complaint}`;
  }
  return undefined;
};

const runs = { seed: 42, numRuns: 60 };

describe('a table that is written, converted and read back', () => {
  const same = (told: boolean) => {
    let identities = 0;
    const property = asyncProperty(
      tables,
      dialects,
      encodings,
      constantFrom('needed' as const, 'all' as const),
      async (written, dialect, encoding, quoting) => {
        pre(fits(written, dialect) && (told || isPlain(written, dialect)));
        const text = writeDelimited([written.names, ...written.rows], dialect, quoting);
        const { delimiter, quote, escape } = dialect;
        const options = told ? { delimiter, quote, escape, headerRow: 1 } : {};
        const answer = await converting.convert({
          name: 'written.csv',
          bytes: encoded(text, encoding),
          options,
        });
        if (answer.kind === 'broken') throw new Error(answer.flaw);
        if (answer.kind === 'refused') return;
        const found = difference(written, answer);
        if (found !== undefined) throw new Error(`${found} in ${JSON.stringify(text)}`);
        identities += 1;
      },
    );
    return { property, identities: () => identities };
  };

  test('is the same or refused, whatever its dialect, when the dialect is told', async () => {
    const { property, identities } = same(true);
    await assert(property, runs);
    expect(identities()).toBeGreaterThan(runs.numRuns / 2);
  });

  test('is the same or refused when the dialect is left to be found', async () => {
    const { property, identities } = same(false);
    await assert(property, runs);
    expect(identities()).toBeGreaterThan(runs.numRuns / 2);
  });

  test('stays the same in JSON', async () => {
    const property = asyncProperty(tables, async (written) => {
      const records = written.rows.map((row) =>
        Object.fromEntries(written.names.map((name, index) => [name, row[index]])),
      );
      pre(written.rows.flat().every((cell) => cell.isWellFormed()));
      const answer = await converting.convert({
        name: 'written.json',
        bytes: Buffer.from(JSON.stringify(records)),
      });
      if (answer.kind !== 'converted')
        throw new Error(answer.kind === 'broken' ? answer.flaw : answer.fault.message);
      const found = difference(written, answer);
      if (found !== undefined) throw new Error(found);
    });
    await assert(property, { seed: 42, numRuns: 40 });
  });
});
