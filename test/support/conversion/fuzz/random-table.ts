import type { Random } from '../../../fixtures/conversion/random.ts';

/** Makes one column's texts; the same kind and notation all the way down. */
export type ColumnMaker = (random: Random) => (random: Random, row: number) => string;

const two = (value: number): string => String(value).padStart(2, '0');
const words = [
  'Schraube',
  'Müller',
  'open',
  "O'Brien",
  'a b',
  'x',
  'Größe 12',
  'n/a',
  'Ende.',
  'a-b_c',
  '(brackets)',
  'µ',
  '100%',
  '#5',
  'C:\\temp',
];

const day = (random: Random): readonly [string, string, string] => [
  String(1990 + random.below(40)),
  two(1 + random.below(12)),
  two(1 + random.below(28)),
];

export const columnMakers: readonly ColumnMaker[] = [
  () => (random) => String(random.below(1_000_000)).padStart(10, '0'),
  () => (random, row) => String(row * 7 + random.below(7)),
  () => (random) => String(random.below(2_000) - 1_000),
  () => (random) => random.pick(words),
  () => (random) => (random.chance(0.3) ? '' : `${random.pick(words)} ${random.pick(words)}`),
  () => (random) => random.pick(['true', 'false', 'TRUE']),
  () => (random) => day(random).join('-'),
  () => (random) => day(random).toReversed().join('.'),
  () => (random) => day(random).join(''),
  () => (random) =>
    `${day(random).join('-')} ${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}`,
  () => (random) =>
    `${day(random).join('-')}T${two(random.below(24))}:${two(random.below(60))}:00.${random.below(10)}Z`,
  () => (random) => `${random.below(500)}.${two(random.below(100))}`,
  () => (random) =>
    `${1 + random.below(500)}.${String(random.below(1000)).padStart(3, '0')},${two(random.below(100))}${random.chance(0.2) ? '-' : ''}`,
  () => (random) => `${random.below(10)}E${random.below(10)}`,
  () => (random) => Array.from({ length: 20 }, () => random.below(10)).join(''),
  (column) => {
    const mix = [column.pick(['12', '1.5', '2024-01-05']), column.pick(['x', 'NULL', '-'])];
    return (random) => random.pick(mix);
  },
];

/** Texts that must be quoted wherever they stand. */
export const tricky = (random: Random, delimiter: string, quote: string): string =>
  random.pick([
    `a${delimiter}b`,
    `say ${quote}x${quote}`,
    'two\nlines',
    `${quote}`,
    `${delimiter}`,
    `c${quote}${delimiter}${quote}d`,
  ]);

export interface RandomTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const randomTable = (random: Random, trickyText?: (random: Random) => string): RandomTable => {
  const makers = Array.from({ length: 2 + random.below(5) }, () => random.pick(columnMakers)(random));
  const hasTricky = trickyText !== undefined && random.chance(0.6);
  const header = makers.map(
    (_, index) => `${random.pick(['Belegnummer', 'amount', 'Datum', 'note', 'Straße', 'k'])}${index}`,
  );
  const rows = Array.from({ length: 2 + random.below(30) }, (_, row) => [
    ...makers.map((maker) => maker(random, row)),
    ...(hasTricky ? [random.chance(0.4) ? trickyText(random) : random.pick(words)] : []),
  ]);
  return { header: hasTricky ? [...header, 'tricky'] : header, rows };
};
