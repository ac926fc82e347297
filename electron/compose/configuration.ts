import {
  readConfiguration,
  readOptionsFile,
  readSchemaFile,
} from '../adapters/configuration/read-configuration.ts';
import type { Configuration, Connection, TargetTable } from '../contract/configuration.ts';
import { Fault } from '../contract/fault.ts';
import { nearest } from '../core/configuration/nearest.ts';

export { readConfiguration, readOptionsFile, readSchemaFile };

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** A connection by its name or its id. Throws `usage.wrong` that names the nearest. */
export const findConnection = (configuration: Configuration, name: string): Connection => {
  const found = configuration.connections.find((one) => same(one.name, name) || same(one.connectionId, name));
  if (found !== undefined) return found;
  const suggestion = nearest(
    name,
    configuration.connections.map((one) => one.name),
  );
  throw new Fault('usage.wrong', {
    reason: `The configuration has no connection ${name}`,
    ...(suggestion === undefined ? {} : { suggestion: `Did you mean ${suggestion}?` }),
  });
};

/** A table by its name, in the one connection that has it. Throws `usage.wrong` that says what to do. */
export const findTable = (
  configuration: Configuration,
  table: string,
  connection: string | undefined,
): { readonly connection: Connection; readonly table: TargetTable } => {
  const among =
    connection === undefined ? configuration.connections : [findConnection(configuration, connection)];
  const found = among.flatMap((one) =>
    one.tables.filter((each) => same(each.name, table)).map((each) => ({ connection: one, table: each })),
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) {
    throw new Fault('usage.wrong', {
      reason: `Several connections have a table ${table}`,
      suggestion: `Name one with --connection: ${found.map((one) => one.connection.name).join(', ')}.`,
    });
  }
  const suggestion = nearest(
    table,
    among.flatMap((one) => one.tables.map((each) => each.name)),
  );
  throw new Fault('usage.wrong', {
    reason: `The configuration has no table ${table}`,
    ...(suggestion === undefined ? {} : { suggestion: `Did you mean ${suggestion}?` }),
  });
};
