import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column, DerivedTable } from '../../contract/schema.ts';
import { generatedKey } from '../../core/nested/derive-tables.ts';
import { asCelonis } from './column-of-type.ts';
import { identifier, literal } from './sql.ts';

/**
 * The rows of one derived table, taken apart but not yet loaded: a temporary relation `name` with the columns `row` (1-based
 * row of the file), `id` (what `_celonis_id` becomes), `f0, f1, …` (foreign keys), `c0, c1, …` (values in Celonis's types) and
 * `l0, l1, …` (the lists that become its children).
 */
export interface Stage {
  readonly name: string;
  /** A flat file is only looked at, so that nothing of it is copied. */
  readonly kind: 'VIEW' | 'TABLE';
  readonly table: DerivedTable;
  /** What the rows are made of: the record, or the list's element. */
  readonly element: Column;
  /** The relation's column for each column of `table`. */
  readonly columns: readonly string[];
}

interface StagedFile {
  /** Its rows in SQL. */
  readonly source: string;
  readonly columns: readonly Column[];
  /** Parents before their children. */
  readonly tables: readonly DerivedTable[];
  /** Makes the generated keys unique among all files. */
  readonly number: number;
}

/** Stages a file's records and the elements of their lists. */
export const stageFile = async (
  connection: DuckDBConnection,
  file: StagedFile,
): Promise<readonly Stage[]> => {
  const kind = file.tables.length === 1 ? 'VIEW' : 'TABLE';
  const stages: Stage[] = [];
  for (const table of file.tables) {
    const name = `stage_${stages.length}`;
    const parent = stages.find((stage) => stage.table.name === table.parent);
    const { element, select } = parent === undefined ? records(file, table) : elements(file, table, parent);
    await connection.run(`CREATE TEMP ${kind} ${name} AS ${select}`);
    stages.push({ name, kind, table, element, columns: stagedColumns(table) });
  }
  return stages;
};

export const dropStages = async (connection: DuckDBConnection, stages: readonly Stage[]): Promise<void> => {
  for (const { name, kind } of stages) await connection.run(`DROP ${kind} temp.${name}`);
};

const records = (file: StagedFile, table: DerivedTable) => {
  const element: Column = { name: 'record', type: 'STRUCT', children: file.columns };
  const row = 'row_number() OVER ()';
  const id = `${literal(`${file.number}-`)} || ${row}`;
  const taken = [...valuesOf(table, element, undefined), ...listsOf(file, table, element, undefined)];
  const columns = [`${row} AS row`, `${id} AS id`, ...taken];
  return { element, select: `SELECT ${columns.join(', ')} FROM ${file.source}` };
};

const elements = (file: StagedFile, table: DerivedTable, parent: Stage) => {
  const siblings = childrenOf(file, parent.table);
  const list = `l${siblings.indexOf(table)}`;
  const path = table.path.slice(parent.table.path.length);
  const element = member(undefined, parent.element, path).column.children?.[0] ?? parent.element;
  const keys = inheritedKeys(parent).map((column, index) => `${column} AS f${index}`);
  const unnested = [
    'row',
    'id',
    ...keys,
    `generate_subscripts(${list}, 1) AS place`,
    `unnest(${list}) AS element`,
  ];
  const columns = [
    'row',
    `id || '-' || place AS id`,
    ...keys.map((_, index) => `f${index}`),
    ...valuesOf(table, element, 'element'),
    ...listsOf(file, table, element, 'element'),
  ];
  return {
    element,
    select: `SELECT ${columns.join(', ')} FROM (SELECT ${unnested.join(', ')} FROM temp.${parent.name})`,
  };
};

/** What a child takes from its parent: the parent's foreign keys, then the parent's own key. */
const inheritedKeys = ({ table, columns }: Stage): readonly string[] => {
  const staged = table.columns.map((column, index) => ({ column, name: columns[index] ?? 'NULL' }));
  const foreign = staged.filter(({ column }) => column.foreignKey !== undefined);
  const own = staged.filter(({ column }) => column.primaryKey);
  return [...foreign, ...own].map(({ name }) => name);
};

const stagedColumns = (table: DerivedTable): readonly string[] => {
  let foreignKeys = 0;
  let values = 0;
  return table.columns.map((column) => {
    if (column.foreignKey !== undefined) return `f${foreignKeys++}`;
    return isGenerated(column) ? 'id' : `c${values++}`;
  });
};

const isGenerated = ({ name, source }: DerivedTable['columns'][number]): boolean =>
  source.length === 0 && name === generatedKey;

const valuesOf = (table: DerivedTable, element: Column, start: string | undefined): readonly string[] =>
  table.columns
    .filter((column) => column.foreignKey === undefined && !isGenerated(column))
    .map(
      ({ source, type }, index) =>
        `${asCelonis(member(start, element, source).expression, type)} AS c${index}`,
    );

const listsOf = (file: StagedFile, table: DerivedTable, element: Column, start: string | undefined) =>
  childrenOf(file, table).map((child, index) => {
    const path = child.path.slice(table.path.length);
    return `${member(start, element, path).expression} AS l${index}`;
  });

const childrenOf = (file: StagedFile, table: DerivedTable): readonly DerivedTable[] =>
  file.tables.filter((each) => each.parent === table.name);

/**
 * Follows a path of members from an expression; without one, from a row whose columns are the members. The element of a list
 * that has no members is called `element`.
 */
const member = (
  expression: string | undefined,
  column: Column,
  path: readonly string[],
): { readonly expression: string; readonly column: Column } => {
  const [name, ...rest] = path;
  if (name === undefined) return { expression: expression ?? 'NULL', column };
  if (column.type !== 'STRUCT') return member(expression, column, rest);
  const child = column.children?.find((each) => each.name === name);
  if (child === undefined) throw new Error(`No member ${name} in ${column.name}`);
  const inner =
    expression === undefined ? identifier(name) : `struct_extract(${expression}, ${literal(name)})`;
  return member(inner, child, rest);
};
