import { Command, Option } from 'commander';
import { findConnection, readConfiguration } from '../../compose/configuration.ts';
import { awsProfiles, Credentials, secretStore } from '../../compose/credentials.ts';
import { isDataDirectory, openDataDirectory } from '../../compose/data-directory.ts';
import type { Configuration, Connection } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { regionOf } from '../../core/upload/endpoint.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { configOption, dataOption, jsonOption } from '../options.ts';
import { concluding, outputTo, type Output } from '../output.ts';
import { defaultConfiguration } from '../places.ts';
import { readKeys } from '../read-secret.ts';

interface CredentialFlags {
  readonly config?: string;
  readonly data: string;
  readonly profile?: string;
  readonly accessKey?: string;
  readonly json?: boolean;
}

/** `sluice credentials …`: the keychain, and profiles of the AWS tools. */
export const credentialsCommand = (): Command => {
  const command = new Command('credentials')
    .summary('keep access key and secret of a connection in the keychain')
    .description(
      'Access key and secret of a connection live in the keychain of the operating system. On a machine without one, use an AWS profile (credentials: {profile: NAME}) or environment variables (credentials: {env: [KEY, SECRET]}).',
    );
  const sub = (name: string, summary: string) =>
    new Command(name)
      .summary(summary)
      .description(summary)
      .argument('<connection>', "the connection's name, or its id")
      .addOption(configOption())
      .addOption(dataOption())
      .addOption(jsonOption());
  const profile = () => new Option('--profile <name>', 'the profile of the AWS tools').makeOptionMandatory();
  const act =
    (body: (name: string, flags: CredentialFlags, output: Output) => Promise<ExitCode>) =>
    (name: string, flags: CredentialFlags) => {
      const output = outputTo(flags.json === true);
      return concluding(output, () => body(name, flags, output));
    };
  command.addCommand(
    sub('set', 'store access key and secret; the secret comes from a prompt or from stdin')
      .addOption(
        new Option(
          '--access-key <id>',
          'the access key; asked for, or the first of two lines on stdin, unless given',
        ),
      )
      .addHelpText(
        'after',
        '\nExamples:\n  sluice credentials set dev\n  printf "%s\\n%s\\n" "$KEY" "$SECRET" | sluice credentials set dev',
      )
      .action(act(set)),
  );
  command.addCommand(
    sub('import', 'store what a profile of the AWS tools holds')
      .addOption(profile())
      .action(act(importProfile)),
  );
  command.addCommand(
    sub('export', 'write a profile for the AWS tools').addOption(profile()).action(act(exportProfile)),
  );
  command.addCommand(sub('remove', 'remove access key and secret from the keychain').action(act(remove)));
  return command;
};

const configurationOf = (flags: CredentialFlags): Configuration | undefined => {
  if (flags.config !== undefined) return readConfiguration(flags.config);
  try {
    return readConfiguration(defaultConfiguration);
  } catch (error) {
    if (error instanceof Fault && error.code === 'configuration.unreadable') return undefined;
    throw error;
  }
};

/** The connection by the configuration, by its id, or by what the data directory has seen. */
const connectionOf = (
  name: string,
  flags: CredentialFlags,
): Pick<Connection, 'name' | 'connectionId'> & Partial<Connection> => {
  const configuration = configurationOf(flags);
  if (configuration !== undefined) return findConnection(configuration, name);
  if (/^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(name))
    return { name, connectionId: name.toLowerCase() };
  if (isDataDirectory(flags.data)) {
    const data = openDataDirectory(flags.data);
    try {
      const connectionId = data.connectionId(name);
      if (connectionId !== undefined) return { name, connectionId };
    } finally {
      data.close();
    }
  }
  throw new Fault('usage.wrong', {
    reason: `There is no configuration that says which connection ${name} is`,
    suggestion: 'Name it with --config, or give the connection id.',
  });
};

const set = async (name: string, flags: CredentialFlags, output: Output): Promise<ExitCode> => {
  const connection = connectionOf(name, flags);
  const store = secretStore();
  const before = await store.get(connection.connectionId);
  const given = await readKeys(flags.accessKey, before?.accessKeyId);
  if (given.accessKeyId === undefined || given.accessKeyId === '') {
    throw new Fault('usage.wrong', {
      reason: 'The access key is missing',
      suggestion: 'Give it with --access-key, or as the first of two lines on stdin.',
    });
  }
  if (given.secretAccessKey === '') throw new Fault('usage.wrong', { reason: 'The secret is empty' });
  return await keep(connection, new Credentials(given.accessKeyId, given.secretAccessKey), flags, output);
};

const importProfile = async (name: string, flags: CredentialFlags, output: Output): Promise<ExitCode> => {
  const connection = connectionOf(name, flags);
  const found = await awsProfiles().read(flags.profile ?? '');
  if (found === undefined) {
    throw new Fault('credentials.missing', {
      connection: name,
      reason: `there is no AWS profile ${flags.profile ?? ''}`,
      suggestion: `Create it: aws configure --profile ${flags.profile ?? 'NAME'}`,
    });
  }
  return await keep(connection, found, flags, output);
};

const keep = async (
  connection: Pick<Connection, 'name' | 'connectionId'>,
  credentials: Credentials,
  flags: CredentialFlags,
  output: Output,
): Promise<ExitCode> => {
  await secretStore().set(connection.connectionId, credentials);
  // a connection that was held for its credentials goes on
  if (isDataDirectory(flags.data)) {
    const data = openDataDirectory(flags.data);
    data.release(connection.connectionId);
    data.close();
  }
  output.object({
    connection: connection.name,
    connectionId: connection.connectionId,
    accessKeyId: credentials.accessKeyId,
  });
  output.text(`Stored in the keychain for ${connection.name} (access key ${credentials.accessKeyId}).`);
  return exitCodes.done;
};

const exportProfile = async (name: string, flags: CredentialFlags, output: Output): Promise<ExitCode> => {
  const connection = connectionOf(name, flags);
  const found = await secretStore().get(connection.connectionId);
  if (found === undefined)
    throw new Fault('credentials.missing', { connection: name, reason: 'the keychain holds none' });
  const written = await awsProfiles().write(flags.profile ?? '', found, regionOf(connection));
  output.object({ connection: connection.name, profile: flags.profile, ...written });
  output.text(
    `Written: profile ${flags.profile ?? ''} in ${written.credentialsFile} and ${written.configFile}.`,
  );
  return exitCodes.done;
};

const remove = async (name: string, flags: CredentialFlags, output: Output): Promise<ExitCode> => {
  const connection = connectionOf(name, flags);
  const removed = await secretStore().remove(connection.connectionId);
  output.object({ connection: connection.name, connectionId: connection.connectionId, removed });
  output.text(
    removed
      ? `Removed from the keychain: ${connection.name}.`
      : `The keychain held nothing for ${connection.name}.`,
  );
  return exitCodes.done;
};
