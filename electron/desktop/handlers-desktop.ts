import { shell } from 'electron';
import { Fault } from '../contract/fault.ts';
import type { Configuration } from '../contract/configuration.ts';
import type { EngineHost } from '../compose/host/engine-host.ts';
import { done, type WindowHandlers } from '../core/door/handlers.ts';
import type { ConfigurationExchange } from './configuration-exchange.ts';
import { type Dropping, tableOf } from './drop-files.ts';
import type { Pickers } from './pickers.ts';

export interface DesktopHandlerParts {
  readonly host: EngineHost;
  readonly configuration: () => Configuration;
  readonly pickers: Pickers;
  readonly dropping: Dropping;
  readonly exchange: ConfigurationExchange;
}

/** Opens a folder in the system's file manager. */
const openFolder = async (folder: string): Promise<typeof done> => {
  const failure = await shell.openPath(folder);
  if (failure !== '') throw new Fault('folder.missing', { path: folder, reason: failure });
  return done;
};

/** Answers the calls that only a desktop can: dialogs, the file manager, files that were dropped. */
export const desktopHandlers = (parts: DesktopHandlerParts): WindowHandlers => {
  const { host, configuration, pickers, dropping, exchange } = parts;
  return {
    'folder.pick': async () => ({ path: await pickers.folder() }),
    'file.pick': async () => ({ path: await pickers.file('sample') }),
    'file.drop': async ({ paths, ...lane }) => ({ copied: await dropping.drop(lane, paths) }),
    'folder.open': (lane) => openFolder(tableOf(configuration(), lane).folder),
    'history.openFolder': ({ id }) => {
      const delivery = host.look((journal) => journal.delivery(id));
      if (delivery === undefined) throw new Fault('usage.wrong', { reason: `There is no delivery ${id}` });
      shell.showItemInFolder(delivery.archivedPath ?? delivery.sourcePath);
      return done;
    },
    // a text of the window may name any folder: the person is asked first
    'configuration.import': ({ yaml }) => exchange.importText(yaml),
  };
};
