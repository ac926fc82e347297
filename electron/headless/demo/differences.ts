import type {
  AgeExample,
  DemoOutcome,
  ExpectedTable,
  LoadLine,
  Sample,
  TableContent,
} from '../../compose/demo.ts';
import type { HistoryRow } from '../../contract/views.ts';
import { count } from '../numbers.ts';
import { cellsOf } from './cells.ts';

export interface Expectation {
  readonly samples: readonly Sample[];
  readonly tables: readonly ExpectedTable[];
  readonly examples: readonly AgeExample[];
}

/** What came out otherwise than it should have, a sentence each; none where all is as expected. */
export const differences = (expected: Expectation, outcome: DemoOutcome): readonly string[] => [
  ...expected.samples.flatMap((sample) => ofSample(sample, outcome)),
  ...ofOrder(expected.samples, outcome),
  ...ofLoads(outcome),
  ...expected.tables.flatMap((table) => ofTable(table, outcome)),
  ...expected.examples.flatMap((example) => ofExample(example, outcome)),
  ...outcome.tables
    .filter(({ table }) => !expected.tables.some((one) => one.table === table))
    .map(({ table }) => `The table ${table} resulted, and nobody expected it.`),
];

const ofSample = (sample: Sample, { deliveries, loads }: DemoOutcome): readonly string[] => {
  const about = `${sample.table}/${sample.file}`;
  const found = deliveries.filter((delivery) => isOf(delivery, sample));
  const [delivery] = found;
  if (delivery === undefined) return [`${about} never arrived.`];
  if (found.length > 1) return [`${about} arrived ${found.length} times.`];
  const { ends } = sample;
  if (delivery.state !== ends.state) {
    const why = delivery.error === null ? '' : ` (${delivery.error.message})`;
    return [`${about} ended ${delivery.state}${why} and should have ended ${ends.state}.`];
  }
  switch (ends.state) {
    case 'duplicate':
      return [];
    case 'rejected':
      return [
        ...differs(`${about} was rejected with`, delivery.error?.code, ends.code),
        ...differs(`${about} was rejected for row`, delivery.error?.row, ends.row),
        ...differs(`${about} was rejected for column`, delivery.error?.column, ends.column),
      ];
    case 'delivered': {
      const load = loads.find((one) => one.key === delivery.key);
      if (load === undefined) return [`${about} was delivered and not loaded.`];
      return [
        ...differs(`${about}, rows converted:`, delivery.rows ?? undefined, sample.rows),
        ...differs(`${about}, rows loaded:`, load.rows, sample.rows),
        ...differs(`${about}, rows inserted:`, load.inserted, ends.inserted),
        ...differs(`${about}, rows updated:`, load.updated, ends.updated),
        ...differs(`${about}, rows left out as older:`, load.stale, ends.stale),
      ];
    }
  }
};

/** Each table's files must be loaded in the order in which they were dropped. */
const ofOrder = (samples: readonly Sample[], { deliveries, loads }: DemoOutcome): readonly string[] => {
  const tables = [...new Set(samples.map(({ table }) => table))];
  return tables.flatMap((table) => {
    const loaded = loads.filter((load) => load.table === table).map((load) => sourceOf(load, deliveries));
    // what did not arrive at all is said elsewhere
    const dropped = samples
      .filter((sample) => sample.table === table && sample.ends.state === 'delivered')
      .map(({ file }) => file.normalize('NFC'))
      .filter((file) => loaded.includes(file));
    return differs(`${table}, files in the order of their loads:`, loaded.join(', '), dropped.join(', '));
  });
};

const ofLoads = ({ loads, deliveries }: DemoOutcome): readonly string[] =>
  loads
    .filter((load) => load.error !== undefined)
    .map((load) =>
      `${load.table}/${sourceOf(load, deliveries)} failed to load: ${load.error} ${load.detail ?? ''}`.trim(),
    );

const ofTable = (expected: ExpectedTable, { tables }: DemoOutcome): readonly string[] => {
  const found = tables.find(({ table }) => table === expected.table);
  if (found === undefined) return [`The table ${expected.table} did not result.`];
  return [
    ...differs(`${expected.table}, rows:`, found.rows, expected.rows),
    ...Object.entries(expected.types).flatMap(([name, type]) =>
      differs(
        `${expected.table}.${name}, type:`,
        found.columns.find((column) => column.name === name)?.type,
        type,
      ),
    ),
    ...Object.entries(expected.sums).flatMap(([name, hundredths]) =>
      differs(`${expected.table}.${name}, sum in hundredths:`, sumOf(found.content, name), hundredths),
    ),
  ];
};

const ofExample = (example: AgeExample, { tables }: DemoOutcome): readonly string[] => {
  const content = tables.find(({ table }) => table === example.table)?.content;
  const [found] =
    content === undefined
      ? []
      : (cellsOf(content, example.keyColumn, example.key, [example.shownColumn]) ?? []);
  const expected = example.applied ? example.again.value : example.first.value;
  return differs(`${example.table} ${example.key}, ${example.shownColumn}:`, found, expected);
};

/** The sum of a column of amounts in hundredths, each rounded first so that no binary fraction adds up. */
const sumOf = ({ columns, rows }: TableContent, name: string): number => {
  const index = columns.findIndex((column) => column.name === name);
  return rows.reduce((sum, row) => sum + Math.round(Number(row[index]) * 100), 0);
};

const isOf = (delivery: HistoryRow, { table, file }: Sample): boolean =>
  delivery.table === table && delivery.source.normalize('NFC') === file.normalize('NFC');

/** The file that an object was made from. */
export const sourceOf = (load: LoadLine, deliveries: readonly HistoryRow[]): string =>
  deliveries.find((delivery) => delivery.key === load.key)?.source.normalize('NFC') ?? load.key;

const differs = (
  what: string,
  found: number | string | undefined,
  expected: number | string,
): readonly string[] => (found === expected ? [] : [`${what} ${said(found)} in place of ${said(expected)}.`]);

const said = (value: number | string | undefined): string =>
  typeof value === 'number' ? count(value) : value === undefined || value === '' ? 'nothing' : value;
