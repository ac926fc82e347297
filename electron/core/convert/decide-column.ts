import type { Warning } from '../../contract/converter.ts';
import { shown } from '../../contract/fault.ts';
import type { ColumnReading } from '../../contract/schema.ts';
import type { ColumnType } from '../../contract/state.ts';
import { warning, type WarningFacts } from '../../contract/words/warning.ts';
import type { WarningCode } from '../../contract/words/warnings.en.ts';
import type { ColumnObserver, Seen } from './column-observer.ts';
import { otherOrder } from './date-candidates.ts';
import { EXACT_DIGITS } from './stated-number.ts';
import { lakh, notationsIn, type NumberNotation } from './number-notation.ts';

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
  return of('STRING', {}, textBecause(seen), seen.questions(name));
};

const decideDates = (
  name: string,
  seen: ColumnObserver,
): { type: ColumnType; pattern: string; warnings: Warning[] } | undefined => {
  const told = seen.dates.filter((format) => seen.toldDates.includes(format));
  const formats = told.length > 0 ? told : seen.dates;
  const [best] = formats;
  // zero dates alone are no evidence of dates
  if (best === undefined || seen.values === seen.zeroDates) return undefined;
  const patterns = formats.map(({ pattern }) => pattern);
  const swapped = otherOrder(best.pattern);
  if (swapped !== undefined && patterns.includes(swapped)) {
    return {
      type: 'STRING',
      pattern: `${best.pattern} as well as ${swapped}`,
      warnings: [
        warning('date.ambiguous', { column: name, count: seen.values, first: best.pattern, second: swapped }),
      ],
    };
  }
  return {
    type: best.hasTime ? 'DATETIME' : 'DATE',
    pattern: best.pattern,
    warnings: dateWarnings(name, seen),
  };
};

/** What is not written of a column of dates as it stands in the file. */
export const dateWarnings = (name: string, seen: ColumnObserver): Warning[] => {
  const warnings: Warning[] = [];
  if (seen.zeroDates > 0) {
    const row = seen.firstZeroDate === undefined ? {} : { row: seen.firstZeroDate.row };
    warnings.push(warning('date.zero', { column: name, count: seen.zeroDates, ...row }));
  }
  if (seen.finer > 0) warnings.push(warning('date.truncated', { column: name, count: seen.finer }));
  return warnings;
};

type Make = (type: ColumnType, rest: Partial<ColumnReading>, why: string, warnings?: Warning[]) => Decision;

const decideNumbers = (name: string, seen: ColumnObserver, all: string, of: Make): Decision => {
  const ask = (code: WarningCode, facts: WarningFacts = {}) =>
    warning(code, { column: name, count: seen.values, ...facts });
  const notations = notationsIn(seen.notations);
  if ((seen.notations & ~lakh) === 0 && !seen.toldNotation) {
    return of('STRING', {}, `${all} match 12,34,567, kept as text`, [ask('number.lakh')]);
  }
  const fractional = seen.notations & seen.fractional;
  const minus = seen.trailingMinus ? { trailingMinus: true } : {};
  // a separator that some notations read as a decimal one and others as one of thousands
  if (fractional !== 0 && fractional !== seen.notations) {
    const signs = [...new Set(notationsIn(fractional).map(({ decimal }) => decimal))].join(' or ');
    return of('STRING', {}, `${all} are numbers of two possible meanings, kept as text`, [
      ask('number.ambiguous', { signs }),
    ]);
  }
  if (fractional !== 0 && seen.wideWhole)
    return of('STRING', {}, 'numbers with more digits than a double holds, kept as text');
  if (seen.mayBeCodes) {
    return of('STRING', {}, `${all} are whole numbers or codes, kept as text`, [ask('number.orCode')]);
  }
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
  thousands === 'lakh'
    ? `12,34,567${fraction ? '.89' : ''}`
    : `1${thousands === 'none' ? '' : thousands}234${fraction ? `${decimal}56` : ''}`;

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
  const isCode = seen.numbersUntil?.row === end.row ? codeBecause(end.value) : undefined;
  const isNeither = ends.every(([, other]) => other?.row === end.row);
  return `text; “${shown(end.value, 40)}” in row ${end.row} ${isCode ?? (isNeither ? 'is neither a number nor a date' : `is not ${kind}`)}`;
};

/** Why a text that looks like a number is none. */
const codeBecause = (text: string): string | undefined => {
  if (/^-?0\d+$/.test(text)) return 'has leading zeros';
  if (/^\+\d/.test(text)) return 'has a plus sign';
  if (/^-?[\d.,]+e[+-]?\d+$/i.test(text)) return 'may be a code and no power of ten';
  if (text.replace(/\D/g, '').length > EXACT_DIGITS && /^-?[\d.,]+-?$/.test(text))
    return `has more than ${EXACT_DIGITS} digits`;
  return undefined;
};
