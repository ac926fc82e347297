import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { Fault } from '../../contract/fault.ts';
import { plainConnectionId } from '../http/object-key.ts';
import { qualified, sameName, schemaOf, storedTables, type StoredTable } from '../load/catalogue.ts';
import { identifier, literal } from '../load/sql.ts';
import { countsOf, rowsOf } from '../load/warehouse.ts';
import type { Cell, LoadLine, ReadingLine, ReadingRequest, ShownColumn } from './views.ts';

/** Names of connections by their ids (32 hexadecimal digits). */
export type ConnectionNames = ReadonlyMap<string, string>;

/** Answers a reading from the database as it is now. Throws `table.unknown`, or `usage.wrong` for a table in two connections. */
export async function* readWarehouse(
  connection: DuckDBConnection,
  names: ConnectionNames,
  request: ReadingRequest,
): AsyncGenerator<ReadingLine> {
  const chosen = chooseConnection(names, request.connection);
  switch (request.what) {
    case 'tables':
      yield* readTables(connection, names, chosen);
      return;
    case 'show':
      yield* readTable(connection, chosen, request.table ?? '', request.limit);
      return;
    case 'loads':
      yield* readLoads(connection, chosen, request.limit);
  }
}

async function* readTables(
  connection: DuckDBConnection,
  names: ConnectionNames,
  chosen: ReadonlySet<string>,
): AsyncGenerator<ReadingLine> {
  const nameOf = new Map([...names].map(([id, name]) => [schemaOf(id), name]));
  for (const table of await storedTables(connection)) {
    if (!chosen.has(table.schema)) continue;
    const { rows = 0 } = await countsOf(connection, `SELECT count(*) AS rows FROM ${qualified(table)}`);
    yield {
      table: {
        connection: nameOf.get(table.schema) ?? table.schema,
        table: table.name,
        rows,
        columns: [...table.columns],
      },
    };
  }
}

async function* readTable(
  connection: DuckDBConnection,
  chosen: ReadonlySet<string>,
  name: string,
  limit: number | undefined,
): AsyncGenerator<ReadingLine> {
  const found = (await storedTables(connection)).filter(
    (table) => chosen.has(table.schema) && sameName(table.name, name),
  );
  const [table] = found;
  if (table === undefined) throw new Fault('table.unknown', { table: name });
  if (found.length > 1) {
    throw new Fault('usage.wrong', {
      table: name,
      reason: 'several connections have this table: name the connection',
    });
  }
  yield { columns: [...table.columns] };
  const result = await connection.stream(selectOf(table, limit));
  for (
    let chunk = await result.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    yield { rows: chunk.getRows().map((row) => row.map(cellOf)) };
  }
}

async function* readLoads(
  connection: DuckDBConnection,
  chosen: ReadonlySet<string>,
  limit: number | undefined,
): AsyncGenerator<ReadingLine> {
  const rows = await rowsOf(
    connection,
    `SELECT * FROM sluice.loads ORDER BY number ${limit === undefined ? '' : `LIMIT ${limit}`}`,
  );
  for (const row of rows) {
    const key = String(row['key']);
    if (!chosen.has(schemaOf(plainConnectionId(key.split('/')[1] ?? '')))) continue;
    const load: LoadLine = {
      key,
      table: String(row['table']),
      rows: Number(row['rows']),
      inserted: Number(row['inserted']),
      updated: Number(row['updated']),
      stale: Number(row['stale']),
      ...(row['error'] === null ? {} : { error: String(row['error']) }),
      ...(row['detail'] === null ? {} : { detail: String(row['detail']) }),
    };
    yield { load };
  }
}

/** A keyed table is shown in the order of its key, any other in the order in which rows came. */
const selectOf = (table: StoredTable, limit: number | undefined): string => {
  const columns = table.columns.map((column) => shownAs(column));
  const keys = table.keys.filter((key) => table.columns.some(({ name }) => sameName(name, key)));
  const order = [...keys.map(identifier), 'rowid'].join(', ');
  const limited = limit === undefined ? '' : `LIMIT ${limit}`;
  return `SELECT ${columns.join(', ')} FROM ${qualified(table)} ORDER BY ${order} ${limited}`;
};

const shownAs = ({ name, type }: ShownColumn): string => {
  switch (type) {
    case 'DATE':
      return `strftime(${identifier(name)}, ${literal('%Y-%m-%d')})`;
    case 'DATETIME':
      return `strftime(${identifier(name)}, ${literal('%Y-%m-%dT%H:%M:%S.%gZ')})`;
    default:
      return identifier(name);
  }
};

const cellOf = (value: DuckDBValue): Cell => {
  switch (typeof value) {
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
    case 'string':
      return value;
    default:
      return value === null ? null : String(value);
  }
};

/** The schemas of the connections asked for. */
const chooseConnection = (names: ConnectionNames, wanted: string | undefined): ReadonlySet<string> => {
  const chosen = [...names].filter(
    ([id, name]) => wanted === undefined || sameName(name, wanted) || id === plainConnectionId(wanted),
  );
  return new Set(chosen.map(([id]) => schemaOf(id)));
};
