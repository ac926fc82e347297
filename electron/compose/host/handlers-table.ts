import { shellFiles } from '../../adapters/shell/shell-files.ts';
import { Fault } from '../../contract/fault.ts';
import { removeTable, saveTable } from '../../core/configuration/edit.ts';
import { done, type HandlersOf } from '../../core/door/handlers.ts';
import { waitingIn } from './handlers-connection.ts';
import type { WindowParts } from './window-parts.ts';

/** The folder of a table is made where a person chose one that is not there yet. */
const makeFolder = (path: string): void => {
  try {
    shellFiles.makeFolder(path);
  } catch (error) {
    throw new Fault('folder.notWritable', { path, reason: String(error) }, { cause: error });
  }
};

/** Target tables: saved and removed. Their deliveries stay in history. */
export const tableHandlers = ({ host }: WindowParts): HandlersOf<'table.save' | 'table.remove'> => ({
  'table.save': async ({ connection, before, table }) => {
    const known = host.configuration.connections
      .flatMap((one) => one.tables)
      .some((one) => one.folder === table.folder);
    await host.change((configuration) => {
      const after = saveTable(configuration, connection, before, table);
      if (!known) makeFolder(table.folder);
      return after;
    });
    return done;
  },
  'table.remove': async ({ connection, table }) => {
    const waiting = waitingIn(host, connection, table);
    await host.change((configuration) => removeTable(configuration, connection, table));
    return { ...done, waiting };
  },
});
