import type { ReadOptions } from '../../../contract/configuration.ts';
import { Fault } from '../../../contract/fault.ts';
import { cellLook, isTyped } from './cell-look.ts';
import type { Table } from './choose-table.ts';
import type { CutRow } from './cut-row.ts';
import type { Run } from './survey.ts';

/** Whether a row directly above the header may be one of the table, or the better half of a header that was broken. */
const mayBelong = ({ width, first }: Run, table: Table): boolean =>
  width > table.width ? !first.some(isWordy) : width > table.width / 2;

/** A sentence that the delimiter stands in by chance. */
const isWordy = ({ cells }: CutRow): boolean =>
  cells.some((cell) => cell.startsWith(' ') || cell.trim().split(/\s+/).length > 3);

/** What stands above a table without a header may be rows that belong to it. */
export const refuseLostTop = (
  table: Table,
  rows: readonly CutRow[],
  titled: number,
  headerLine: number,
  shortHeader: boolean,
  options: ReadOptions,
): void => {
  if (shortHeader || options.headerRow !== undefined || options.skipRowsAbove !== undefined) return;
  const above = table.before[table.before.length - 1];
  // values do not stand above a header, and neither does a row of almost its width, if no blank line is between
  const values = table.before.find(
    (run) =>
      run.width > 1 &&
      ((run === above && mayBelong(run, table) && table.runs[0]?.apart === false) ||
        run.first.some(({ cells }) => cells.filter((cell) => isTyped(cellLook(cell))).length > 1)),
  );
  if (values !== undefined) {
    throw new Fault('delimited.raggedRow', {
      line: values.firstLine,
      found: String(values.width),
      expected: String(table.width),
      count: values.rows,
    });
  }
  if (above === undefined || headerLine > 0 || titled > 0) return;
  if (above.width === 1 && (table.runs[0]?.apart ?? false)) return;
  const line = above.lastLine;
  throw new Fault('delimited.raggedRow', {
    line,
    found: String(above.width),
    expected: String(table.width),
    count: 1,
    reason: `line ${line} has ${above.width} fields and the rows below have ${rows[0]?.cells.length ?? table.width}`,
  });
};

const MOST_PLACES = 10;

export const refuseRagged = (
  table: Table,
  misplaced: readonly Run[],
  firstLine: number,
  surplus: number,
): void => {
  const bad = [...table.runs, ...misplaced].filter(
    (run) => run.width !== table.width && run.lastLine >= firstLine,
  );
  const wrong = bad.filter((run) => surplus === 0 || run.width !== table.width - surplus);
  const [first] = wrong;
  if (first === undefined) return;
  throw new Fault('delimited.raggedRow', {
    line: Math.max(first.firstLine, firstLine),
    found: String(first.width),
    expected: String(table.width),
    count: wrong.reduce((sum, { rows }) => sum + rows, 0),
    places: wrong.slice(0, MOST_PLACES).map(({ firstLine: line, width }) => ({
      line,
      expected: `${table.width} fields`,
      value: `${width} fields`,
    })),
  });
};
