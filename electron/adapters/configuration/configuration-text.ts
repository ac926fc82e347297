import { stringify } from 'yaml';
import { withoutPassword } from '../../core/network/proxy-address.ts';
import { writtenLimit } from '../../contract/bandwidth.ts';
import { Configuration, Connection, TargetTable } from '../../contract/configuration.ts';

type Members = Readonly<Record<string, unknown>>;

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** The members that differ from what they would be if nobody had written them. */
const withoutDefaults = (value: Members, defaults: Members): Members =>
  Object.fromEntries(
    Object.entries(value).filter(([key, member]) => member !== undefined && !same(member, defaults[key])),
  );

const tableDefaults = TargetTable.parse({ name: 'x', folder: 'x' });
const connectionDefaults = Connection.parse({
  name: 'x',
  connectionId: '00000000-0000-0000-0000-000000000000',
});
const configurationDefaults = Configuration.parse({});

const tableMembers = (table: TargetTable): Members => ({
  name: table.name,
  folder: table.folder,
  structure: table.structure,
  ...withoutDefaults(table, {
    ...tableDefaults,
    name: table.name,
    folder: table.folder,
    structure: table.structure,
  }),
});

const connectionMembers = (connection: Connection): Members => {
  const { tables, credentials, ...rest } = connection;
  return {
    name: connection.name,
    connectionId: connection.connectionId,
    credentials,
    ...withoutDefaults(
      {
        ...rest,
        ...(rest.proxy === undefined ? {} : { proxy: withoutPassword(rest.proxy) }),
      },
      { ...connectionDefaults, name: connection.name, connectionId: connection.connectionId },
    ),
    tables: tables.map(tableMembers),
  };
};

/** The configuration as YAML that `readConfiguration` reads again; defaults are left out, and so is every secret. */
export const configurationText = (configuration: Configuration): string => {
  const { connections, ...rest } = configuration;
  return stringify({
    ...withoutDefaults(
      {
        ...rest,
        bandwidth: rest.bandwidth.map(writtenLimit),
        ...(rest.proxy === undefined ? {} : { proxy: withoutPassword(rest.proxy) }),
      },
      configurationDefaults,
    ),
    connections: connections.map(connectionMembers),
  });
};
