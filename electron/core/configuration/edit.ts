import type { Configuration, Connection, TargetTable } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { checkConfiguration } from './check.ts';

type ConnectionOnly = Omit<Connection, 'tables'>;

/** Throws `configuration.invalid` where the whole would not be accepted from a file either. */
const checked = (configuration: Configuration): Configuration => {
  checkConfiguration(configuration, 'settings', () => undefined);
  return configuration;
};

const unknown = (what: string, name: string): Fault =>
  new Fault('usage.wrong', { reason: `The configuration has no ${what} ${name}` });

const connectionOf = (configuration: Configuration, name: string): Connection => {
  const found = configuration.connections.find((one) => one.name === name);
  if (found === undefined) throw unknown('connection', name);
  return found;
};

/** Puts one item in the place of another, or behind all. Throws where there is no such other. */
const placed = <Item extends { readonly name: string }>(
  items: readonly Item[],
  before: string | undefined,
  item: Item,
  what: string,
): Item[] => {
  if (before === undefined) return [...items, item];
  if (!items.some((one) => one.name === before)) throw unknown(what, before);
  return items.map((one) => (one.name === before ? item : one));
};

/** `before` is the name that it had; absent for a new one. Its tables stay as they are. */
export const saveConnection = (
  configuration: Configuration,
  before: string | undefined,
  connection: ConnectionOnly,
): Configuration => {
  const tables = before === undefined ? [] : connectionOf(configuration, before).tables;
  const connections = placed(configuration.connections, before, { ...connection, tables }, 'connection');
  return checked({ ...configuration, connections });
};

export const removeConnection = (configuration: Configuration, name: string): Configuration => {
  connectionOf(configuration, name);
  return {
    ...configuration,
    connections: configuration.connections.filter((one) => one.name !== name),
  };
};

const withTables = (configuration: Configuration, name: string, tables: TargetTable[]): Configuration => ({
  ...configuration,
  connections: configuration.connections.map((one) => (one.name === name ? { ...one, tables } : one)),
});

export const saveTable = (
  configuration: Configuration,
  connection: string,
  before: string | undefined,
  table: TargetTable,
): Configuration => {
  const { tables } = connectionOf(configuration, connection);
  return checked(withTables(configuration, connection, placed(tables, before, table, 'table')));
};

export const removeTable = (
  configuration: Configuration,
  connection: string,
  name: string,
): Configuration => {
  const { tables } = connectionOf(configuration, connection);
  if (!tables.some((one) => one.name === name)) throw unknown('table', `${connection}/${name}`);
  return withTables(
    configuration,
    connection,
    tables.filter((one) => one.name !== name),
  );
};
