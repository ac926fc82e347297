import { Command, Option } from 'commander';
import { openDataDirectory } from '../../compose/data-directory.ts';
import { DeliveryState } from '../../contract/state.ts';
import type { HistoryRow } from '../../contract/views.ts';
import { stateNames } from '../../contract/words/states.ts';
import { exitCodes } from '../exit-code.ts';
import { bytes, count, table } from '../numbers.ts';
import { connectionOption, dataOption, jsonOption } from '../options.ts';
import { concluding, outputTo } from '../output.ts';

interface HistoryFlags {
  readonly data: string;
  readonly table?: string;
  readonly connection?: string;
  readonly state?: DeliveryState;
  readonly text?: string;
  readonly json?: boolean;
}

/** `sluice history`: every delivery, oldest first. */
export const historyCommand = (): Command =>
  new Command('history')
    .summary('list deliveries')
    .description('Lists deliveries in the order of their arrival. --json prints one object a line.')
    .addOption(dataOption())
    .option('--table <name>', 'only this table')
    .addOption(connectionOption())
    .addOption(new Option('--state <state>', 'only this state').choices(DeliveryState.options))
    .option('--text <part>', 'only files whose name holds this')
    .addOption(jsonOption())
    .action((flags: HistoryFlags) => {
      const output = outputTo(flags.json === true);
      return concluding(output, async () => {
        const data = openDataDirectory(flags.data);
        try {
          const lines: string[][] = [];
          const filter = {
            table: flags.table,
            connection: flags.connection,
            states: flags.state === undefined ? undefined : [flags.state],
            text: flags.text,
          };
          for (const row of data.history(filter)) {
            output.object(row);
            await output.room();
            if (!output.json) lines.push(lineOf(row));
          }
          const head = ['ID', 'ARRIVED', 'TABLE', 'FILE', 'STATE', 'ROWS', 'SIZE', ''];
          output.text(lines.length === 0 ? 'No deliveries.' : table([head, ...lines], new Set([0, 5, 6])));
          return exitCodes.done;
        } finally {
          data.close();
        }
      });
    });

const lineOf = (row: HistoryRow): string[] => [
  String(row.id),
  row.arrivedAt.slice(0, 19).replace('T', ' '),
  `${row.connection}/${row.table}`,
  row.source,
  stateNames.en[row.state],
  row.rows === null ? '' : count(row.rows),
  row.bytesIn === null ? '' : bytes(row.bytesIn),
  row.error?.message ?? '',
];
