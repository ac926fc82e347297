import type { Configuration } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { isInside } from './check.ts';

/**
 * That no table watches the data directory, and no two the same folder by different names. `real` follows links. Throws
 * `configuration.invalid`.
 */
export const checkPlaces = (
  configuration: Configuration,
  dataDirectory: string,
  real: (path: string) => string,
): void => {
  const data = real(dataDirectory);
  const seen = new Map<string, string>();
  configuration.connections.forEach((connection, c) => {
    connection.tables.forEach((table, t) => {
      const refuse = (reason: string): never => {
        throw new Fault('configuration.invalid', {
          key: `connections[${c}].tables[${t}].folder`,
          reason,
          suggestion: 'Give the table a folder of its own.',
        });
      };
      const folder = real(table.folder);
      if (folder === data || isInside(folder, data) || (table.subfolders && isInside(data, folder)))
        refuse(
          `${table.folder} would take Sluice's own data directory, ${dataDirectory}, for files to deliver`,
        );
      const other = seen.get(folder);
      if (other !== undefined) refuse(`${table.folder} is the folder of table ${other} by another name`);
      seen.set(folder, table.name);
    });
  });
};
