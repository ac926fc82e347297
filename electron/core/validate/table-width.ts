import { Fault } from '../../contract/fault.ts';

/** Every column costs memory in each step from reader to writer; wider files are no tables, or their keys are data. */
const mostColumns = 5_000;

/** Throws `format.unsupported` for a table that is wider than any is. */
export const refuseTooWide = (columns: number): void => {
  if (columns <= mostColumns) return;
  throw new Fault('format.unsupported', {
    count: columns,
    limit: mostColumns,
    reason: `it has more than ${mostColumns.toLocaleString('en-US')} columns`,
  });
};
