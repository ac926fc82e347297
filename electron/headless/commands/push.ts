import { Command } from 'commander';
import { relative, resolve, sep } from 'node:path';
import { readConfiguration } from '../../compose/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import type { HistoryRow } from '../../contract/views.ts';
import { eventLine } from '../event-line.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { configOption, connectionOption, dataOption, jsonOption, timeOption } from '../options.ts';
import { concluding, outputTo, untilSignalled, type Output } from '../output.ts';
import { defaultConfiguration } from '../places.ts';

interface PushFlags {
  readonly table: string;
  readonly connection?: string;
  readonly config?: string;
  readonly data: string;
  readonly timeout?: number;
  readonly json?: boolean;
}

/** `sluice push`: delivers files now. */
export const pushCommand = (): Command =>
  new Command('push')
    .summary('deliver files to a table now')
    .description(
      'Converts, validates and uploads files to a target table, in the order given. The files stay where they are. Prints one line a file as `aws s3 cp` does.',
    )
    .argument('<file...>', 'the files to deliver')
    .requiredOption('--table <name>', 'the target table')
    .addOption(connectionOption())
    .addOption(configOption())
    .addOption(dataOption())
    .addOption(timeOption())
    .addOption(jsonOption())
    .action((files: string[], flags: PushFlags) => {
      const output = outputTo(flags.json === true);
      return concluding(output, () => pushFiles(files, flags, output));
    });

const pushFiles = async (files: readonly string[], flags: PushFlags, output: Output): Promise<ExitCode> => {
  const configuration = readConfiguration(flags.config ?? defaultConfiguration);
  const { push } = await import('../../compose/push.ts');
  using stop = untilSignalled();
  const time = flags.timeout === undefined ? undefined : AbortSignal.timeout(flags.timeout * 1000);
  const given = new Map(files.map((file) => [resolve(file), file]));
  try {
    const ended = await push({
      configuration,
      dataDirectory: flags.data,
      table: flags.table,
      connection: flags.connection,
      files: files.map((file) => resolve(file)),
      signal: time === undefined ? stop.signal : AbortSignal.any([stop.signal, time]),
      onEvent: (event) => {
        const line =
          event.type === 'retrying' || event.type === 'trouble' ? eventLine(event, new Date()) : undefined;
        if (line !== undefined) output.note(line);
      },
      onEnd: (file, row) => tellEnd(given.get(file) ?? file, file, row, output),
    });
    return ended.some((row) => row.state === 'rejected') ? exitCodes.rejected : exitCodes.done;
  } catch (error) {
    if (time?.aborted === true) {
      throw new Fault(
        'network.timeout',
        { reason: `not delivered within ${flags.timeout ?? 0} s` },
        { cause: error },
      );
    }
    if (stop.signal.aborted) return exitCodes.internal;
    throw error;
  }
};

const tellEnd = (given: string, absolute: string, row: HistoryRow, output: Output): void => {
  output.object({ ...row, file: given });
  switch (row.state) {
    case 'delivered':
      output.text(`upload: ${asAwsShows(absolute)} to s3://continuous/${row.key ?? ''}`);
      break;
    case 'duplicate':
      output.text(
        `skipped: ${given} (the table received exactly this content before, and has no primary key)`,
      );
      break;
    case 'empty':
      output.text(`skipped: ${given} (nothing to send: it has no data rows)`);
      break;
    default:
      output.note(`${row.state}: ${row.error?.message ?? given}`);
  }
  for (const warning of row.warnings) output.note(`warning: ${given}: ${warning.message}`);
};

/** The path as `aws s3 cp` prints it: relative to this folder, with `./` before a bare name. */
const asAwsShows = (absolute: string): string => {
  const path = relative(process.cwd(), absolute);
  return path.includes(sep) ? path : `.${sep}${path}`;
};
