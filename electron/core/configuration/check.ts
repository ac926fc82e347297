import type { Configuration, Connection } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { placeName, type LineOf } from './explain.ts';

const TABLE_NAME = /^[A-Za-z0-9_-]+$/;

/** What the shape alone does not say: names unique, every connection reachable by some endpoint, regions known. */
export const checkConfiguration = (configuration: Configuration, file: string, lineOf: LineOf): void => {
  const refuse = (path: readonly PropertyKey[], reason: string, suggestion?: string): never => {
    const line = lineOf(path, false);
    throw new Fault('configuration.invalid', {
      path: file,
      key: placeName(path),
      reason,
      ...(line === undefined ? {} : { line }),
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  };
  unique(
    configuration.connections,
    (connection) => connection.name.toLowerCase(),
    (index, name) =>
      refuse(
        ['connections', index, 'name'],
        `another connection is called ${name} too`,
        'Give each connection a name of its own.',
      ),
  );
  configuration.connections.forEach((connection, index) =>
    checkConnection(connection, ['connections', index], refuse),
  );
  const folders = configuration.connections.flatMap((connection, c) =>
    connection.tables.map((table, t) => ({
      folder: table.folder,
      deep: table.subfolders,
      path: ['connections', c, 'tables', t, 'folder'],
    })),
  );
  unique(
    folders,
    (one) => one.folder,
    (index) =>
      refuse(
        folders[index]?.path ?? [],
        'another table watches this folder too',
        'Give each table a folder of its own.',
      ),
  );
  folders.forEach((inner) => {
    const around = folders.some((outer) => outer.deep && isInside(inner.folder, outer.folder));
    if (around) {
      refuse(
        inner.path,
        'it lies inside the folder of a table with subfolders: true',
        'Move one of the two folders.',
      );
    }
  });
};

/** Both kinds of separators: the configuration may be checked on another system than it is for. */
export const isInside = (inner: string, outer: string): boolean =>
  inner.length > outer.length &&
  inner.startsWith(outer) &&
  (/[/\\]$/.test(outer) || /^[/\\]/.test(inner.slice(outer.length)));

const checkConnection = (
  connection: Connection,
  path: readonly PropertyKey[],
  refuse: (path: readonly PropertyKey[], reason: string, suggestion?: string) => never,
): void => {
  if (
    connection.endpoint === undefined &&
    (connection.team === undefined || connection.cluster === undefined)
  ) {
    refuse(
      path,
      'the connection needs team and cluster, or an endpoint',
      'Add team and cluster, or endpoint.',
    );
  }
  connection.tables.forEach((table, t) => {
    if (!TABLE_NAME.test(table.name)) {
      refuse(
        [...path, 'tables', t, 'name'],
        `“${table.name}” has characters other than letters, digits, _ and -`,
        'Use the name of the target table in the Data Connection.',
      );
    }
  });
  unique(
    connection.tables,
    (table) => table.name.toLowerCase(),
    (t, name) =>
      refuse(
        [...path, 'tables', t, 'name'],
        `another table of the connection is called ${name} too`,
        'Name each table once.',
      ),
  );
};

const unique = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  found: (index: number, key: string) => void,
): void => {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    const key = keyOf(item);
    if (seen.has(key)) found(index, key);
    seen.add(key);
  });
};
