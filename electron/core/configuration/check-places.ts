import type { Configuration } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { isInside } from './check.ts';

/** The folders that the ready sandbox makes for its own samples, and nobody else's. */
const ofTheSandbox = (folder: string, data: string): boolean => {
  const [first, second, ...below] = folder.slice(data.length + 1).split(/[/\\]/);
  return isInside(folder, data) && first === 'sandbox' && second === 'drop' && below.length > 0;
};

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
      const within = isInside(folder, data) && !ofTheSandbox(folder, data);
      if (folder === data || within || (table.subfolders && isInside(data, folder)))
        refuse(
          `${table.folder} would take Sluice's own data directory, ${dataDirectory}, for files to deliver`,
        );
      const other = seen.get(folder);
      if (other !== undefined) refuse(`${table.folder} is the folder of table ${other} by another name`);
      seen.set(folder, table.name);
    });
  });
};
