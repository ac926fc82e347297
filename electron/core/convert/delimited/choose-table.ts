import type { ReadOptions } from '../../../contract/configuration.ts';
import { Fault } from '../../../contract/fault.ts';
import { cellLook } from './cell-look.ts';
import { headerHeight } from './header.ts';
import type { Run } from './survey.ts';

/** Without the rows that a person says stand above. */
export const skipped = (runs: readonly Run[], { skipRowsAbove = 0, headerRow = 0 }: ReadOptions): Run[] => {
  const from = Math.max(skipRowsAbove + 1, headerRow);
  return runs.flatMap((run) => {
    if (run.lastLine < from) return [];
    if (run.firstLine >= from) return [run];
    const first = run.first.filter(({ line }) => line >= from);
    return [
      {
        ...run,
        firstLine: first[0]?.line ?? from,
        first,
        rows: Math.max(1, run.rows - (run.first.length - first.length)),
      },
    ];
  });
};

export const mainWidth = (runs: readonly Run[]): number => {
  const weights = new Map<number, number>();
  // one cell a row is what preambles and notes look like
  for (const { width, rows } of runs)
    weights.set(width, (weights.get(width) ?? 0) + rows * (width === 1 ? 0.3 : 1));
  return [...weights].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a))[0];
};

export interface Table {
  readonly width: number;
  readonly runs: readonly Run[];
  /** Rows before and behind that are no part of it. */
  readonly before: readonly Run[];
  readonly behind: readonly Run[];
}

export const chooseTable = (runs: readonly Run[], width: number, options: ReadOptions): Table => {
  const tables = separateTables(runs, width);
  const pick = (index: number): Table => {
    const chosen = tables[index];
    if (chosen === undefined) {
      throw new Fault('option.invalid', {
        key: 'tableNumber',
        value: String(index + 1),
        reason: `the file holds ${tables.length} tables`,
      });
    }
    const first = runs.findIndex((run) => run === chosen[0]);
    return {
      width: chosen[0]?.width ?? width,
      runs: chosen,
      before: index === 0 ? runs.slice(0, first) : [],
      behind: [],
    };
  };
  if (options.tableNumber !== undefined) return pick(options.tableNumber - 1);
  if (tables.length > 1) {
    const ranges = tables.map(
      (table) =>
        `lines ${table[0]?.firstLine} to ${table[table.length - 1]?.lastLine} (${table[0]?.width} columns)`,
    );
    throw new Fault('delimited.severalTables', {
      count: tables.length,
      reason: ranges.join('; '),
      places: tables
        .slice(0, 10)
        .map((table, index) => ({ line: table[0]?.firstLine ?? 0, reason: ranges[index] ?? '' })),
    });
  }
  const first = runs.findIndex((run) => run.width === width);
  const last = runs.findLastIndex((run) => run.width === width);
  return {
    width,
    runs: runs.slice(first, last + 1),
    before: runs.slice(0, first),
    behind: runs.slice(last + 1),
  };
};

/** Blocks that are tables of their own: set apart by a blank line, with a header of their own. */
const separateTables = (runs: readonly Run[], width: number): Run[][] => {
  const main = runs.filter((run) => run.width === width).reduce((sum, { rows }) => sum + rows, 0);
  const isTable = (run: Run, index: number): boolean => {
    if (run.width < 2 || run.rows < 2) return false;
    const rows = run.first.map(({ cells }) => cells);
    if (run.width === width && index > 0 && headerHeight(rows) === 0) return false;
    if (run.width === 2 && width > 2 && run.rows < main && isNamesAndValues(run)) return false;
    return headerHeight(rows) > 0 && (hasTypedBody(rows) || (run.apart && rows.length > 2));
  };
  const tables: Run[][] = [];
  let sinceTable = true;
  for (const [index, run] of runs.entries()) {
    sinceTable ||= run.apart || run.width === 1;
    const start = (sinceTable || isOther(tables, run)) && isTable(run, index) && !repeatsHeader(tables, run);
    if (start) tables.push([run]);
    else tables[tables.length - 1]?.push(run);
    if (run.width > 1) sinceTable = false;
  }
  if (tables.length < 2) return [[...runs]];
  return tables.map((table) => {
    const own = table[0]?.width;
    return table.slice(0, table.findLastIndex((run) => run.width === own) + 1);
  });
};

/** What systems write above their tables: `Plant;1000`, `Created on;31.12.2023`. */
const isNamesAndValues = ({ rows, first }: Run): boolean => {
  if (rows <= 8) return true;
  const names = first.map(({ cells }) => (cells[0] ?? '').trim());
  return (
    rows <= 60 && new Set(names).size === names.length && names.every((name) => cellLook(name) === 'text')
  );
};

const ROWS_OF_ANOTHER = 4;

/** Many rows of another width than those above: no damage, but another table that follows without a blank line. */
const isOther = (tables: readonly (readonly Run[])[], run: Run): boolean => {
  const own = tables[tables.length - 1]?.[0];
  return own !== undefined && own.width !== run.width && run.rows >= ROWS_OF_ANOTHER;
};

/** A page of the same report: the header of the table above stands there again. */
const repeatsHeader = (tables: readonly (readonly Run[])[], run: Run): boolean => {
  const header = tables[tables.length - 1]?.[0]?.first[0]?.cells;
  const again = run.first[0]?.cells;
  return (
    header !== undefined &&
    again !== undefined &&
    header.length === again.length &&
    header.every((cell, index) => cell === again[index])
  );
};

const hasTypedBody = (rows: readonly (readonly string[])[]): boolean =>
  rows.length > 3 ||
  rows
    .slice(1)
    .some((row) => row.some((cell) => ['number', 'date', 'boolean', 'code'].includes(cellLook(cell))));
