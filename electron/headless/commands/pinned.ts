import { Command } from 'commander';
import { readSchemaFile } from '../../compose/configuration.ts';
import { openDataDirectory, type DataDirectory } from '../../compose/data-directory.ts';
import { Fault } from '../../contract/fault.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { connectionOption, dataOption, jsonOption } from '../options.ts';
import { concluding, outputTo, type Output } from '../output.ts';

interface PinnedFlags {
  readonly data: string;
  readonly connection?: string;
  readonly json?: boolean;
}

const onDirectory = (
  command: Command,
  body: (data: DataDirectory, output: Output, flags: PinnedFlags) => ExitCode,
): Promise<void> => {
  // the command above has options of the same names
  const flags = command.optsWithGlobals<PinnedFlags>();
  const output = outputTo(flags.json === true);
  return concluding(output, async () => {
    const data = openDataDirectory(flags.data);
    try {
      return body(data, output, flags);
    } finally {
      data.close();
    }
  });
};

const pinned = (name: string, summary: string): Command =>
  new Command(name)
    .summary(summary)
    .description(summary)
    .argument('<table>', 'the table')
    .addOption(connectionOption())
    .addOption(dataOption())
    .addOption(jsonOption());

/** `sluice schema export|import|reset TABLE`: the pinned schema of a table, on a data directory. */
export const pinnedCommands = (): readonly Command[] => [
  pinned('export', 'print the pinned schema of a table as JSON').action(
    (table: string, _flags, command: Command) =>
      onDirectory(command, (data, _output, { connection }) => {
        const schema = data.schema(table, connection);
        if (schema === undefined) {
          throw new Fault('usage.wrong', {
            reason: `No schema is pinned for ${table} yet`,
            suggestion: 'It is learned from the first file.',
          });
        }
        process.stdout.write(`${JSON.stringify(schema, undefined, 2)}\n`);
        return exitCodes.done;
      }),
  ),
  pinned('import', 'pin the schema of a table from a file that export has printed')
    .argument('<file>', 'the schema (JSON)')
    .action((table: string, file: string, _flags, command: Command) =>
      onDirectory(command, (data, output, { connection }) => {
        data.setSchema(table, connection, { ...readSchemaFile(file), from: 'person' });
        output.object({ table, pinned: true });
        output.text(`The schema of ${table} is pinned.`);
        return exitCodes.done;
      }),
    ),
  pinned('reset', 'forget the pinned schema: the next file is learned from').action(
    (table: string, _flags, command: Command) =>
      onDirectory(command, (data, output, { connection }) => {
        data.setSchema(table, connection, undefined);
        output.object({ table, pinned: false });
        output.text(`The schema of ${table} is learned anew from its next file.`);
        return exitCodes.done;
      }),
  ),
];
