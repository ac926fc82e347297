import { Fault } from '../../../contract/fault.ts';
import type { CutRow, Flaw } from './cut-row.ts';

/** Why a row is set aside. */
export const flawReasons: Readonly<Record<Flaw, string>> = {
  textAfterQuote: 'text stands behind the closing quote',
  quoteInCell: 'a quote opens in the middle of a cell and closes in a later one',
  unclosedQuote: 'a quote is not closed',
  tooLong: 'a quote is not closed',
};

/** What refuses a file with such a row; `line` is where the quote opens. */
export const flawFault = ({ kind, line }: NonNullable<CutRow['flaw']>): Fault =>
  new Fault('delimited.unclosedQuote', {
    line,
    ...(kind === 'unclosedQuote' || kind === 'tooLong' ? {} : { reason: flawReasons[kind] }),
  });
