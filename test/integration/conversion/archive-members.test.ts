import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipFile } from '../../fixtures/readers/zip-file.ts';
import { Converting } from '../../support/conversion/converting.ts';

let converting: Converting;
beforeAll(async () => {
  converting = await Converting.open();
});
afterAll(() => converting.close());

const convert = async (parts: Readonly<Record<string, string>>) => {
  const bytes = zipFile(Object.entries(parts).map(([name, content]) => ({ name, content })));
  const outcome = await converting.convert({ name: 'delivery.zip', bytes });
  if (outcome.kind === 'broken') throw new Error(outcome.flaw);
  if (outcome.kind === 'refused') throw outcome.fault;
  return { rows: outcome.result.rows, warnings: outcome.result.warnings };
};

const event = (count: string) =>
  `<log xes.version="1.0"><trace><event><int key="count" value="${count}"/></event></trace></log>`;

test.each([
  ['at the beginning', { 'a.csv': '', 'b.csv': 'id;v\n1;x\n' }, 1, 'a.csv'],
  ['in the middle', { 'a.csv': 'id;v\n1;x\n', 'b.csv': '', 'c.csv': 'id;v\n2;y\n' }, 2, 'b.csv'],
  ['of blank lines', { 'a.csv': '\n\n', 'b.csv': 'id;v\n1;x\n', 'c.csv': '\n' }, 1, 'a.csv, c.csv'],
])('an empty member %s is passed over and told, and the others are read', async (_, parts, rows, value) => {
  const found = await convert(parts);
  expect(found.rows).toBe(rows);
  expect(found.warnings.filter(({ code }) => code === 'members.empty')).toMatchObject([{ value }]);
});

test('an archive of empty files holds no rows', async () => {
  expect((await convert({ 'a.csv': '', 'b.csv': '' })).rows).toBe(0);
});

test('lists and lines of JSON are the same records', async () => {
  expect((await convert({ '1.json': '[{"id":1},{"id":2}]', '2.ndjson': '{"id":3}\n{"id":4}' })).rows).toBe(4);
});

test('what is wrong in a later member is told, and counted over all', async () => {
  const parts = { '1.xes': event('4'), '2.xes': event('five'), '3.xes': event('six') };
  expect((await convert(parts)).warnings).toMatchObject([
    { code: 'xes.notOfType', count: 2, message: expect.stringContaining('(2, ') as string },
  ]);
});
