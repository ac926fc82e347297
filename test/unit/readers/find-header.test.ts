import { describe, expect, test } from 'vitest';
import {
  findHeader,
  headerAt,
  headerSpanning,
  type SeenRow,
} from '../../../electron/core/convert/xlsx/find-header.ts';

type Cell = string | number | null;
/** Rows of a sheet by number; what is not named is blank. */
const rows = (sheet: Readonly<Record<number, readonly Cell[]>>): SeenRow[] =>
  Object.entries(sheet).map(([row, cells]) => ({
    row: Number(row),
    cells: cells.map((cell) =>
      cell === null ? undefined : { text: String(cell), isText: typeof cell === 'string' },
    ),
  }));

describe('the header of a sheet', () => {
  test('is its first row when it holds names', () => {
    expect(findHeader(rows({ 1: ['id', 'name'], 2: [1, 'a'], 3: [2, 'b'] }))).toEqual({
      above: 1,
      names: ['id', 'name'],
      first: 1,
      row: 1,
    });
  });

  test('stands below titles, parameters and blank rows', () => {
    const header = findHeader(
      rows({
        1: ['Sales report'],
        3: ['Company:', 'ACME'],
        6: ['id', 'name', 'date', 'amount', 'status'],
        7: [1, 'a', '2024-01-01', 3.5, 'open'],
        8: [2, 'b', '2024-01-02', 4.5, 'paid'],
      }),
    );
    expect(header.row).toBe(6);
    expect(header.above).toBe(3);
  });

  test('may be parted from its rows by a blank one', () => {
    expect(findHeader(rows({ 1: ['id', 'name'], 3: [1, 'a'], 4: [2, 'b'] })).row).toBe(1);
  });

  test('may hold years', () => {
    expect(
      findHeader(rows({ 1: ['region', 2023, 2024], 2: ['north', 10, 20], 3: ['south', 30, 40] })).names,
    ).toEqual(['region', '2023', '2024']);
  });

  test('is missing where the table begins with values', () => {
    expect(findHeader(rows({ 1: [4711, 'a', 3.5], 2: [4712, 'b', 4.5] }))).toEqual({
      above: 0,
      names: [],
      first: 0,
      row: 0,
    });
  });

  test('is missing, and every row one of the table, where a narrow row stands above wide ones of values', () => {
    expect(findHeader(rows({ 1: [1], 2: [2, 3], 3: [4, 5, 6], 4: [7, 8, 9, 10] })).above).toBe(0);
  });

  test('has holes where columns have no name', () => {
    expect(findHeader(rows({ 1: ['id', null, 'name'], 2: [1, 'x', 'a'] })).names).toEqual([
      'id',
      null,
      'name',
    ]);
  });

  test('spans two rows where names repeat under groups', () => {
    const header = findHeader(
      rows({
        1: [null, 'Plan', null, 'Actual', null],
        2: ['id', 'qty', 'sum', 'qty', 'sum'],
        3: [1, 2, 3, 4, 5],
      }),
    );
    expect(header.names).toEqual(['id', 'Plan qty', 'Plan sum', 'Actual qty', 'Actual sum']);
    expect(header.above).toBe(2);
  });

  test('is where a person says', () => {
    const sheet = rows({ 1: ['x', 'y'], 2: ['id', 'name'], 3: [1, 'a'] });
    expect(headerAt(sheet, 2, 1)).toEqual({ above: 2, names: ['id', 'name'], first: 2, row: 2 });
    expect(headerAt(sheet, 1, 2).names).toEqual(['x id', 'y name']);
  });

  test('of an empty sheet is none', () => {
    expect(findHeader([])).toEqual({ above: 0, names: [], first: 0, row: 0 });
  });

  test('of so many rows begins with the groups right above the names', () => {
    const grouped = rows({
      1: ['Report'],
      2: [null, 'Plan', null, null, 'Actual'],
      3: ['id', 'day', 'qty', 'sum', 'note'],
      4: [1, 2, 3, 4, 5],
      5: [6, 7, 8, 9, 10],
    });
    expect(headerSpanning(grouped, 2)).toMatchObject({ first: 2, row: 3, above: 3 });
    const doubled = rows({ 1: ['id', 'name'], 2: ['key', 'text'], 3: [1, 'a'] });
    expect(headerSpanning(doubled, 2)).toMatchObject({ first: 1, names: ['id key', 'name text'] });
  });
});
