import { Fault } from '../../contract/fault.ts';
import type { ColumnType } from '../../contract/state.ts';

/** How a plain value of a Parquet file becomes one that Celonis takes. */
export interface Written {
  readonly type: ColumnType;
  /** The value in SQL as it is written. */
  readonly written: (value: string) => string;
  /** The value as text, for a column that is one. */
  readonly text: (value: string) => string;
}

/** What a query found out about the values of a column. */
export interface ValueFacts {
  /** DECIMAL: a double holds every value with its digits. UBIGINT, HUGEINT: every value fits 64 bits. */
  readonly exact: boolean;
  /** Dates: every value is in the years 1400 to 9999. */
  readonly inYears: boolean;
  /** BLOB: every value is valid UTF-8, and without control characters. */
  readonly text: boolean;
}

/** Where nothing speaks against it. */
export const sure: ValueFacts = { exact: true, inYears: true, text: true };

const wholes = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT', 'UINTEGER']);
const stamps = new Set([
  'TIMESTAMP',
  'TIMESTAMP_S',
  'TIMESTAMP_MS',
  'TIMESTAMP_NS',
  'TIMESTAMP WITH TIME ZONE',
]);

/** Conditions on the values that decide how a type is written; absent where the type alone decides. */
export const conditions = (found: string, value: string): Partial<Record<keyof ValueFacts, string>> => {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(found);
  if (decimal !== null) {
    const digits = `length(rtrim(ltrim(replace(replace(${value}::VARCHAR, '-', ''), '.', ''), '0'), '0'))`;
    return { exact: `${digits} <= 15` };
  }
  if (found === 'UBIGINT' || found === 'HUGEINT' || found === 'UHUGEINT') {
    return { exact: `TRY_CAST(${value} AS BIGINT) IS NOT NULL` };
  }
  if (found === 'DATE' || stamps.has(found)) {
    // infinities have no year
    return { inYears: `coalesce(isfinite(${value}) AND year(${value}) BETWEEN 1400 AND 9999, false)` };
  }
  if (found === 'BLOB')
    return { text: `coalesce(NOT regexp_matches(TRY(decode(${value})), '[\\x00-\\x08\\x0e-\\x1f]'), false)` };
  return {};
};

/** Throws `format.unsupported` for a type that has no place in Celonis. */
export const writtenAs = (name: string, found: string, facts: ValueFacts): Written => {
  const cast = (type: string) => (value: string) => `CAST(${value} AS ${type})`;
  const text = cast('VARCHAR');
  const asText = { type: 'STRING', written: text, text } as const;
  const whole = { type: 'INTEGER', written: cast('BIGINT'), text } as const;
  if (found === 'VARCHAR') return { ...asText, written: (value) => value };
  if (found === 'BOOLEAN') return { type: 'BOOLEAN', written: (value) => value, text };
  if (wholes.has(found)) return whole;
  if (found === 'DOUBLE' || found === 'FLOAT') return { type: 'FLOAT', written: cast('DOUBLE'), text };
  if (found === 'UBIGINT' || found === 'HUGEINT' || found === 'UHUGEINT') return facts.exact ? whole : asText;
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(found);
  if (decimal !== null) {
    if (!facts.exact) return asText;
    // by way of its text: the nearest double to what stands there
    return decimal[2] === '0'
      ? whole
      : { type: 'FLOAT', written: (value) => cast('DOUBLE')(text(value)), text };
  }
  if (found === 'DATE') return facts.inYears ? { type: 'DATE', written: (value) => value, text } : asText;
  if (stamps.has(found)) {
    const plain = (value: string) =>
      found === 'TIMESTAMP WITH TIME ZONE' ? `timezone('UTC', ${value})` : `CAST(${value} AS TIMESTAMP)`;
    const asStamp = (value: string) => `CAST(date_trunc('milliseconds', ${plain(value)}) AS TIMESTAMP_MS)`;
    const stampText = (value: string) => text(plain(value));
    return facts.inYears
      ? { type: 'DATETIME', written: asStamp, text: stampText }
      : { ...asText, written: stampText, text: stampText };
  }
  if (found === 'BLOB' && facts.text) {
    const decoded = (value: string) => `decode(${value})`;
    return { ...asText, written: decoded, text: decoded };
  }
  if (asTexts.test(found)) return asText;
  throw new Fault('format.unsupported', {
    column: name,
    reason:
      found === 'BLOB' ? `column ${name} holds binary data` : `column ${name} is of type ${kindOf(found)}`,
  });
};

/** `NULL` has no values. */
const asTexts = /^(?:UUID$|JSON$|ENUM|TIME|INTERVAL$|"?NULL"?$)/;

/** A type without what is in its parentheses. */
const kindOf = (found: string): string => found.replace(/\(.*$/s, '');
