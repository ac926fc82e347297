import { Command } from 'commander';
import { basename, resolve } from 'node:path';
import { loneConverter, readyFor, type LoneConverter } from '../../compose/convert-alone.ts';
import { findTable, readConfiguration } from '../../compose/configuration.ts';
import { isDataDirectory, openDataDirectory } from '../../compose/data-directory.ts';
import type { ConvertResult } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import { sentence } from '../../contract/words/sentence.ts';
import { errorView } from '../../core/history/history-row.ts';
import { placeLines } from '../../core/history/reason-text.ts';
import { liftDemand, type Demands } from '../../core/validate/lift-demand.ts';
import { exitCodeOf, exitCodes, worse, type ExitCode } from '../exit-code.ts';
import { rows, table as listed } from '../numbers.ts';
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
    const pinned = pinnedIn(flags.data, connection.connectionId, target.name);
    const found = await judge(converter, resolve(file), stop.signal, {
      table: target,
      pinned,
      longTexts: 'refuse',
      tolerant: false,
    });
    tellJudgement(file, target.name, found, output);
    return found.faults.length === 0 ? exitCodes.done : found.faults.map(exitCodeOf).reduce(worse);
  } finally {
    await converter.close();
  }
};

interface Judgement {
  readonly faults: readonly Fault[];
  /** Of the last reading that came to its end; undefined where none did. */
  readonly result: ConvertResult | undefined;
}

/** Reads the file again and again, each time without the demand that it has failed, until nothing is left to find. */
const judge = async (
  converter: LoneConverter,
  source: string,
  signal: AbortSignal,
  asked: Demands,
): Promise<Judgement> => {
  const faults: Fault[] = [];
  for (let demands: Demands | undefined = asked; demands !== undefined;) {
    try {
      const { table, pinned, longTexts, tolerant } = demands;
      const result = await converter.convert({
        source,
        sourceName: basename(source),
        output: undefined,
        options: {},
        tolerant,
        table,
        pinned,
        longTexts,
        signal,
      });
      return { faults, result };
    } catch (error) {
      const fault = Fault.from(error);
      faults.push(fault);
      demands = signal.aborted ? undefined : liftDemand(demands, fault);
    }
  }
  return { faults, result: undefined };
};

const tellJudgement = (file: string, table: string, { faults, result }: Judgement, output: Output): void => {
  const views = faults.map(({ code, facts }) => ({ code, facts: { file: basename(file), ...facts } }));
  const errors = views.map((view) => errorView(view));
  const [error] = errors;
  // what was read with fewer demands has warnings of its own
  const warnings = (result?.warnings ?? []).filter(
    ({ code, column }) =>
      faults.length === 0 ||
      (code !== 'key.lastWins' &&
        !faults.some((fault) => fault.code === code && fault.facts.column === column)),
  );
  output.object({
    source: file,
    table,
    ok: faults.length === 0,
    ...(error === undefined ? {} : { error, errors }),
    ...(result === undefined
      ? {}
      : {
          format: result.format,
          encoding: result.encoding,
          dialect: result.dialect,
          rows: result.rows,
          rejectedRows: result.rejectedRows,
          columns: result.columns,
          added: result.added,
          missing: result.missing,
          warnings,
          evidence: result.evidence,
          sha256: result.sha256,
          bytesIn: result.bytesIn,
        }),
  });
  for (const view of views) {
    output.note(sentence(view));
    for (const line of placeLines(view.facts)) output.note(line);
  }
  if (result === undefined) return;
  if (faults.length === 0) {
    output.text(`${file} can be delivered to ${table}: ${rows(result.rows)}`);
    output.text(listed([['COLUMN', 'TYPE'], ...result.columns.map((column) => [column.name, column.type])]));
  }
  for (const warning of warnings) output.text(`warning: ${warning.message}`);
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
