import { Command } from 'commander';
import { openDataDirectory } from '../../compose/data-directory.ts';
import { leftAloneSentence } from '../../contract/words/states.ts';
import { exitCodes } from '../exit-code.ts';
import { count, table } from '../numbers.ts';
import { dataOption, jsonOption } from '../options.ts';
import { concluding, outputTo } from '../output.ts';

/** `sluice status`: the one sentence, and each table's numbers. */
export const statusCommand = (): Command =>
  new Command('status')
    .summary('say whether all is well')
    .description('Says whether all is well on a data directory, whether or not the service runs.')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((flags: { readonly data: string; readonly json?: boolean }) => {
      const output = outputTo(flags.json === true);
      return concluding(output, async () => {
        const data = openDataDirectory(flags.data);
        try {
          const status = data.status();
          output.object(status);
          output.text(status.running ? status.sentence : `${status.sentence} (The service is not running.)`);
          const lines = status.connections.flatMap((connection) =>
            connection.tables.map((one) => [
              `${connection.name}/${one.name}`,
              count(one.waiting),
              count(one.inWork),
              count(one.delivered),
              count(one.rejected),
              one.paused ? 'paused' : connection.state === 'held' ? 'held' : one.stopped ? 'stopped' : '',
              one.folder,
            ]),
          );
          const head = ['TABLE', 'WAITING', 'IN WORK', 'DELIVERED', 'REJECTED', '', 'FOLDER'];
          if (lines.length > 0) output.text(table([head, ...lines], new Set([1, 2, 3, 4])));
          for (const connection of status.connections) {
            for (const one of connection.tables) {
              for (const left of one.folderState?.leftAlone ?? [])
                output.text(leftAloneSentence(left, one.name));
            }
          }
          return exitCodes.done;
        } finally {
          data.close();
        }
      });
    });
