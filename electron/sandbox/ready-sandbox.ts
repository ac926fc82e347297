import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Document, isMap, isSeq, parseDocument } from 'yaml';
import { z } from 'zod';
import { Configuration, type Connection, type TargetTable } from '../contract/configuration.ts';
import { Fault } from '../contract/fault.ts';
import { defaultRegion, type SandboxOptions } from './options.ts';
import { startSandbox, type RunningSandbox } from './start-sandbox.ts';

const Identity = z.object({ connectionId: z.uuid(), accessKeyId: z.string(), secretAccessKey: z.string() });
type Identity = z.infer<typeof Identity>;

const connectionName = 'sandbox';
const profile = 'sluice-sandbox';

export interface ReadySandbox extends RunningSandbox {
  /** A configuration that pushes into this sandbox, ready for `sluice run --config`. */
  readonly configurationFile: string;
  /** The access key and secret in the form that the AWS tools read. */
  readonly credentialsFile: string;
  readonly profile: string;
}

/**
 * Starts a sandbox that needs no configuration: it makes a connection once and keeps it in the directory, and writes there
 * `sluice.yaml` and `credentials`. Tables that a person has put into `sluice.yaml` are served, and stay. Throws
 * `configuration.invalid` where that file cannot be understood.
 */
export const makeReadySandbox = async (
  directory: string,
  options: Pick<SandboxOptions, 'log' | 'now' | 'faults'> & {
    readonly port?: number;
    /** Served in place of what the file says, and written there. */
    readonly tables?: readonly TargetTable[];
  } = {},
): Promise<ReadySandbox> => {
  const root = resolve(directory);
  await mkdir(root, { recursive: true, mode: 0o700 });
  const identity = await identityIn(root);
  const configurationFile = join(root, 'sluice.yaml');
  const credentialsFile = join(root, 'credentials');
  const document = await documentIn(configurationFile, identity);
  if (options.tables !== undefined) setTables(document, options.tables);
  const connection = connectionOf(document, configurationFile);
  const running = await startSandbox({
    directory: root,
    port: options.port ?? 0,
    ...(options.log === undefined ? {} : { log: options.log }),
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    connections: [
      { ...identity, name: connectionName, region: connection.region, tables: connection.tables },
    ],
  });
  try {
    setEndpoint(document, running.endpoint);
    await writeWhole(configurationFile, document.toString({ lineWidth: 0 }), 0o644);
    await writeWhole(credentialsFile, credentialsText(identity), 0o600);
    for (const table of connection.tables) await mkdir(resolve(root, table.folder), { recursive: true });
  } catch (error) {
    await running.close();
    throw error;
  }
  return { ...running, configurationFile, credentialsFile, profile };
};

const identityIn = async (root: string): Promise<Identity> => {
  const path = join(root, 'identity.json');
  const kept = await textOf(path);
  if (kept !== undefined) return Identity.parse(JSON.parse(kept));
  const identity: Identity = {
    connectionId: randomUUID(),
    accessKeyId: `SANDBOX${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
  await writeWhole(path, `${JSON.stringify(identity, undefined, 2)}\n`, 0o600);
  return identity;
};

const documentIn = async (path: string, { connectionId }: Identity): Promise<Document> => {
  const kept = await textOf(path);
  if (kept !== undefined) return parseDocument(kept);
  const document = new Document({
    connections: [
      {
        name: connectionName,
        endpoint: 'http://127.0.0.1',
        region: defaultRegion,
        connectionId,
        credentials: { profile, file: './credentials' },
        tables: [
          {
            name: 'order',
            folder: './drop/order',
            structure: 'flat',
            primaryKey: ['order_id'],
            ageColumn: 'changed_at',
          },
          { name: 'event', folder: './drop/event', structure: 'flat' },
        ],
      },
    ],
  });
  document.commentBefore =
    ' A configuration for this sandbox. Add your own tables; the endpoint is written anew at every start.';
  return document;
};

const connectionOf = (document: Document, path: string): Connection => {
  const parsed = Configuration.safeParse(document.toJS());
  if (document.errors.length > 0 || !parsed.success) {
    const reason =
      document.errors[0]?.message ?? (parsed.error === undefined ? '' : z.prettifyError(parsed.error));
    throw new Fault('configuration.invalid', { path, reason });
  }
  const connection = parsed.data.connections.find(({ name }) => name === connectionName);
  if (connection === undefined) {
    throw new Fault('configuration.invalid', {
      path,
      reason: `there is no connection named ${connectionName}`,
    });
  }
  return connection;
};

const setEndpoint = (document: Document, endpoint: string): void => {
  const connections = document.get('connections');
  if (!isSeq(connections)) return;
  for (const connection of connections.items) {
    if (isMap(connection) && connection.get('name') === connectionName) connection.set('endpoint', endpoint);
  }
};

const setTables = (document: Document, tables: readonly TargetTable[]): void => {
  const connections = document.get('connections');
  if (!isSeq(connections)) return;
  const short = tables.map(({ name, folder, structure, primaryKey, ageColumn }) => ({
    name,
    folder,
    structure,
    ...(primaryKey.length === 0 ? {} : { primaryKey }),
    ...(ageColumn === undefined ? {} : { ageColumn }),
  }));
  for (const connection of connections.items) {
    if (isMap(connection) && connection.get('name') === connectionName) {
      connection.set('tables', document.createNode(short));
    }
  }
};

// The region stands here too: the AWS CLI would sign for another one where nothing names it.
const credentialsText = ({ accessKeyId, secretAccessKey }: Identity): string =>
  [
    `[${profile}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
    `region = ${defaultRegion}`,
    '',
  ].join('\n');

const textOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Whole or as it was: a reader never sees half a file. */
const writeWhole = async (path: string, text: string, mode: number): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${randomUUID()}.part`;
  await writeFile(part, text, { mode, flag: 'wx' });
  await rename(part, path);
};
