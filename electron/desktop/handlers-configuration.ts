import type { Configuration } from '../contract/configuration.ts';
import { removeConnection, removeTable, saveConnection, saveTable } from '../core/configuration/edit.ts';
import { done, type WindowHandlers } from '../core/door/handlers.ts';
import type { ConfigurationExchange } from './configuration-exchange.ts';
import type { EngineHost } from './engine-host.ts';

export interface ConfigurationHandlerParts {
  readonly configuration: () => Configuration;
  /** Keeps it and starts the engine on it. */
  readonly take: (configuration: Configuration) => Promise<void>;
  readonly exchange: ConfigurationExchange;
  readonly engine: EngineHost;
}

/** Files that still wait, of a connection or of one table. */
const waitingOf = (engine: EngineHost, connection: string, table?: string): number =>
  engine
    .status()
    .connections.filter((one) => one.name === connection)
    .flatMap((one) => one.tables)
    .filter((one) => table === undefined || one.name === table)
    .reduce((sum, one) => sum + one.waiting + one.inWork, 0);

/** Answers the calls that read and change the configuration. */
export const configurationHandlers = (parts: ConfigurationHandlerParts): WindowHandlers => {
  const { configuration, take, exchange, engine } = parts;
  return {
    'configuration.get': () => configuration(),
    'configuration.export': () => ({ yaml: exchange.text() }),
    'configuration.import': ({ yaml }) => exchange.importText(yaml),
    'connection.save': async ({ before, connection }) => {
      await take(saveConnection(configuration(), before, connection));
      return done;
    },
    'connection.remove': async ({ connection }) => {
      const waiting = waitingOf(engine, connection);
      await take(removeConnection(configuration(), connection));
      return { ...done, waiting };
    },
    'table.save': async ({ connection, before, table }) => {
      await take(saveTable(configuration(), connection, before, table));
      return done;
    },
    'table.remove': async ({ connection, table }) => {
      const waiting = waitingOf(engine, connection, table);
      await take(removeTable(configuration(), connection, table));
      return { ...done, waiting };
    },
  };
};
