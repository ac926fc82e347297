import { Command } from 'commander';
import { resolve } from 'node:path';
import { readConfiguration } from '../../compose/configuration.ts';
import { secretStore } from '../../compose/credentials.ts';
import { Fault } from '../../contract/fault.ts';
import type { Finding } from '../../core/doctor/finding.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { configOption, dataOption, jsonOption } from '../options.ts';
import { concluding, outputTo, untilSignalled, type Output } from '../output.ts';
import { defaultConfiguration } from '../places.ts';
import { version } from '../version.ts';

interface DoctorFlags {
  readonly config?: string;
  readonly data: string;
  readonly bundle?: string;
  readonly json?: boolean;
}

/** `sluice doctor`: what Sluice stands on, and whether it holds. */
export const doctorCommand = (): Command =>
  new Command('doctor')
    .summary('look at everything that Sluice needs on this machine')
    .description(
      'Looks at versions, keychain, folders, disk, watch limits and connections, and says what to do. --bundle writes findings, configuration, status and history (no secrets) to a ZIP for a report.',
    )
    .addOption(configOption())
    .addOption(dataOption())
    .option('--bundle <zip>', 'write a diagnostics bundle')
    .addOption(jsonOption())
    .action((flags: DoctorFlags) => {
      const output = outputTo(flags.json === true);
      return concluding(output, () => doctor(flags, output));
    });

const doctor = async (flags: DoctorFlags, output: Output): Promise<ExitCode> => {
  const { bundleTo, examine } = await import('../../compose/doctor.ts');
  using stop = untilSignalled();
  const what = {
    configuration: configurationOf(flags),
    dataDirectory: flags.data,
    secrets: secretStore(),
    signal: stop.signal,
  };
  const findings: Finding[] = [];
  const marks = { ok: 'ok     ', warning: 'warning', bad: 'BAD    ' } as const;
  for await (const finding of examine(what)) {
    findings.push(finding);
    output.text(`${marks[finding.verdict]}  ${finding.what}: ${finding.detail}`);
    if (finding.next !== undefined) output.text(`         ${finding.next}`);
  }
  if (flags.bundle !== undefined) {
    await bundleTo(resolve(flags.bundle), what, findings, version);
    output.text(`Diagnostics bundle: ${resolve(flags.bundle)}`);
  }
  output.object({ version, findings });
  return findings.some((finding) => finding.verdict === 'bad') ? exitCodes.internal : exitCodes.done;
};

const configurationOf = (flags: DoctorFlags) => {
  if (flags.config !== undefined) return readConfiguration(flags.config);
  try {
    return readConfiguration(defaultConfiguration);
  } catch (error) {
    if (error instanceof Fault && error.code === 'configuration.unreadable') return undefined;
    throw error;
  }
};
