import type { Configuration } from '../../contract/configuration.ts';
import type { ConnectionView, StatusView, TableView } from '../../contract/views.ts';

const restingTable = (name: string, folder: string): TableView => ({
  name,
  folder,
  waiting: 0,
  inWork: 0,
  delivered: 0,
  rejected: 0,
  attention: 0,
  deliveredToday: 0,
  lastDeliveredAt: null,
  paused: false,
  folderState: null,
  work: [],
});

/** The status where no engine runs: what is configured, and why nothing happens. */
export const stoppedStatus = (configuration: Configuration, why: string): StatusView => ({
  state: 'stopped',
  sentence: why,
  running: false,
  connections: configuration.connections.map((connection) => ({
    name: connection.name,
    connectionId: connection.connectionId,
    state: 'ready',
    fault: null,
    message: null,
    tables: connection.tables.map((table) => restingTable(table.name, table.folder)),
  })),
});

/** The status with the connections, in the order of the configuration, that have no table yet and so no lane. */
export const withEveryConnection = (status: StatusView, configuration: Configuration): StatusView => {
  const known = new Map(status.connections.map((view) => [view.connectionId, view]));
  const views = configuration.connections.map(
    (connection): ConnectionView =>
      known.get(connection.connectionId) ?? {
        name: connection.name,
        connectionId: connection.connectionId,
        state: 'ready',
        fault: null,
        message: null,
        tables: [],
      },
  );
  const others = status.connections.filter((view) => !views.includes(view));
  return { ...status, connections: [...views, ...others] };
};
