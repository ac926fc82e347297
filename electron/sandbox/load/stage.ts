import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column, DerivedTable } from '../../contract/schema.ts';
import { generatedKey } from '../../core/nested/derive-tables.ts';
import { asCelonis } from './column-of-type.ts';
import { parquetSource } from './inspect-parquet.ts';
import { literal } from './sql.ts';

/**
 * The rows of one derived table, taken apart but not yet loaded. A temporary table `name` of
 * `row` (1-based row of the file), `id` (what `_celonis_id` becomes), `f0, f1, …` (foreign keys) and `element` (the record,
 * or the list's element).
 */
export interface Stage {
  readonly name: string;
  readonly table: DerivedTable;
  /** What `element` is made of. */
  readonly element: Column;
  /** SQL expressions on the temporary table, one for each column of `table`. */
  readonly expressions: readonly string[];
}

/** Stages a file's records and the elements of their lists. `number` makes the generated keys unique. */
export const stageFile = async (
  connection: DuckDBConnection,
  path: string,
  columns: readonly Column[],
  tables: readonly DerivedTable[],
  number: number,
): Promise<readonly Stage[]> => {
  const stages: Stage[] = [];
  for (const table of tables) {
    const name = `stage_${stages.length}`;
    const parent = stages.find((stage) => stage.table.name === table.parent);
    await connection.run(`DROP TABLE IF EXISTS temp.${name}`);
    if (parent === undefined) {
      const record = freeName(columns);
      await connection.run(`
        CREATE TEMP TABLE ${name} AS
        SELECT row, ${literal(`${number}-`)} || row AS id, element
        FROM (SELECT row_number() OVER () AS row, ${record} AS element FROM (SELECT * FROM ${parquetSource(path)}) AS ${record})`);
      const element: Column = { name: 'record', type: 'STRUCT', children: columns };
      stages.push({ name, table, element, expressions: expressionsOf(table, element) });
      continue;
    }
    const list = member('element', parent.element, table.path.slice(parent.table.path.length));
    const inherited = inheritedKeys(parent).map((expression, index) => `${expression} AS f${index},`);
    await connection.run(`
      CREATE TEMP TABLE ${name} AS
      SELECT row, id || '-' || place AS id, ${keyNames(inherited.length)} element
      FROM (
        SELECT row, id, ${inherited.join(' ')} generate_subscripts(${list.expression}, 1) AS place, unnest(${list.expression}) AS element
        FROM temp.${parent.name}
      )`);
    const element = list.column.children?.[0] ?? list.column;
    stages.push({ name, table, element, expressions: expressionsOf(table, element) });
  }
  return stages;
};

export const dropStages = async (connection: DuckDBConnection, stages: readonly Stage[]): Promise<void> => {
  for (const { name } of stages) await connection.run(`DROP TABLE IF EXISTS temp.${name}`);
};

const keyNames = (count: number): string =>
  Array.from({ length: count }, (_, index) => `f${index},`).join(' ');

/** What a child takes from its parent: the parent's foreign keys, then the parent's own key. */
const inheritedKeys = ({ table, expressions }: Stage): readonly string[] => {
  const where = (chosen: (column: DerivedTable['columns'][number]) => boolean) =>
    expressions.filter((_, index) => {
      const column = table.columns[index];
      return column !== undefined && chosen(column);
    });
  return [...where((column) => column.foreignKey !== undefined), ...where((column) => column.primaryKey)];
};

const expressionsOf = (table: DerivedTable, element: Column): readonly string[] => {
  let foreignKeys = 0;
  return table.columns.map((column) => {
    if (column.foreignKey !== undefined) return `f${foreignKeys++}`;
    if (column.source.length === 0 && column.name === generatedKey) return 'id';
    return asCelonis(member('element', element, column.source).expression, column.type);
  });
};

/** Follows a path of members from an expression. The element of a list without members is called `element`. */
const member = (
  expression: string,
  column: Column,
  path: readonly string[],
): { readonly expression: string; readonly column: Column } => {
  const [name, ...rest] = path;
  if (name === undefined) return { expression, column };
  if (column.type !== 'STRUCT') return member(expression, column, rest);
  const child = column.children?.find((each) => each.name === name);
  if (child === undefined) throw new Error(`No member ${name} in ${column.name}`);
  return member(`struct_extract(${expression}, ${literal(name)})`, child, rest);
};

/** A name for the record that no column of the file has: SQL would take the column. */
const freeName = (columns: readonly Column[]): string => {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  let name = 'record';
  while (taken.has(name)) name += '_';
  return name;
};
