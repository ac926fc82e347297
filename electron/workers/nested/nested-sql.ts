import type { Column } from '../../contract/schema.ts';
import { duckdbType } from '../duckdb/cast.ts';
import { identifier } from '../duckdb/sql-text.ts';

/** The type in which a staged member is read: every plain value is text. */
export const stagedType = (column: Column): string => typeOf(column, () => 'VARCHAR');

export const writtenType = (column: Column, datesAs: 'native' | 'text'): string =>
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

/** The expression that makes a staged member of texts what is written. `depth` keeps the names of lambdas apart. */
export const castNested = (value: string, column: Column, datesAs: 'native' | 'text', depth = 0): string => {
  const children = column.children ?? [];
  if (column.type === 'STRUCT') {
    const members = children.map(
      (child) =>
        `${identifier(child.name)} := ${castNested(`${value}.${identifier(child.name)}`, child, datesAs, depth)}`,
    );
    return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${members.join(', ')}) END`;
  }
  if (column.type === 'LIST') {
    const [element] = children;
    const each = `e${depth}`;
    return element === undefined
      ? value
      : `list_transform(${value}, lambda ${each}: ${castNested(each, element, datesAs, depth + 1)})`;
  }
  return castIso(value, column, datesAs);
};

/** JSON has numbers and truth values in one spelling, and dates only in that of ISO 8601. */
const castIso = (value: string, { type }: Column, datesAs: 'native' | 'text'): string => {
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

/** How many values a leaf has in one record. */
export const countLeaf = (path: readonly string[]): string => {
  const [root = '', ...rest] = path;
  return countIn(identifier(root), rest, 0);
};

const countIn = (value: string, path: readonly string[], depth: number): string => {
  const [step, ...rest] = path;
  if (step === undefined) return `CASE WHEN ${value} IS NULL THEN 0 ELSE 1 END`;
  if (step !== '[]') return countIn(`${value}.${identifier(step)}`, rest, depth);
  return `coalesce(list_sum(list_transform(${value}, lambda e${depth}: ${countIn(`e${depth}`, rest, depth + 1)})), 0)`;
};
