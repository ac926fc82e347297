import { beforeAll, describe, expect, test } from 'vitest';
import { runDemo, type Ended } from './run-demo.ts';

describe('sluice demo', () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await runDemo();
  });

  test('ends with 0, with everything as expected and nothing left behind', () => {
    expect(ended.stderr).toBe('');
    expect(ended.stdout).toContain('All as expected. 6 files with');
    expect(ended.stdout).toContain('1 skipped, 1 rejected');
    expect(ended.left).toEqual([]);
    expect(ended.code).toBe(0);
  });

  test('shows the way of each file in its order', () => {
    for (const [table, file, object] of [
      ['customer', 'Kundenstamm.tsv', 'Kundenstamm_'],
      ['order_header', 'Auftragsköpfe_2024-Q1.csv', 'Auftragskoepfe_2024-Q1_'],
      ['orders', 'orders.json', 'orders_'],
      ['activity', 'activities.parquet', 'activities_'],
    ] as const) {
      const way = ended.stdout.split('\n').filter((line) => line.startsWith(`   ${table} `));
      expect(way.slice(0, 4).map((line) => line.slice(17).trimStart())).toEqual([
        expect.stringMatching(`^arrived +${file}, [\\d.]+ [kM]B$`),
        expect.stringMatching(/^converted +[\d,]+ rows, [\d.]+ [kM]B of Parquet$/),
        expect.stringMatching(`^uploading +${object}\\d{17}_[0-9a-f]{8}\\.parquet$`),
        expect.stringMatching(`^delivered +${file}, [\\d.]+ s after it arrived$`),
      ]);
    }
  });

  test('shows the rejected file with its place and the next step, and the skipped one', () => {
    const text = ended.stdout.replaceAll(/\s+/g, ' ');
    expect(text).toMatch(
      /rejected Auftragsköpfe_2024-04\.csv: .{0,40}key column order_id .{0,40}row 1,?234, line 1,?235/,
    );
    expect(ended.stdout).toContain('next step  Fill the key in every row, then retry.');
    expect(ended.stdout).toContain('set aside  _rejected/Auftragsköpfe_2024-04.csv');
    expect(ended.stdout).toMatch(/skipped +activities_again\.parquet: /);
  });

  test('shows what the age column decided, and the tables that resulted', () => {
    expect(ended.stdout).toMatch(/order_header +Auftragsköpfe_Korrektur\.csv +1,200 +100 +800 +300/);
    expect(ended.stdout).toMatch(/orders +orders_update\.ndjson +600 +150 +400 +50/);
    expect(ended.stdout).toContain('newer, so it was applied');
    expect(ended.stdout).toContain('older, so it was left out');
    for (const table of ['customer, 2,000 rows', 'order_header, 20,100 rows', 'orders, 10,150 rows']) {
      expect(ended.stdout).toContain(`   ${table}`);
    }
    expect(ended.stdout).toMatch(/ {3}orders\$shipments, [\d,]+ rows/);
    expect(ended.stdout).toContain('0000004711');
  });

  test('is plain text of at most 100 columns where it is no terminal', () => {
    expect(ended.stdout).not.toContain('\u001b');
    expect(ended.stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });
});

test('sluice demo --json prints events and a result, and nothing else', async () => {
  const ended = await runDemo(['--json']);
  const lines = ended.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.at(-1)).toMatchObject({ type: 'result', asExpected: true, differences: [] });
  expect(new Set(lines.map(({ type }) => type))).toContain('arrived');
  expect(ended.code).toBe(0);
});

describe('a demo that is stopped', () => {
  test.each([
    ['while it makes its samples', 'Making'],
    ['while files are on their way', 'arrived'],
  ])('%s leaves nothing behind', async (_, said) => {
    const ended = await runDemo([], (child, printed) => {
      if (printed.includes(said) && !child.killed) child.kill('SIGINT');
    });
    expect(ended.stderr).toBe('Stopped. Nothing was left behind.\n');
    expect(ended.left).toEqual([]);
    expect(ended.code).toBe(1);
  });

  test('by whoever read its output leaves nothing behind', async () => {
    const ended = await runDemo([], (child, printed) => {
      if (printed.includes('arrived')) child.stdout?.destroy();
    });
    expect(ended.left).toEqual([]);
    expect(ended.code).toBe(1);
  });
});
