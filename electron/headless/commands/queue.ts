import { Command } from 'commander';
import { openDataDirectory, type DataDirectory } from '../../compose/data-directory.ts';
import { Fault } from '../../contract/fault.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { connectionOption, dataOption, jsonOption } from '../options.ts';
import { concluding, outputTo, type Output } from '../output.ts';

interface QueueFlags {
  readonly data: string;
  readonly connection?: string;
  readonly json?: boolean;
}

const withDirectory = (
  flags: QueueFlags,
  body: (data: DataDirectory, output: Output) => Promise<ExitCode>,
) => {
  const output = outputTo(flags.json === true);
  return concluding(output, async () => {
    const data = openDataDirectory(flags.data);
    try {
      return await body(data, output);
    } finally {
      data.close();
    }
  });
};

/** `sluice retry`: a rejected or held delivery goes on. */
export const retryCommand = (): Command =>
  new Command('retry')
    .summary('send a rejected or held delivery again')
    .description(
      'Puts a rejected delivery back into its lane, at the end; the file is read where it was set aside, as it is now. For a held delivery its connection is tried again. A running service goes on at once; else the next run does.',
    )
    .argument('<id...>', 'the ids of the deliveries, as history shows them')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((ids: string[], flags: QueueFlags) =>
      withDirectory(flags, async (data, output) => {
        for (const id of ids) {
          if (!/^\d+$/.test(id)) throw new Fault('usage.wrong', { reason: `“${id}” is not a delivery's id` });
          const row = await data.retry(Number(id));
          output.object(row);
          output.text(`${row.id} ${row.connection}/${row.table} ${row.source}: back in its lane`);
        }
        return exitCodes.done;
      }),
    );

/** `sluice pause`: a table, or everything. */
export const pauseCommand = (): Command =>
  new Command('pause')
    .summary('stop delivering for a table, or for all')
    .description('Pauses a table (order, or dev/order), a connection (--connection), or everything.')
    .argument('[table]', 'the table; all of them unless given')
    .addOption(connectionOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((name: string | undefined, flags: QueueFlags) =>
      withDirectory(flags, async (data, output) => {
        const paused = data.pause(name, flags.connection);
        output.object({ paused });
        output.text(paused.length === 0 ? 'There is nothing to pause.' : `Paused: ${paused.join(', ')}`);
        return exitCodes.done;
      }),
    );

/** `sluice resume`: the other way. */
export const resumeCommand = (): Command =>
  new Command('resume')
    .summary('deliver again for a table, or for all')
    .description('Lets a paused table, a connection or everything go on; a held connection is tried again.')
    .argument('[table]', 'the table; all of them unless given')
    .addOption(connectionOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((name: string | undefined, flags: QueueFlags) =>
      withDirectory(flags, async (data, output) => {
        const resumed = data.resume(name, flags.connection);
        output.object({ resumed });
        output.text(resumed.length === 0 ? 'There is nothing to resume.' : `Resumed: ${resumed.join(', ')}`);
        return exitCodes.done;
      }),
    );
