import { Command } from 'commander';
import { findConnection, readConfiguration } from '../../compose/configuration.ts';
import type { NamedStep } from '../../compose/connection-test.ts';
import { sentence } from '../../contract/words/sentence.ts';
import { Fault } from '../../contract/fault.ts';
import { errorView } from '../../core/history/history-row.ts';
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-code.ts';
import { configOption, jsonOption } from '../options.ts';
import { concluding, outputTo, untilSignalled, type Output } from '../output.ts';
import { defaultConfiguration } from '../places.ts';

interface TestFlags {
  readonly config?: string;
  readonly json?: boolean;
}

/** `sluice connections test`: the way to Celonis, step by step. */
export const connectionsCommand = (): Command => {
  const command = new Command('connections')
    .summary('test the way to Celonis')
    .description('Tests connections.');
  command.addCommand(
    new Command('test')
      .summary('test the way to a connection: name, proxy, TLS, clock, signature')
      .description(
        'Walks the way to the service, one line a step, and says what to do. Nothing is changed there.',
      )
      .argument('[connection]', "the connection's name; all of them unless given")
      .addOption(configOption())
      .addOption(jsonOption())
      .action((name: string | undefined, flags: TestFlags) => {
        const output = outputTo(flags.json === true);
        return concluding(output, () => test(name, flags, output));
      }),
  );
  return command;
};

const test = async (name: string | undefined, flags: TestFlags, output: Output): Promise<ExitCode> => {
  const configuration = readConfiguration(flags.config ?? defaultConfiguration);
  const connections = name === undefined ? configuration.connections : [findConnection(configuration, name)];
  const { testConnections } = await import('../../compose/connection-test.ts');
  using stop = untilSignalled();
  let worst: ExitCode = exitCodes.done;
  for await (const step of testConnections(configuration, stop.signal, connections)) {
    tellStep(step, output);
    if (step.fault !== undefined) worst = exitCodeOf(Fault.of(step.fault));
  }
  return worst;
};

const tellStep = ({ fault, ...step }: NamedStep, output: Output): void => {
  output.object({ ...step, error: fault === undefined ? null : errorView(fault) });
  output.text(`${step.connection}  ${step.ok ? 'ok  ' : 'FAIL'}  ${step.step.padEnd(9)}  ${step.detail}`);
  if (fault !== undefined) output.text(`  ${sentence(fault)}`);
};
