import type { AgeExample, DemoOutcome, TableContent } from '../../compose/demo.ts';
import type { ColumnType } from '../../contract/state.ts';
import { count, rows, table } from '../numbers.ts';
import { cellsOf } from './cells.ts';
import { sourceOf } from './differences.ts';
import { cut, paperWidth, wrapped, type Inking } from './paper.ts';

const margin = '   ';
const room = paperWidth - margin.length;
const shownRows = 3;
const longestCell = 26;
const unbreakable = '\u00a0';

/** What each load did, in the order of arrival. */
export const loadLines = ({ loads, deliveries }: DemoOutcome): readonly string[] =>
  table(
    [
      ['TABLE', 'FILE', 'ROWS', 'INSERTED', 'UPDATED', 'OLDER'],
      ...loads.map((load) => [
        load.table,
        cut(sourceOf(load, deliveries), 36),
        count(load.rows),
        count(load.inserted),
        count(load.updated),
        count(load.stale),
      ]),
    ],
    new Set([2, 3, 4, 5]),
  )
    .split('\n')
    .map((line) => margin + line);

/** One row that the re-delivery changed and one that it did not, and why. */
export const ageLines = (
  examples: readonly AgeExample[],
  outcome: DemoOutcome,
  ink: Inking,
): readonly string[] =>
  examples.flatMap((example) => {
    const content = outcome.tables.find((one) => one.table === example.table)?.content;
    const now =
      content && cellsOf(content, example.keyColumn, example.key, [example.ageColumn, example.shownColumn]);
    const age = (iso: string) => iso.replace('T', ' ').slice(0, 19);
    const verdict = example.applied ? 'newer, so it was applied' : 'older, so it was left out';
    const line = (when: string, at: string, value: string) =>
      `${margin}  ${when.padEnd(17)}${example.ageColumn} ${age(at)}   ${example.shownColumn} ${value}`;
    return [
      `${margin}${example.table} ${example.key}: the second delivery is ${ink(example.applied ? 'good' : 'notable', verdict)}`,
      line('first delivery', example.first.age, example.first.value),
      line('second delivery', example.again.age, example.again.value),
      line('in the table', now?.[0] ?? '', now?.[1] ?? 'nothing'),
    ];
  });

/** Each table with its columns and its first rows. */
export const tableLines = ({ tables }: DemoOutcome, ink: Inking): readonly string[] =>
  tables.flatMap((one) => {
    // no line ends between a name and its type
    const columns = one.columns.map(({ name, type }) => `${name}${unbreakable}${type}`).join(', ');
    return [
      '',
      `${margin}${ink('heading', one.table)}, ${rows(one.rows)}`,
      ...wrapped(columns, room).map((line) => margin + ink('quiet', line.replaceAll(unbreakable, ' '))),
      ...exampleRows(one.content).map((line) => margin + line),
    ];
  });

/** The first rows, in as many columns as the paper takes; how many more there are is said at the end of the header. */
const exampleRows = ({ columns, rows: all }: TableContent): readonly string[] => {
  const chosen = all.slice(0, shownRows);
  const cells = [
    columns.map(({ name }) => cut(name, longestCell)),
    ...chosen.map((row) => columns.map(({ type }, index) => shown(row[index] ?? null, type))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => (row[index] ?? '').length)));
  // room for "+ 12 more"
  const fits = widths.filter((_, index) => sum(widths.slice(0, index + 1)) + 2 * index <= room - 12).length;
  const right = new Set(
    columns.flatMap(({ type }, index) => (type === 'FLOAT' || type === 'INTEGER' ? [index] : [])),
  );
  const left = columns.length - fits;
  const more = (line: number) => (left === 0 ? [] : [line === 0 ? `+ ${left} more` : '']);
  return table(
    cells.map((row, line) => [...row.slice(0, fits), ...more(line)]),
    right,
  ).split('\n');
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const shown = (value: string | number | boolean | null, type: ColumnType): string => {
  if (value === null) return '';
  const text =
    type === 'DATETIME'
      ? String(value)
          .replace('T', ' ')
          .replace(/(\.000)?Z$/, '')
      : String(value);
  return cut(text, longestCell);
};
