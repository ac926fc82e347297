import type { Configuration, Connection, TargetTable } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import type { Lane } from '../../core/queue/delivery.ts';
import type { EngineHost } from './engine-host.ts';

export interface LaneName {
  readonly connection: string;
  readonly table: string;
}

/** The connection that the window means. Throws `usage.wrong` where there is none. */
export const connectionNamed = (configuration: Configuration, name: string): Connection => {
  const found = configuration.connections.find((one) => one.name === name);
  if (found === undefined) throw new Fault('usage.wrong', { reason: `There is no connection ${name}` });
  return found;
};

/** The table that the window means. Throws `usage.wrong` where there is none. */
export const tableNamed = (configuration: Configuration, { connection, table }: LaneName): TargetTable => {
  const found = connectionNamed(configuration, connection).tables.find((one) => one.name === table);
  if (found === undefined)
    throw new Fault('usage.wrong', { reason: `There is no table ${connection}/${table}` });
  return found;
};

/** The lane of a table; undefined where no engine has ever run with it. */
export const laneNamed = (host: EngineHost, name: LaneName): Lane | undefined => {
  const { connectionId } = connectionNamed(host.configuration, name.connection);
  return host
    .look((journal) => journal.lanes())
    ?.find((lane) => lane.connectionId === connectionId && lane.table === name.table);
};
