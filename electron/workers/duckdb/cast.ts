import { dateTokens, type DateToken } from '../../core/convert/date-tokens.ts';
import { signOf } from '../../core/convert/number-notation.ts';
import { monthByName } from '../../core/convert/month-names.ts';
import type { ColumnReading } from '../../contract/schema.ts';
import { literal } from './sql-text.ts';

/** DuckDB's type for each column type; Parquet gets INT64, DOUBLE, UTF8, BOOLEAN, DATE and TIMESTAMP(MILLIS) from it. */
export const duckdbType = {
  STRING: 'VARCHAR',
  INTEGER: 'BIGINT',
  FLOAT: 'DOUBLE',
  BOOLEAN: 'BOOLEAN',
  DATE: 'DATE',
  DATETIME: 'TIMESTAMP_MS',
  STRUCT: 'VARCHAR',
  LIST: 'VARCHAR',
} as const;

/**
 * The expression that makes a column's value of its text, written anew in SQL beside the rules of `read-cell`. A text
 * that does not fit is an error, never NULL.
 */
export const castExpression = (text: string, reading: ColumnReading, datesAs: 'native' | 'text'): string => {
  switch (reading.column.type) {
    case 'INTEGER':
      return `CAST(${plainNumberSql(text, reading)} AS BIGINT)`;
    case 'FLOAT':
      return `CAST(${plainNumberSql(text, reading)} AS DOUBLE)`;
    case 'BOOLEAN':
      return `CAST(lower(${text}) AS BOOLEAN)`;
    case 'DATE':
      return datesAs === 'text' ? `strftime(${dateSql(text, reading)}, '%Y-%m-%d')` : dateSql(text, reading);
    case 'DATETIME':
      return datesAs === 'text'
        ? `strftime(${timestampSql(text, reading)}, '%Y-%m-%dT%H:%M:%S.%g')`
        : `CAST(${timestampSql(text, reading)} AS TIMESTAMP_MS)`;
    default:
      return text;
  }
};

const plainNumberSql = (text: string, reading: ColumnReading): string => {
  const decimal = reading.decimalSeparator ?? '.';
  const thousands = reading.thousandsSeparator ?? 'none';
  let sql = text;
  if (thousands !== 'none') sql = `replace(${sql}, ${literal(signOf(thousands))}, '')`;
  if (reading.column.type === 'FLOAT' && decimal === ',') sql = `replace(${sql}, ',', '.')`;
  return `CASE WHEN ${text}[-1] = '-' THEN '-' || ${sql}[:-2] ELSE ${sql} END`;
};

const dateSql = (text: string, reading: ColumnReading): string => {
  const pattern = reading.dateFormat ?? 'yyyy-MM-dd';
  if (pattern === 'yyyy-MM-dd') return `CAST(${nullIfZero(text)} AS DATE)`;
  return `CAST(${isoSql(nullIfZero(text), dateTokens(pattern))} AS DATE)`;
};

/** A TIMESTAMP in UTC, cut to milliseconds. */
const timestampSql = (text: string, reading: ColumnReading): string => {
  const pattern = reading.dateFormat ?? 'yyyy-MM-ddTHH:mm:ss[.S]';
  if (pattern === 'epochSeconds') return `make_timestamp_ms(CAST(${text} AS BIGINT) * 1000)`;
  if (pattern === 'epochMillis') return `make_timestamp_ms(CAST(${text} AS BIGINT))`;
  // what DuckDB reads by itself it reads much faster
  const byItself = /^yyyy-MM-dd[ T]HH:mm:ss(?:\[\.S\])?$/.test(pattern);
  // but for the blanks that do not break
  const plain = pattern.includes(' ') ? `translate(${text}, '\u00a0\u202f', '  ')` : text;
  const iso = byItself ? nullIfZero(plain) : isoSql(nullIfZero(text), dateTokens(pattern));
  const stamp = pattern.includes('X')
    ? `timezone('UTC', CAST(${iso} AS TIMESTAMPTZ))`
    : `CAST(${iso} AS TIMESTAMP)`;
  return `date_trunc('milliseconds', ${stamp})`;
};

/** Zero dates hold nothing but zeros, separators and blanks. */
const nullIfZero = (text: string): string =>
  `CASE WHEN ltrim(${text}, '0.:/- T') = '' THEN NULL ELSE ${text} END`;

