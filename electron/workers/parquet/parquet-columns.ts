import { Fault } from '../../contract/fault.ts';
import type { ColumnType } from '../../contract/state.ts';
import { identifier } from '../duckdb/sql-text.ts';

/** A plain value in a Parquet file and how it becomes one that Celonis takes. */
export interface ParquetColumn {
  /** `parent_child` for a member of a structure. */
  readonly name: string;
  /** The value in SQL. */
  readonly value: string;
  /** DuckDB's type. */
  readonly found: string;
  readonly type: ColumnType;
  /** The value in SQL as it is written. */
  readonly written: string;
}

/** What a query found out about the values of a column. */
export interface ValueFacts {
  /** DECIMAL: a double holds every value with its digits. UBIGINT, HUGEINT: every value fits 64 bits. */
  readonly exact: boolean;
  /** Dates: every value is in the years 1400 to 9999. */
  readonly inYears: boolean;
  /** BLOB: every value is valid UTF-8. */
  readonly text: boolean;
}

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
  if (found === 'BLOB') return { text: `TRY(decode(${value})) IS NOT NULL` };
  return {};
};

/** Throws `format.unsupported` for a type that has no place in Celonis. */
export const writtenAs = (
  name: string,
  found: string,
  value: string,
  facts: ValueFacts,
): Pick<ParquetColumn, 'type' | 'written'> => {
  const text = { type: 'STRING', written: `CAST(${value} AS VARCHAR)` } as const;
  if (found === 'VARCHAR') return { ...text, written: value };
  if (found === 'BOOLEAN') return { type: 'BOOLEAN', written: value };
  if (wholes.has(found)) return { type: 'INTEGER', written: `CAST(${value} AS BIGINT)` };
  if (found === 'DOUBLE' || found === 'FLOAT') return { type: 'FLOAT', written: `CAST(${value} AS DOUBLE)` };
  if (found === 'UBIGINT' || found === 'HUGEINT' || found === 'UHUGEINT') {
    return facts.exact ? { type: 'INTEGER', written: `CAST(${value} AS BIGINT)` } : text;
  }
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(found);
  if (decimal !== null) {
    if (!facts.exact) return text;
    return decimal[2] === '0'
      ? { type: 'INTEGER', written: `CAST(${value} AS BIGINT)` }
      : // by way of its text: the nearest double to what stands there
        { type: 'FLOAT', written: `CAST(CAST(${value} AS VARCHAR) AS DOUBLE)` };
  }
  if (found === 'DATE') return facts.inYears ? { type: 'DATE', written: value } : text;
  if (stamps.has(found)) {
    const plain =
      found === 'TIMESTAMP WITH TIME ZONE' ? `timezone('UTC', ${value})` : `CAST(${value} AS TIMESTAMP)`;
    return facts.inYears
      ? { type: 'DATETIME', written: `CAST(date_trunc('milliseconds', ${plain}) AS TIMESTAMP_MS)` }
      : { ...text, written: `CAST(${plain} AS VARCHAR)` };
  }
  if (found === 'BLOB' && facts.text) return { ...text, written: `decode(${value})` };
  if (found === 'UUID' || found.startsWith('ENUM') || found.startsWith('TIME') || found === 'INTERVAL')
    return text;
  throw new Fault('format.unsupported', {
    column: name,
    reason: found === 'BLOB' ? `column ${name} holds binary data` : `column ${name} is of type ${found}`,
  });
};

/** The plain values of a file by name: structures dissolve, lists are refused. `types` are DuckDB's. */
export const plainColumns = (
  types: readonly { readonly name: string; readonly type: string }[],
): { name: string; value: string; found: string }[] =>
  types.flatMap(({ name, type }) => plainValues(name, identifier(name), type));

const plainValues = (
  name: string,
  value: string,
  type: string,
): { name: string; value: string; found: string }[] => {
  if (type.endsWith(']') || type.startsWith('MAP(')) throw new Fault('nested.inFlat', { column: name });
  const members = structMembers(type);
  if (members === undefined) return [{ name, value, found: type }];
  return members.flatMap((member) =>
    plainValues(`${name}_${member.name}`, `${value}.${identifier(member.name)}`, member.type),
  );
};

/** `STRUCT(a INTEGER, "b c" VARCHAR[])` as its members; undefined for other types. */
export const structMembers = (type: string): { name: string; type: string }[] | undefined => {
  const inside = /^STRUCT\((.*)\)$/s.exec(type)?.[1];
  if (inside === undefined) return undefined;
  return splitOutside(inside).map((member) => {
    const quoted = /^"((?:[^"]|"")*)" (.*)$/s.exec(member);
    if (quoted !== null) return { name: (quoted[1] ?? '').replaceAll('""', '"'), type: quoted[2] ?? '' };
    const blank = member.indexOf(' ');
    return { name: member.slice(0, blank), type: member.slice(blank + 1) };
  });
};

/** Cuts at commas that stand outside parentheses and quotes. */
const splitOutside = (text: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === ',' && depth === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts.filter((part) => part !== '');
};
