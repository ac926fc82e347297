import type { DuckDBConnection } from '@duckdb/node-api';
import type { DerivedTable } from '../../contract/schema.ts';
import type { ColumnType } from '../../contract/state.ts';
import { generatedKey } from '../../core/nested/derive-tables.ts';
import { celonisType, sqlTypes } from './column-of-type.ts';
import { LoadError, loadErrors } from './load-error.ts';
import { identifier, literal } from './sql.ts';
import { rowsOf } from './warehouse.ts';

export interface StoredTable {
  readonly schema: string;
  readonly name: string;
  /** The target table that it belongs to. */
  readonly root: string;
  /** The columns by which it is shown in order: its key, or the foreign key to its root. */
  readonly keys: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
}

/** Each connection has its own schema of tables. */
export const schemaOf = (connectionId: string): string => `connection_${connectionId}`;

export const qualified = ({ schema, name }: { schema: string; name: string }): string =>
  `${identifier(schema)}.${identifier(name)}`;

export const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Every table that exists, in the order in which they were made. */
export const storedTables = async (connection: DuckDBConnection): Promise<readonly StoredTable[]> => {
  const columns = await rowsOf(
    connection,
    `SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns()
     WHERE database_name = current_database() AND schema_name LIKE 'connection_%' ORDER BY column_index`,
  );
  const tables = await rowsOf(
    connection,
    'SELECT schema, name, root, keys FROM sluice.tables ORDER BY rowid',
  );
  return tables.map((row) => ({
    schema: String(row['schema']),
    name: String(row['name']),
    root: String(row['root']),
    keys: JSON.parse(String(row['keys'])) as readonly string[],
    columns: columns
      .filter((column) => column['schema_name'] === row['schema'] && column['table_name'] === row['name'])
      .map((column) => ({
        name: String(column['column_name']),
        type: celonisType(String(column['data_type'])),
      })),
  }));
};

/**
 * Makes a derived table, or widens it by the columns that are new. Throws DATAPOOL SCHEMA MISMATCH where a column that exists
 * has another type now. Gives the table with the columns of `table`, in their order, spelled as they are stored.
 */
export const prepareTable = async (
  connection: DuckDBConnection,
  schema: string,
  root: string,
  table: DerivedTable,
  stored: StoredTable | undefined,
): Promise<StoredTable> => {
  const spelled = (name: string) =>
    stored?.columns.find((column) => sameName(column.name, name))?.name ?? name;
  const keys = table.columns.filter((column) => column.primaryKey || column.foreignKey !== undefined);
  const names = keys.map(({ name }) => spelled(name)).filter((name) => !name.endsWith(generatedKey));
  const result: StoredTable = {
    schema,
    name: stored?.name ?? table.name,
    root,
    keys: names,
    columns: table.columns.map(({ name, type }) => ({ name: spelled(name), type })),
  };
  const target = qualified(result);
  if (stored === undefined) {
    const columns = table.columns.map(({ name, type }) => `${identifier(name)} ${sqlTypes[type]}`);
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`);
    await connection.run(`CREATE TABLE ${target} (${columns.join(', ')})`);
    await connection.run(
      `INSERT INTO sluice.tables VALUES (${[schema, result.name, root, JSON.stringify(names)].map(literal).join(', ')})`,
    );
    return result;
  }
  for (const { name, type } of table.columns) {
    const known = stored.columns.find((column) => sameName(column.name, name));
    if (known === undefined) {
      await connection.run(`ALTER TABLE ${target} ADD COLUMN ${identifier(name)} ${sqlTypes[type]}`);
    } else if (known.type !== type) {
      throw new LoadError(
        loadErrors.schemaMismatch,
        `column ${name} of ${table.name} was ${known.type} and is ${type}`,
      );
    }
  }
  await forgetGeneratedKeys(connection, table, stored);
  if (JSON.stringify(names) === JSON.stringify(stored.keys)) return result;
  await connection.run(
    `UPDATE sluice.tables SET keys = ${literal(JSON.stringify(names))} WHERE schema = ${literal(schema)} AND name = ${literal(result.name)}`,
  );
  return result;
};

/** A generated key goes when a key was chosen in its place. */
const forgetGeneratedKeys = async (
  connection: DuckDBConnection,
  table: DerivedTable,
  stored: StoredTable,
): Promise<void> => {
  for (const { name } of stored.columns) {
    const generated = name === generatedKey || name === `${stored.root}$${generatedKey}`;
    if (!generated || table.columns.some((column) => sameName(column.name, name))) continue;
    await connection.run(`ALTER TABLE ${qualified(stored)} DROP COLUMN ${identifier(name)}`);
  }
};

/** Refuses a plain value where an object or a list was before, and the other way round. */
export const refuseChangedShapes = (
  tables: readonly DerivedTable[],
  stored: readonly StoredTable[],
): void => {
  const mismatch = (place: string) =>
    new LoadError(
      loadErrors.schemaMismatch,
      `${place} is an object or a list in one file and a plain value in another`,
    );
  for (const table of tables) {
    const known = stored.find(({ name }) => sameName(name, table.name));
    if (known === undefined) continue;
    const now = new Set(table.columns.map(({ name }) => name.toLowerCase()));
    const before = new Set(known.columns.map(({ name }) => name.toLowerCase()));
    const lists = (names: readonly { readonly name: string }[]) =>
      names.map(({ name }) => name.toLowerCase());
    const prefix = `${table.name.toLowerCase()}$`;
    for (const name of now) {
      if (!before.has(name) && lists(stored).includes(prefix + name)) throw mismatch(`${table.name}.${name}`);
      if (!before.has(name) && [...before].some((each) => !now.has(each) && each.startsWith(`${name}$`))) {
        throw mismatch(`${table.name}.${name}`);
      }
    }
    for (const name of before) {
      if (!now.has(name) && lists(tables).includes(prefix + name)) throw mismatch(`${table.name}.${name}`);
      if (!now.has(name) && [...now].some((each) => !before.has(each) && each.startsWith(`${name}$`))) {
        throw mismatch(`${table.name}.${name}`);
      }
    }
  }
};