/** The groups of a regular expression for each token; the capital ones are used. */
const patterns: Readonly<Record<Extract<DateToken, string>, string>> = {
  yyyy: '(\\d{4})',
  yy: '(\\d{2})',
  MMMM: '(\\p{L}+)\\.?',
  MMM: '(\\p{L}+)\\.?',
  MM: '(\\d{2})',
  M: '(\\d{1,2})',
  dd: '(\\d{2})',
  d: '(\\d{1,2})',
  HH: '(\\d{2})',
  H: '(\\d{1,2})',
  hh: '(\\d{2})',
  h: '(\\d{1,2})',
  mm: '(\\d{2})',
  ss: '(\\d{2})',
  SSS: '(\\d{3})',
  a: '([AaPp](?:[Mm]|\\.[ \u00a0\u202f]?[Mm]\\.))',
  EEE: '([\\p{L}-]+)\\.?',
  '[.S]': '(?:\\.(\\d{1,9}))?',
  '[,S]': '(?:,(\\d{1,9}))?',
  X: '([Zz]|(?i:UTC|GMT)|[+-]\\d{2}(?::?\\d{2})?)',
};

const isoSql = (text: string, tokens: readonly DateToken[]): string => {
  const names: string[] = [];
  const expression = tokens
    .map((token) => {
      if (typeof token === 'object' && token.literal === ' ') return '[ \u00a0\u202f]';
      if (typeof token === 'object') return token.literal.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
      names.push(token);
      return patterns[token];
    })
    .join('');
  const fixed = fixedPlaces(tokens);
  const whole = `regexp_extract(${text}, ${literal(`^${expression}$`)}, [${names.map((_, index) => `'p${index}'`).join(', ')}])`;
  const part = (...wanted: readonly string[]): string | undefined => {
    const index = names.findIndex((name) => wanted.includes(name));
    if (index < 0) return undefined;
    const name = names[index] ?? '';
    const place = fixed?.get(name);
    return place === undefined ? `(${whole}).p${index}` : `substr(${text}, ${place.from}, ${place.width})`;
  };
  const short = part('yy');
  const year =
    part('yyyy') ??
    (short === undefined ? "'1970'" : `(CASE WHEN ${short} < '69' THEN '20' ELSE '19' END || ${short})`);
  const named = part('MMMM', 'MMM');
  const month = named === undefined ? `lpad(${part('MM', 'M') ?? "'1'"}, 2, '0')` : monthSql(named);
  const date = `${year} || '-' || ${month} || '-' || lpad(${part('dd', 'd') ?? "'1'"}, 2, '0')`;
  const hour = part('HH', 'H') ?? part('hh', 'h');
  if (hour === undefined) return date;
  const half = part('a');
  const hours =
    half === undefined
      ? `lpad(${hour}, 2, '0')`
      : `lpad(CAST(CAST(${hour} AS INTEGER) % 12 + CASE WHEN lower(left(${half}, 1)) = 'p' THEN 12 ELSE 0 END AS VARCHAR), 2, '0')`;
  const fraction = part('[.S]', '[,S]', 'SSS');
  const seconds = `${part('ss') ?? "'00'"}${fraction === undefined ? '' : ` || '.' || rpad(left(${fraction}, 3), 3, '0')`}`;
  const offset = part('X');
  const zone =
    offset === undefined
      ? ''
      : ` || CASE WHEN lower(${offset}) IN ('z', 'utc', 'gmt') THEN '+00' ELSE ${offset} END`;
  return `${date} || ' ' || ${hours} || ':' || ${part('mm') ?? "'00'"} || ':' || ${seconds}${zone}`;
};

/** Where each part begins (1-based), if all parts have a fixed width: `substr` is much quicker than an expression. */
const fixedPlaces = (
  tokens: readonly DateToken[],
): Map<string, { from: number; width: number }> | undefined => {
  const places = new Map<string, { from: number; width: number }>();
  let from = 1;
  for (const token of tokens) {
    if (typeof token === 'object') {
      from += token.literal.length;
      continue;
    }
    if (!/^(?:yyyy|yy|MM|dd|HH|hh|mm|ss|SSS)$/.test(token)) return undefined;
    places.set(token, { from, width: token.length });
    from += token.length;
  }
  return places;
};

const monthSql = (name: string): string => {
  const months = [...monthByName].map(
    ([word, number]) => `${literal(word)}: ${literal(String(number).padStart(2, '0'))}`,
  );
  return `MAP {${months.join(', ')}}[lower(${name})]`;
};
