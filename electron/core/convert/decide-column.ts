import type { Warning } from '../../contract/converter.ts';
import { shown } from '../../contract/fault.ts';
import type { ColumnReading } from '../../contract/schema.ts';
import type { ColumnType } from '../../contract/state.ts';
import type { ColumnObserver, Seen } from './column-observer.ts';
import { otherOrder } from './date-candidates.ts';
import { notationsIn, type NumberNotation } from './number-notation.ts';

export interface Decision {
  readonly reading: ColumnReading;
  readonly warnings: readonly Warning[];
  /** One sentence: what was decided, and from how many values. */
  readonly evidence: string;
}

/** What a column is, from everything that was seen of it. In doubt it stays text, and a warning asks. */
export const decideColumn = (name: string, header: string, seen: ColumnObserver): Decision => {
  const of = (
    type: ColumnType,
    rest: Partial<ColumnReading>,
    why: string,
    warnings: Warning[] = [],
  ): Decision => ({
    reading: { column: { name, type }, header, ...rest },
    warnings,
    evidence: `column ${name}: ${why}`,
  });
  const total = seen.values.toLocaleString('en-US');
  const all = `${total} of ${total} values`;
  if (seen.values === 0) return of('STRING', {}, 'has no values, kept as text');
  if (seen.booleans) return of('BOOLEAN', {}, `${all} are true or false`);
  const dated = decideDates(name, seen);
  if (dated !== undefined) {
    const { type, pattern, warnings } = dated;
    if (type === 'STRING') return of('STRING', {}, `${all} match ${pattern}, kept as text`, warnings);
    return of(type, { dateFormat: pattern }, `${all} match ${pattern}`, warnings);
  }
  if (seen.notations !== 0) return decideNumbers(name, seen, all, of);
  return of('STRING', {}, textBecause(seen));
};

const decideDates = (
  name: string,
  seen: ColumnObserver,
): { type: ColumnType; pattern: string; warnings: Warning[] } | undefined => {
  const [best] = seen.dates;
  // zero dates alone are no evidence of dates
  if (best === undefined || seen.values === seen.zeroDates) return undefined;
  const patterns = seen.dates.map(({ pattern }) => pattern);
  const swapped = otherOrder(best.pattern);
  if (swapped !== undefined && patterns.includes(swapped)) {
    const message = `column ${name}: day and month cannot be told apart (${best.pattern} or ${swapped}); kept as text. Set options.dateFormats to decide.`;
    return {
      type: 'STRING',
      pattern: `${best.pattern} as well as ${swapped}`,
      warnings: [{ code: 'date.ambiguous', column: name, count: seen.values, message }],
    };
  }
  const warnings: Warning[] = [];
  if (seen.zeroDates > 0) {
    const message = `column ${name}: ${seen.zeroDates} zero dates (such as 00000000) are written as null.`;
    warnings.push({
      code: 'date.zero',
      column: name,
      count: seen.zeroDates,
      ...(seen.firstZeroDate === undefined ? {} : { row: seen.firstZeroDate.row }),
      message,
    });
  }
  if (seen.finer > 0) {
    const message = `column ${name}: ${seen.finer} values are finer than milliseconds and are cut to milliseconds.`;
    warnings.push({ code: 'date.truncated', column: name, count: seen.finer, message });
  }
  return { type: best.hasTime ? 'DATETIME' : 'DATE', pattern: best.pattern, warnings };
};

type Make = (type: ColumnType, rest: Partial<ColumnReading>, why: string, warnings?: Warning[]) => Decision;

const decideNumbers = (name: string, seen: ColumnObserver, all: string, of: Make): Decision => {
  const notations = notationsIn(seen.notations);
  const fractional = seen.notations & seen.fractional;
  const minus = seen.trailingMinus ? { trailingMinus: true } : {};
  // a separator that some notations read as a decimal one and others as one of thousands
  if (fractional !== 0 && fractional !== seen.notations) {
    const signs = [...new Set(notationsIn(fractional).map(({ decimal }) => decimal))].join(' or ');
    const message = `column ${name}: “${signs}” may separate decimals or thousands; kept as text. Set options.decimalSeparator to decide.`;
    const warning = { code: 'number.ambiguous', column: name, count: seen.values, message };
    return of('STRING', {}, `${all} are numbers of two possible meanings, kept as text`, [warning]);
  }
  if (fractional !== 0 && seen.wideWhole)
    return of('STRING', {}, 'numbers with more digits than a double holds, kept as text');
  const grouped = notationsIn(seen.notations & seen.grouped);
  const thousands = onlyOne(grouped.map(({ thousands: sign }) => sign));
  const decimal = onlyOne(notations.map(({ decimal: sign }) => sign));
  const separators = {
    ...(thousands === undefined ? {} : { thousandsSeparator: thousands }),
    ...minus,
  };
  if (fractional === 0)
    return of(
      'INTEGER',
      separators,
      `${all} are whole numbers${thousands === undefined ? '' : ` such as ${example({ decimal: '.', thousands }, false)}`}`,
    );
  const notation: NumberNotation = { decimal: decimal ?? '.', thousands: thousands ?? 'none' };
  return of(
    'FLOAT',
    { decimalSeparator: notation.decimal, ...separators },
    `${all} match ${example(notation, true)}`,
  );
};

const onlyOne = <T>(values: readonly T[]): T | undefined =>
  new Set(values).size === 1 ? values[0] : undefined;

const example = ({ decimal, thousands }: NumberNotation, fraction: boolean): string =>
  `1${thousands === 'none' ? '' : thousands}234${fraction ? `${decimal}56` : ''}`;

const textBecause = (seen: ColumnObserver): string => {
  const ends: [string, Seen | undefined][] = [
    ['a number', seen.numbersUntil],
    ['a date', seen.datesUntil],
    ['true or false', seen.booleansUntil],
  ];
  // the possibility that lived longest is the one that a person wonders about
  const longest = ends.reduce((a, b) => ((b[1]?.row ?? 0) > (a[1]?.row ?? 0) ? b : a));
  const [kind, end] = longest;
  if (end === undefined) return 'kept as text';
  return `text; “${shown(end.value, 40)}” in row ${end.row} is not ${kind}`;
};
