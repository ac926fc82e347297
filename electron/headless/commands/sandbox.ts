import { Command } from 'commander';
import { resolve } from 'node:path';
import { readConfiguration } from '../../compose/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { count, table } from '../numbers.ts';
import { jsonOption } from '../options.ts';
import { concluding, outputTo, untilSignalled, type Output } from '../output.ts';

interface SandboxFlags {
  readonly config?: string;
  readonly dir: string;
  readonly port?: string;
  readonly json?: boolean;
  readonly connection?: string;
  readonly limit?: string;
}

/** Loaded when it is needed: it brings a database along. */
const inside = () => import('../../compose/sandbox.ts');

const DEFAULT_DIRECTORY = 'sluice-sandbox';

/** `sluice sandbox`: the local ingestion API, and looks inside it. */
export const sandboxCommand = (): Command => {
  const command = new Command('sandbox')
    .summary('run the ingestion API on this machine, to try Sluice without a Celonis team')
    .description(
      'Runs the Standard Data Ingestion API on loopback until it is stopped, and loads what arrives into tables. ' +
        'With --config it stands in for the connections of that configuration and accepts their credentials. ' +
        'Without, it makes one connection and writes a ready configuration (DIR/sluice.yaml).',
    )
    .option('--config <file>', 'the configuration to stand in for')
    .option('--dir <dir>', 'where the sandbox keeps everything', DEFAULT_DIRECTORY)
    .option('--port <number>', 'the port; that of the configuration, or any free one, unless given')
    .addOption(jsonOption())
    .action((flags: SandboxFlags) => {
      const output = outputTo(flags.json === true);
      return concluding(output, () => serve(flags, output));
    });
  command.addCommand(tablesCommand());
  command.addCommand(showCommand());
  command.addCommand(loadsCommand());
  return command;
};

const serve = async (flags: SandboxFlags, output: Output): Promise<ExitCode> => {
  const { makeReadySandbox, sandboxFor } = await inside();
  using stop = untilSignalled();
  const port = flags.port === undefined ? undefined : portOf(flags.port);
  const directory = resolve(flags.dir);
  const ready =
    flags.config === undefined
      ? await makeReadySandbox(directory, port === undefined ? {} : { port })
      : undefined;
  const running =
    ready ?? (await sandboxFor({ configuration: readConfiguration(flags.config ?? ''), directory, port }));
  const { endpoint, connections } = running;
  output.object({ endpoint, connections });
  output.text(`The sandbox listens at ${endpoint}`);
  for (const connection of connections) {
    output.text(
      `  connection ${connection.name} (${connection.connectionId}): ${connection.tables.join(', ')}`,
    );
  }
  if (ready !== undefined) {
    output.text(
      `\nA configuration for it: ${ready.configurationFile}\n  sluice run --config ${ready.configurationFile}`,
    );
    output.text(
      `The same with the AWS CLI:\n  AWS_SHARED_CREDENTIALS_FILE=${ready.credentialsFile} aws s3 cp FILE.parquet \\\n    --endpoint-url ${endpoint} \\\n    s3://continuous/connection/${connections[0]?.connectionId ?? ''}/${connections[0]?.tables[0] ?? 'TABLE'}/ --profile ${ready.profile}`,
    );
  }
  await new Promise<void>((end) => {
    if (stop.signal.aborted) end();
    else stop.signal.addEventListener('abort', () => end(), { once: true });
  });
  await running.close();
  return exitCodes.done;
};

const portOf = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Fault('usage.wrong', { reason: `“${text}” is not a port` });
};

const reading = (name: string): Command =>
  new Command(name)
    .option('--dir <dir>', 'the directory of the sandbox', DEFAULT_DIRECTORY)
    .option('--connection <name>', 'only this connection')
    .addOption(jsonOption());

/** What both the subcommand and the command before it may have been given. */
const flagsOf = (command: Command): SandboxFlags => command.optsWithGlobals<SandboxFlags>();

const narrowing = (flags: SandboxFlags) => ({
  ...(flags.connection === undefined ? {} : { connection: flags.connection }),
  ...(flags.limit === undefined ? {} : { limit: Number(flags.limit) }),
});

const tablesCommand = (): Command =>
  reading('tables')
    .summary('list the tables that resulted')
    .action((_: unknown, command: Command) => {
      const flags = flagsOf(command);
      const output = outputTo(flags.json === true);
      return concluding(output, async () => {
        const { readTables } = await inside();
        const tables = await readTables(resolve(flags.dir), narrowing(flags));
        output.object(tables);
        const lines = tables.map((one) => [
          `${one.connection}/${one.table}`,
          count(one.rows),
          one.columns.map((column) => `${column.name} ${column.type}`).join(', '),
        ]);
        output.text(
          lines.length === 0 ? 'No tables.' : table([['TABLE', 'ROWS', 'COLUMNS'], ...lines], new Set([1])),
        );
        return exitCodes.done;
      });
    });

const showCommand = (): Command =>
  reading('show')
    .summary('show the rows of a table')
    .argument('<table>', 'the table')
    .option('--limit <rows>', 'at most so many rows')
    .action((name: string, _: unknown, command: Command) => {
      const flags = flagsOf(command);
      const output = outputTo(flags.json === true);
      return concluding(output, async () => {
        const { readTable } = await inside();
        const content = await readTable(resolve(flags.dir), name, narrowing(flags));
        output.object(content);
        output.text(
          table([
            content.columns.map((column) => column.name),
            ...content.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
          ]),
        );
        return exitCodes.done;
      });
    });

const loadsCommand = (): Command =>
  reading('loads')
    .summary('list what was loaded, and what failed, in the order of arrival')
    .action((_: unknown, command: Command) => {
      const flags = flagsOf(command);
      const output = outputTo(flags.json === true);
      return concluding(output, async () => {
        const { readLoads } = await inside();
        const loads = await readLoads(resolve(flags.dir), narrowing(flags));
        for (const load of loads) output.object(load);
        const lines = loads.map((load) => [
          load.table,
          count(load.rows),
          count(load.inserted),
          count(load.updated),
          count(load.stale),
          load.error ?? '',
          load.key,
        ]);
        const head = ['TABLE', 'ROWS', 'INSERTED', 'UPDATED', 'STALE', 'ERROR', 'KEY'];
        output.text(lines.length === 0 ? 'No loads.' : table([head, ...lines], new Set([1, 2, 3, 4])));
        return exitCodes.done;
      });
    });
