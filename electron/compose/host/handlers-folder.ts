import { join, relative, isAbsolute, resolve } from 'node:path';
import { listFolder } from '../../adapters/folder/list-folder.ts';
import { lookAtFolder } from '../../adapters/folder/look-at-folder.ts';
import { Fault } from '../../contract/fault.ts';
import type { HandlersOf } from '../../core/door/handlers.ts';
import type { LaneName } from './named.ts';
import type { WindowParts } from './window-parts.ts';

/** The same folder, or one inside the other. */
const overlap = (left: string, right: string): boolean => {
  const inside = (inner: string, outer: string): boolean => {
    const way = relative(outer, inner);
    return way === '' || (!way.startsWith('..') && !isAbsolute(way));
  };
  return inside(left, right) || inside(right, left);
};

/** What may stand in the name of a folder on every system. */
const folderName = (name: string): string =>
  name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '_').replace(/^[. ]+|[. ]+$/g, '') || 'table';

/** Folders: looked at before they are watched, suggested, and walked through by a browser. */
export const folderHandlers = ({
  host,
  register,
  suggestIn,
  abilities,
}: WindowParts): HandlersOf<'folder.check' | 'folder.suggest' | 'folder.browse'> => {
  const watched = (except?: LaneName) =>
    host.configuration.connections.flatMap((connection) =>
      connection.tables
        .filter((table) => except?.connection !== connection.name || except.table !== table.name)
        .map((table) => ({ name: `${connection.name}/${table.name}`, folder: table.folder })),
    );
  return {
    'folder.check': async ({ path, except }) => ({
      path,
      ...(await lookAtFolder(path)),
      sharedWith: watched(except)
        .filter(({ folder }) => overlap(resolve(folder), resolve(path)))
        .map(({ name }) => name),
    }),
    'folder.suggest': ({ connection, table }) => {
      const taken = watched({ connection, table }).map(({ folder }) => resolve(folder));
      const candidates = [
        join(suggestIn, folderName(table)),
        join(suggestIn, folderName(connection), folderName(table)),
      ];
      const path = candidates.find((one) => !taken.some((other) => overlap(one, other)));
      const chosen = path ?? join(suggestIn, `${folderName(connection)}_${folderName(table)}`);
      register.pick(chosen);
      return { path: chosen };
    },
    'folder.browse': async ({ path, files }) => {
      if (!abilities.browse)
        throw new Fault('call.refused', { reason: 'this window has a picker of the system' });
      const listing = await listFolder(path, files ?? false);
      register.walk(listing.path);
      if (listing.parent !== null) register.pick(listing.parent);
      return listing;
    },
  };
};
