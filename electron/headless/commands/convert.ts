import { Command, Option } from 'commander';
import { basename, resolve } from 'node:path';
import { loneConverter, readyFor, type LoneConverter } from '../../compose/convert-alone.ts';
import { readOptionsFile } from '../../compose/configuration.ts';
import type { ReadOptions } from '../../contract/configuration.ts';
import type { ConvertResult } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import { sentence } from '../../contract/words/sentence.ts';
import { errorView } from '../../core/history/history-row.ts';
import { convertTargets } from '../convert-targets.ts';
import { exitCodeOf, exitCodes, worse, type ExitCode } from '../exit-code.ts';
import { bytes, columns, rows } from '../numbers.ts';
import { jsonOption } from '../options.ts';
import { concluding, outputTo, untilSignalled, type Output } from '../output.ts';

interface ConvertFlags {
  readonly output?: string;
  readonly outDir?: string;
  readonly options?: string;
  readonly tolerant?: boolean;
  readonly structure?: 'flat' | 'nested';
  readonly json?: boolean;
}

/** `sluice convert`: converts alone, without a connection. */
export const convertCommand = (): Command =>
  new Command('convert')
    .summary('convert files to Parquet, without sending them')
    .description(
      'Converts files (CSV, JSON, XLSX, XML, XES, Avro, Parquet, also .gz and .zip) to uncompressed Parquet ' +
        'as Celonis takes it. The source is never written to. Without -o or --out-dir the result stands beside it.',
    )
    .argument('<file...>', 'the files to convert')
    .option('-o, --output <file>', 'the Parquet file to write (with one source file)')
    .option('--out-dir <dir>', 'the folder to write to; made where it is missing')
    .option('--options <file>', 'read options (YAML), as under options: in a configuration')
    .option('--tolerant', 'set damaged rows aside (NAME.rejected-rows.csv), count them, and convert the rest')
    .addOption(
      new Option('--structure <kind>', 'flat or nested; flat unless the file holds lists').choices([
        'flat',
        'nested',
      ]),
    )
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  sluice convert orders.csv invoices.xlsx --out-dir parquet')
    .action((files: string[], flags: ConvertFlags) => {
      const output = outputTo(flags.json === true);
      return concluding(output, () => convertFiles(files, flags, output));
    });

const convertFiles = async (
  files: readonly string[],
  flags: ConvertFlags,
  output: Output,
): Promise<ExitCode> => {
  if (flags.output !== undefined && files.length > 1) {
    throw new Fault('usage.wrong', {
      reason: '-o names one file, but several are to be converted',
      suggestion: 'Use --out-dir.',
    });
  }
  const options = flags.options === undefined ? {} : readOptionsFile(flags.options);
  using stop = untilSignalled();
  const converter = await loneConverter();
  let worst: ExitCode = exitCodes.done;
  const sources = files.map((file) => resolve(file));
  const targets = convertTargets(sources, flags);
  const taken = new Map<string, string>();
  try {
    for (const [index, file] of files.entries()) {
      const place = { source: sources[index] ?? '', target: targets[index] ?? '', taken };
      const code = await convertOne(converter, file, place, flags, options, stop.signal, output);
      worst = worse(worst, code);
      if (stop.signal.aborted) break;
    }
  } finally {
    await converter.close();
  }
  return worst;
};

interface Place {
  /** Absolute paths. */
  readonly source: string;
  readonly target: string;
  /** The source of each result of this run, by its path in lower case. */
  readonly taken: Map<string, string>;
}

const convertOne = async (
  converter: LoneConverter,
  file: string,
  { source, target, taken }: Place,
  flags: ConvertFlags,
  options: ReadOptions,
  signal: AbortSignal,
  output: Output,
): Promise<ExitCode> => {
  try {
    await readyFor(source, file, target);
    if (target === source) {
      throw new Fault('usage.wrong', {
        file,
        reason: 'the result would replace the source',
        suggestion: 'Name another file with -o, or another folder with --out-dir.',
      });
    }
    const before = taken.get(target.toLowerCase());
    if (before !== undefined && before !== source) {
      throw new Fault('usage.wrong', {
        file,
        reason: `the result would replace that of ${before}`,
        suggestion: 'Convert them into different folders.',
      });
    }
    taken.set(target.toLowerCase(), source);
    const result = await flatOrNested(converter, {
      source,
      sourceName: basename(source),
      output: target,
      options,
      tolerant: flags.tolerant === true,
      structure: flags.structure,
      signal,
    });
    tellResult(file, result.rows === 0 ? undefined : target, result, output);
    return exitCodes.done;
  } catch (error) {
    const fault = Fault.from(error);
    const view = { code: fault.code, facts: { file: basename(file), ...fault.facts } };
    output.object({ source: file, error: errorView(view) });
    output.note(sentence(view));
    return exitCodeOf(fault);
  }
};

/** Flat unless told otherwise; a file with lists cannot be flat and becomes nested. */
export const flatOrNested = async (
  converter: LoneConverter,
  what: Parameters<LoneConverter['convert']>[0],
): Promise<ConvertResult> => {
  if (what.structure !== undefined || what.table !== undefined) return await converter.convert(what);
  try {
    return await converter.convert({ ...what, structure: 'flat' });
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'nested.inFlat') throw error;
    return await converter.convert({ ...what, structure: 'nested' });
  }
};

const tellResult = (
  file: string,
  target: string | undefined,
  result: ConvertResult,
  output: Output,
): void => {
  output.object({
    source: file,
    output: target ?? null,
    format: result.format,
    encoding: result.encoding,
    dialect: result.dialect,
    rows: result.rows,
    rejectedRows: result.rejectedRows,
    columns: result.columns,
    warnings: result.warnings,
    bytesIn: result.bytesIn,
    bytesOut: result.bytesOut,
    sha256: result.sha256,
    ms: Math.round(result.milliseconds),
    evidence: result.evidence,
    passedThrough: result.passedThrough,
    ...(result.rejectedRowsFile === undefined ? {} : { rejectedRowsFile: result.rejectedRowsFile }),
  });
  if (target === undefined) {
    output.text(`${file}: nothing to send (no data rows)`);
    return;
  }
  output.text(
    `${file} -> ${target}: ${rows(result.rows)}, ${columns(result.columns.length)}, ${bytes(result.bytesIn)} -> ${bytes(result.bytesOut)}`,
  );
  if (result.rejectedRows > 0) {
    output.text(`  ${rows(result.rejectedRows)} set aside in ${result.rejectedRowsFile ?? ''}`);
  }
  for (const warning of result.warnings) output.text(`  warning: ${warning.message}`);
};
