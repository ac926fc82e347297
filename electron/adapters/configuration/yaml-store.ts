import { readFileSync, realpathSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { Document, isMap, parseDocument } from 'yaml';
import { writtenLimit } from '../../contract/bandwidth.ts';
import { Configuration, Connection, TargetTable } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import type { ConfigurationStore } from '../../core/configuration/store.ts';
import { parseConfiguration } from './read-configuration.ts';
import { reconcileMap, type Written } from './reconcile.ts';

type Members = Readonly<Record<string, unknown>>;

/** The headless program's configuration file. Comments and order in it stay; a file that is not there is made at the first save. */
export const yamlStore = (file: string): ConfigurationStore => {
  const path = resolve(file);
  /** The text that was read or written last; undefined where there was no file. */
  let known: string | undefined;

  return {
    load: () => {
      known = textOf(path);
      return known === undefined ? Configuration.parse({}) : parseConfiguration(known, path);
    },
    save: async (configuration) => {
      const now = textOf(path);
      if (now !== known) {
        throw new Fault('configuration.unreadable', {
          path,
          reason: 'somebody else has changed the file meanwhile; nothing was written',
          suggestion: 'Look at the change, and try again.',
        });
      }
      const next = edited(now, path, configuration);
      await replace(path, next);
      known = next;
    },
  };
};

const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Fault('configuration.unreadable', { path, reason: String(error) }, { cause: error });
  }
};

/** The text with only that changed which is to be different; written anew where that would not say the same. */
const edited = (text: string | undefined, path: string, after: Configuration): string => {
  const wanted = JSON.stringify(after);
  if (text !== undefined && text.trim() !== '') {
    const document = parseDocument(text);
    if (isMap(document.contents)) {
      const base = dirname(path);
      reconcileMap(
        document,
        document.contents,
        asWritten(parseConfiguration(text, path), base),
        asWritten(after, base),
        written,
      );
      const result = document.toString({ lineWidth: 0 });
      if (saysSame(result, path, wanted)) return result;
    }
  }
  const document = new Document(written('', asWritten(after, dirname(path))));
  document.commentBefore =
    ' What Sluice watches and where it delivers. Written by its window; edit it as you like.';
  return document.toString({ lineWidth: 0 });
};

/** An anchor that two places share, for one, cannot be changed in one of them. */
const saysSame = (text: string, path: string, wanted: string): boolean => {
  try {
    return sorted(parseConfiguration(text, path)) === sorted(JSON.parse(wanted));
  } catch {
    return false;
  }
};

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );

/** A path inside the file's folder is written as it reads from there. */
const shortened = (path: string, base: string): string => {
  const short = relative(base, path);
  if (short === '' || short.startsWith('..') || isAbsolute(short)) return path;
  return `./${short.split(sep).join('/')}`;
};

/** Paths relative to the file, rates with their unit. */
const asWritten = (configuration: Configuration, base: string): Members => ({
  ...configuration,
  bandwidth: configuration.bandwidth.map(writtenLimit),
  ...(configuration.caFile === undefined ? {} : { caFile: shortened(configuration.caFile, base) }),
  connections: configuration.connections.map((connection) => ({
    ...connection,
    ...(connection.caFile === undefined ? {} : { caFile: shortened(connection.caFile, base) }),
    credentials:
      typeof connection.credentials === 'object' &&
      'profile' in connection.credentials &&
      connection.credentials.file !== undefined
        ? { ...connection.credentials, file: shortened(connection.credentials.file, base) }
        : connection.credentials,
    tables: connection.tables.map((table) => ({ ...table, folder: shortened(table.folder, base) })),
  })),
});

const tableDefaults: Members = TargetTable.parse({ name: 'x', folder: 'x' });
const connectionDefaults: Members = Connection.parse({
  name: 'x',
  connectionId: '00000000-0000-0000-0000-000000000000',
});
const configurationDefaults: Members = Configuration.parse({});

const differing = (value: Members, defaults: Members, always: readonly string[]): Members =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([key, member]) =>
        always.includes(key) ||
        (member !== undefined && JSON.stringify(member) !== JSON.stringify(defaults[key])),
    ),
  );

const listed = (value: unknown, kind: string): unknown =>
  Array.isArray(value) ? value.map((item: Members) => written(kind, item)) : value;

/** What stands in the file of a new connection, a new table or a new configuration. */
const written: Written = (kind, value) => {
  if (kind === 'tables') return differing(value, tableDefaults, ['name', 'folder', 'structure']);
  if (kind === 'connections') {
    const members = differing(value, connectionDefaults, ['name', 'connectionId', 'credentials', 'tables']);
    return { ...members, tables: listed(members['tables'], 'tables') };
  }
  const members = differing(value, configurationDefaults, ['connections']);
  return { ...members, connections: listed(members['connections'], 'connections') };
};

/** Whole or as it was; a link keeps its place, and the file keeps who may read it. */
const replace = async (path: string, text: string): Promise<void> => {
  let target = path;
  try {
    target = realpathSync(path);
  } catch {
    // there is none yet
  }
  const part = `${target}.${process.pid}.part`;
  try {
    const mode = (await stat(target).catch(() => undefined))?.mode;
    await rm(part, { force: true });
    const handle = await open(part, 'wx', mode === undefined ? 0o600 : mode & 0o777);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw new Fault(
      'configuration.unreadable',
      { path, reason: `it cannot be written: ${String(error)}` },
      { cause: error },
    );
  }
};
