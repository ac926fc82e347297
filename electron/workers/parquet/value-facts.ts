import { ColumnObserver, nothing } from '../../core/convert/column-observer.ts';
import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import type { Query } from './look-into.ts';
import { conditions, sure, type ValueFacts, type Written } from './parquet-columns.ts';
import { ROW } from './parquet-source.ts';

/** A plain value of every record, or all those of a leaf in its lists. */
export interface ParquetValue {
  readonly name: string;
  /** DuckDB's type. */
  readonly found: string;
  /** In lists, so that a record may have many or none. */
  readonly many: boolean;
  /** `each` of every value of one record in SQL, put together by an aggregate; `none` where there is no value. */
  readonly over: (
    each: (value: string) => string,
    aggregate: 'sum' | 'max' | 'bool_and',
    none: string,
  ) => string;
}

export interface ObservedValue extends ParquetValue, Written {
  readonly observer: ColumnObserver;
  readonly characters: number;
}

/** Whether a value is text because of what it holds, and not by its type in the file. */
export const isMadeText = ({ type, found }: ParquetValue & Written): boolean =>
  type === 'STRING' && found !== 'VARCHAR';

const MOST_ASKED = 600;

/** What the values themselves decide of how a type is written. */
export const valueFacts = async (
  query: Query,
  source: string,
  values: readonly ParquetValue[],
): Promise<ValueFacts[]> => {
  const asked = values.flatMap(({ found, over }, index) =>
    Object.keys(conditions(found, '')).map((fact) => {
      const holds = (value: string) =>
        `(${value} IS NULL OR ${conditions(found, value)[fact as keyof ValueFacts] ?? 'true'})`;
      return { index, fact, sql: `coalesce(bool_and(${over(holds, 'bool_and', 'true')}), true)` };
    }),
  );
  const answers = await answersTo(
    query,
    source,
    asked.map(({ sql }) => sql),
  );
  return values.map((_, index) => ({
    ...sure,
    ...Object.fromEntries(
      asked.flatMap((question, at) =>
        question.index === index ? [[question.fact, answers[at] === true]] : [],
      ),
    ),
  }));
};

/** Aggregates over all rows. Of a file with thousands of columns one query would need a lot of memory. */
const answersTo = async (query: Query, source: string, asked: readonly string[]): Promise<unknown[]> => {
  const answers: unknown[] = [];
  for (let at = 0; at < asked.length; at += MOST_ASKED) {
    const part = asked.slice(at, at + MOST_ASKED);
    answers.push(...((await query(`SELECT ${part.join(', ')} FROM ${source}`))[0] ?? []));
  }
  return answers;
};

/** A FILTER would hold a copy of all columns for each of them. */
const firstRow = (condition: string): string => `min(CASE WHEN ${condition} THEN ${ROW} END)`;

/** Nulls, long texts and characters of each value, as the reader of a text file would have seen them. */
export const observeValues = async <Value extends ParquetValue & Written>(
  query: Query,
  source: string,
  values: readonly Value[],
): Promise<(Value & ObservedValue)[]> => {
  const parts = values.flatMap(({ over, many, type, written }) => {
    const length = over((value) => `coalesce(length(${written(value)}), 0)`, 'max', '0');
    const bytes = over((value) => `coalesce(strlen(${written(value)}), 0)`, 'max', '0');
    return [
      `coalesce(sum(${over((value) => `CASE WHEN ${value} IS NULL THEN 0 ELSE 1 END`, 'sum', '0')}), 0)::BIGINT`,
      many ? 'NULL' : firstRow(over((value) => `${value} IS NULL`, 'bool_and', 'true')),
      ...(type === 'STRING'
        ? [
            `coalesce(sum(${over((value) => `coalesce(length(${written(value)}), 0)`, 'sum', '0')}), 0)::BIGINT`,
            firstRow(`${length} > 80`),
            `max(${bytes})`,
            `arg_max(${ROW}, ${bytes})`,
          ]
        : ['0', 'NULL', 'NULL', 'NULL']),
    ];
  });
  const row = await answersTo(query, source, ['count(*)', ...parts]);
  const rows = Number(row[0]);
  return values.map((value, index) => {
    const [present, firstNull, characters, firstLong, longest, longestAt] = row.slice(
      1 + index * 6,
      7 + index * 6,
    );
    const observer = new ColumnObserver(nothing);
    observer.values = Number(present);
    observer.nulls = value.many ? 0 : rows - observer.values;
    const place = (at: unknown) => ({ row: Number(at) + 1, line: Number(at) + 1 });
    if (typeof firstNull === 'bigint') observer.firstNull = place(firstNull);
    if (typeof firstLong === 'bigint') observer.firstLong = { ...place(firstLong), value: '' };
    if (longest !== null && longest !== undefined)
      observer.longest = { bytes: Number(longest), place: { ...place(longestAt), value: '' } };
    return { ...value, observer, characters: Number(characters) };
  });
};

/** Warns of what is finer than milliseconds, and of dates that are kept as text. */
export const dateWarnings = async (
  query: Query,
  source: string,
  values: readonly (ParquetValue & Written)[],
): Promise<Warning[]> => {
  const kept = values.filter(({ type, found }) => type === 'STRING' && /^DATE$|^TIMESTAMP/.test(found));
  const outside = kept.map(({ name }) => warning('date.outsideYears', { column: name }));
  const finer = values.filter(
    ({ type, found }) => type === 'DATETIME' && found !== 'TIMESTAMP_MS' && found !== 'TIMESTAMP_S',
  );
  const counts = finer.map(({ found, over }) => {
    const rest = (value: string) =>
      found === 'TIMESTAMP_NS' ? `epoch_ns(${value}) % 1000000` : `epoch_us(${value}) % 1000`;
    const each = (value: string) => `CASE WHEN ${rest(value)} <> 0 THEN 1 ELSE 0 END`;
    return `coalesce(sum(${over(each, 'sum', '0')}), 0)::BIGINT`;
  });
  const row = await answersTo(query, source, counts);
  const cut = finer.flatMap(({ name }, index): Warning[] => {
    const count = Number(row[index]);
    return count === 0 ? [] : [warning('date.truncated', { column: name, count })];
  });
  return [...outside, ...cut];
};
