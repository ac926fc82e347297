import { Fault } from '../../contract/fault.ts';
import type { Column } from '../../contract/schema.ts';
import { identifier } from '../duckdb/sql-text.ts';
import { structMembers, writtenAs } from '../parquet/parquet-columns.ts';

/** A nested column of a Parquet file, and the expression that makes of it what Celonis takes. */
export interface ParquetTree {
  readonly column: Column;
  readonly written: string;
}

/** What the type alone says: exactness of single values inside lists is not looked at, so DECIMAL beyond 15 digits is text. */
const factsOf = (type: string) => {
  const digits = Number(/^DECIMAL\((\d+),/.exec(type)?.[1] ?? 0);
  return { exact: digits <= 15 && !/^U?HUGEINT$|^UBIGINT$/.test(type), inYears: true, text: false };
};

/** `type` is DuckDB's; `depth` keeps the names of lambdas apart. Throws `format.unsupported`. */
export const parquetTree = (name: string, value: string, type: string, depth = 0): ParquetTree => {
  if (type.startsWith('MAP('))
    throw new Fault('format.unsupported', { column: name, reason: `column ${name} is a map` });
  if (type.endsWith(']')) {
    const each = `e${depth}`;
    const element = parquetTree('element', each, type.replace(/\[\d*\]$/, ''), depth + 1);
    return {
      column: { name, type: 'LIST', children: [element.column] },
      written: `list_transform(${value}, lambda ${each}: ${element.written})`,
    };
  }
  const members = structMembers(type);
  if (members !== undefined) {
    const trees = members.map((member) =>
      parquetTree(member.name, `${value}.${identifier(member.name)}`, member.type, depth),
    );
    const packed = trees.map(({ column, written }) => `${identifier(column.name)} := ${written}`).join(', ');
    return {
      column: { name, type: 'STRUCT', children: trees.map(({ column }) => column) },
      written: `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${packed}) END`,
    };
  }
  const { type: written, written: expression } = writtenAs(name, type, value, factsOf(type));
  return { column: { name, type: written }, written: expression };
};
