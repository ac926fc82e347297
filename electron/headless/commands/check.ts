import { Command } from 'commander';
import { basename, resolve } from 'node:path';
import { loneConverter, readyFor } from '../../compose/convert-alone.ts';
import { findTable, readConfiguration } from '../../compose/configuration.ts';
import { isDataDirectory, openDataDirectory } from '../../compose/data-directory.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { rows, table } from '../numbers.ts';
import { configOption, connectionOption, dataOption, jsonOption } from '../options.ts';
import { concluding, outputTo, untilSignalled, type Output } from '../output.ts';
import { defaultConfiguration } from '../places.ts';

interface CheckFlags {
  readonly table: string;
  readonly connection?: string;
  readonly config?: string;
  readonly data: string;
  readonly json?: boolean;
}

/** `sluice check`: everything that would be refused or warned about, without sending. */
export const checkCommand = (): Command =>
  new Command('check')
    .summary('convert and validate a file for a table, without sending it')
    .description(
      'Reads the file as the table would read it, with its pinned schema where it has one, and says what would be refused or warned about. Nothing is sent and nothing is kept.',
    )
    .argument('<file>', 'the file to check')
    .requiredOption('--table <name>', 'the target table')
    .addOption(connectionOption())
    .addOption(configOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((file: string, flags: CheckFlags) => {
      const output = outputTo(flags.json === true);
      return concluding(output, () => check(file, flags, output));
    });

const check = async (file: string, flags: CheckFlags, output: Output): Promise<ExitCode> => {
  const configuration = readConfiguration(flags.config ?? defaultConfiguration);
  const { connection, table: target } = findTable(configuration, flags.table, flags.connection);
  await readyFor(resolve(file), file, undefined);
  using stop = untilSignalled();
  const converter = await loneConverter();
  try {
    const result = await converter.convert({
      source: resolve(file),
      sourceName: basename(file),
      output: undefined,
      options: {},
      tolerant: false,
      table: target,
      pinned: pinnedIn(flags.data, connection.connectionId, target.name),
      signal: stop.signal,
    });
    output.object({
      source: file,
      table: target.name,
      ok: true,
      format: result.format,
      encoding: result.encoding,
      dialect: result.dialect,
      rows: result.rows,
      rejectedRows: result.rejectedRows,
      columns: result.columns,
      added: result.added,
      missing: result.missing,
      warnings: result.warnings,
      evidence: result.evidence,
      sha256: result.sha256,
      bytesIn: result.bytesIn,
    });
    output.text(`${file} can be delivered to ${target.name}: ${rows(result.rows)}`);
    output.text(table([['COLUMN', 'TYPE'], ...result.columns.map((column) => [column.name, column.type])]));
    for (const warning of result.warnings) output.text(`warning: ${warning.message}`);
    return exitCodes.done;
  } finally {
    await converter.close();
  }
};

const pinnedIn = (directory: string, connectionId: string, tableName: string) => {
  if (!isDataDirectory(directory)) return undefined;
  const data = openDataDirectory(directory);
  try {
    const lane = data.journal
      .lanes()
      .find((one) => one.connectionId === connectionId && one.table === tableName);
    return lane && data.journal.schema(lane.id);
  } finally {
    data.close();
  }
};
