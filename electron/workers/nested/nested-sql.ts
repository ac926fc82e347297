import type { Column } from '../../contract/schema.ts';
import type { SeenColumn } from '../../core/convert/json/nested-pinned.ts';
import { sameName } from '../../core/convert/column-plan.ts';
import { duckdbType } from '../duckdb/cast.ts';
import { identifier } from '../duckdb/sql-text.ts';

/** The type in which a staged member is read: every plain value is text. */
export const stagedType = (column: Column): string => typeOf(column, () => 'VARCHAR');

const writtenType = (column: Column, datesAs: 'native' | 'text'): string =>
  typeOf(column, ({ type }) =>
    datesAs === 'text' && (type === 'DATE' || type === 'DATETIME') ? 'VARCHAR' : duckdbType[type],
  );

const typeOf = (column: Column, plain: (column: Column) => string): string => {
  const children = column.children ?? [];
  if (column.type === 'STRUCT')
    return `STRUCT(${children.map((child) => `${identifier(child.name)} ${typeOf(child, plain)}`).join(', ')})`;
  const [element] = children;
  if (column.type === 'LIST') return `${element === undefined ? 'VARCHAR' : typeOf(element, plain)}[]`;
  return plain(column);
};

/** What is written of a plain value, in SQL. `source` names the members that lead to it in the file; `[]` for elements. */
export type CastLeaf = (value: string, column: Column, source: readonly string[]) => string;

/**
 * What is written of the columns of a nested relation, in SQL: `columns` as they are to be, `found` as the relation has
 * them. What it lacks, or never has a value for, is null.
 */
export const nestedSelection = (
  columns: readonly Column[],
  found: readonly SeenColumn[],
  datesAs: 'native' | 'text',
  cast: CastLeaf,
): string => {
  const written = (
    value: string,
    column: Column,
    source: SeenColumn | undefined,
    path: readonly string[],
    depth: number,
  ): string => {
    if (source === undefined || source.empty === true) return `CAST(NULL AS ${writtenType(column, datesAs)})`;
    if (column.type === 'STRUCT') {
      const members = (column.children ?? []).map((child) => {
        const member = withName(source.children ?? [], child.name);
        const name = member?.name ?? child.name;
        const inner = written(`${value}.${identifier(name)}`, child, member, [...path, name], depth);
        return `${identifier(child.name)} := ${inner}`;
      });
      return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${members.join(', ')}) END`;
    }
    if (column.type === 'LIST') {
      const [element] = column.children ?? [];
      if (element === undefined) return value;
      const each = `e${depth}`;
      const inner = written(each, element, source.children?.[0], [...path, '[]'], depth + 1);
      return `list_transform(${value}, lambda ${each}: ${inner})`;
    }
    return cast(value, column, path);
  };
  return columns
    .map((column) => {
      const source = withName(found, column.name);
      const name = source?.name ?? column.name;
      return `${written(identifier(name), column, source, [name], 0)} AS ${identifier(column.name)}`;
    })
    .join(', ');
};

const withName = (columns: readonly SeenColumn[], name: string): SeenColumn | undefined =>
  columns.find((column) => sameName(column.name) === sameName(name));

/** JSON has numbers and truth values in one spelling, and dates only in that of ISO 8601. */
export const castIso = (value: string, { type }: Column, datesAs: 'native' | 'text'): string => {
  const stamp = `date_trunc('milliseconds', timezone('UTC', CAST(nullif(${value}, '') AS TIMESTAMPTZ)))`;
  switch (type) {
    case 'DATE':
      return datesAs === 'text' ? `nullif(${value}, '')` : `CAST(nullif(${value}, '') AS DATE)`;
    case 'DATETIME':
      return datesAs === 'text'
        ? `strftime(${stamp}, '%Y-%m-%dT%H:%M:%S.%g')`
        : `CAST(${stamp} AS TIMESTAMP_MS)`;
    case 'STRING':
      return value;
    default:
      return `CAST(${value} AS ${duckdbType[type]})`;
  }
};

export interface Leaf {
  /** Names that lead to it; `[]` for the elements of a list. */
  readonly path: readonly string[];
  readonly column: Column;
}

export const leavesOf = (columns: readonly Column[], path: readonly string[] = []): Leaf[] =>
  columns.flatMap((column) => {
    const at = [...path, column.name];
    if (column.type === 'STRUCT') return leavesOf(column.children ?? [], at);
    if (column.type !== 'LIST') return [{ path: at, column }];
    const [element] = column.children ?? [];
    if (element === undefined) return [];
    if (element.type === 'STRUCT') return leavesOf(element.children ?? [], [...at, '[]']);
    return leavesOf([{ ...element, name: '[]' }], at);
  });

/** One name for a leaf, however its members are spelled. */
export const leafKey = (path: readonly string[]): string => JSON.stringify(path.map(sameName));

/**
 * All values of a leaf in one record, taken together: `each` in SQL of every value (of a null too), put together by an
 * aggregate of DuckDB's; `none` where there is no value.
 */
export const foldLeaf = (
  path: readonly string[],
  each: (value: string) => string,
  aggregate: 'sum' | 'max' | 'bool_and',
  none: string,
): string => {
  const over = (value: string, steps: readonly string[], depth: number): string => {
    const [step, ...rest] = steps;
    if (step === undefined) return each(value);
    if (step !== '[]') return over(`${value}.${identifier(step)}`, rest, depth);
    const inner = over(`e${depth}`, rest, depth + 1);
    return `coalesce(list_aggregate(list_transform(${value}, lambda e${depth}: ${inner}), '${aggregate}'), ${none})`;
  };
  const [root = '', ...rest] = path;
  return over(identifier(root), rest, 0);
};

/** How many values a leaf has in one record. */
export const countLeaf = (path: readonly string[]): string =>
  foldLeaf(path, (value) => `CASE WHEN ${value} IS NULL THEN 0 ELSE 1 END`, 'sum', '0');
