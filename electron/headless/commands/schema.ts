import { Command } from 'commander';
import { basename, resolve } from 'node:path';
import { readOptionsFile } from '../../compose/configuration.ts';
import { loneConverter, readyFor } from '../../compose/convert-alone.ts';
import { deriveTables } from '../../core/nested/derive-tables.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { table } from '../numbers.ts';
import { jsonOption } from '../options.ts';
import { concluding, outputTo, untilSignalled, type Output } from '../output.ts';
import { flatOrNested } from './convert.ts';
import { pinnedCommands } from './pinned.ts';

interface SchemaFlags {
  readonly primaryKey?: string;
  readonly ageColumn?: string;
  readonly options?: string;
  readonly table?: string;
  readonly json?: boolean;
}

/** `sluice schema FILE`: what would be pinned, and the tables that Celonis will build. */
export const schemaCommand = (): Command => {
  const command = new Command('schema')
    .summary('show the columns, types and tables that a file would give')
    .description(
      'Shows what would be pinned for a file, why, and, for nested data, the tables that Celonis builds of it. The names of child tables and foreign keys are a preview: Celonis decides them.',
    )
    .argument('<file>', 'an exemplary file')
    .option('--table <name>', "the target table's name; the file's name unless given")
    .option('--primary-key <columns>', 'columns of the primary key, separated by commas')
    .option('--age-column <column>', 'the age column')
    .option('--options <file>', 'read options (YAML)')
    .addOption(jsonOption())
    .action((file: string, flags: SchemaFlags) => {
      const output = outputTo(flags.json === true);
      return concluding(output, () => showSchema(file, flags, output));
    });
  for (const inner of pinnedCommands()) command.addCommand(inner);
  return command;
};

const showSchema = async (file: string, flags: SchemaFlags, output: Output): Promise<ExitCode> => {
  await readyFor(resolve(file), file, undefined);
  using stop = untilSignalled();
  const converter = await loneConverter();
  try {
    const result = await flatOrNested(converter, {
      source: resolve(file),
      sourceName: basename(file),
      output: undefined,
      options: flags.options === undefined ? {} : readOptionsFile(flags.options),
      tolerant: false,
      signal: stop.signal,
    });
    const tables = deriveTables({
      table: flags.table ?? basename(file).replace(/\..*$/, ''),
      columns: [...result.columns],
      primaryKey: (flags.primaryKey ?? '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      ...(flags.ageColumn === undefined ? {} : { ageColumn: flags.ageColumn }),
    });
    output.object({
      tables: tables.map((one) => ({
        name: one.name,
        parent: one.parent ?? null,
        columns: one.columns.map(({ source: _source, ...column }) => ({ foreignKey: null, ...column })),
      })),
      format: result.format,
      encoding: result.encoding,
      dialect: result.dialect,
      rows: result.rows,
      evidence: result.evidence,
      warnings: result.warnings,
    });
    for (const one of tables) {
      output.text(one.parent === undefined ? one.name : `${one.name} (child of ${one.parent})`);
      output.text(
        table(
          one.columns.map((column) => [
            `  ${column.name}`,
            column.type,
            [
              column.primaryKey ? 'primary key' : '',
              column.foreignKey === undefined ? '' : `foreign key to ${column.foreignKey}`,
              column.ageColumn ? 'age column' : '',
            ]
              .filter((word) => word !== '')
              .join(', '),
          ]),
        ),
      );
    }
    for (const line of result.evidence) output.text(`because ${line}`);
    for (const warning of result.warnings) output.text(`warning: ${warning.message}`);
    return exitCodes.done;
  } finally {
    await converter.close();
  }
};
