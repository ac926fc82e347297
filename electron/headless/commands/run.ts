import { Command } from 'commander';
import { readConfiguration } from '../../compose/configuration.ts';
import type { Engine } from '../../compose/engine.ts';
import type { EngineEvent } from '../../contract/events.ts';
import { Fault } from '../../contract/fault.ts';
import { eventLine } from '../event-line.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { LiveView } from '../live-view.ts';
import { configOption, dataOption, jsonOption, timeOption } from '../options.ts';
import { concluding, outputTo, untilSignalled, type Output } from '../output.ts';
import { defaultConfiguration } from '../places.ts';

interface RunFlags {
  readonly config?: string;
  readonly data: string;
  readonly untilIdle?: boolean;
  readonly timeout?: number;
  readonly json?: boolean;
}

/** `sluice run`: the service. */
export const runCommand = (): Command =>
  new Command('run')
    .summary('watch the folders and deliver what is dropped')
    .description(
      'The service: watches the folders of the configuration and delivers what is dropped there, until it is stopped (SIGTERM or Ctrl+C). With --until-idle it ends when nothing is left to do: 0 all delivered, 3 something was rejected, 4 a connection is held, 5 a folder or the service could not be reached.',
    )
    .addOption(configOption())
    .addOption(dataOption())
    .option('--until-idle', 'end when nothing is left to do')
    .addOption(timeOption())
    .addOption(jsonOption())
    .action((flags: RunFlags) => {
      const output = outputTo(flags.json === true);
      return concluding(output, () => run(flags, output));
    });

const run = async (flags: RunFlags, output: Output): Promise<ExitCode> => {
  const configuration = readConfiguration(flags.config ?? defaultConfiguration);
  // loaded when it is needed: `status` and the like answer without the engine's libraries
  const { startEngine } = await import('../../compose/engine.ts');
  using stop = untilSignalled();
  const time = flags.timeout === undefined ? undefined : AbortSignal.timeout(flags.timeout * 1000);
  const told = { rejected: 0 };
  const live = { view: undefined as LiveView | undefined };
  const engine = await startEngine({
    configuration,
    dataDirectory: flags.data,
    program: 'sluice run',
    onEvent: (event) => tell(event, told, live.view, output),
  });
  if (!output.json && process.stdout.isTTY) live.view = new LiveView(process.stdout, () => engine.status());
  try {
    const until = time === undefined ? stop.signal : AbortSignal.any([stop.signal, time]);
    if (flags.untilIdle !== true) return await untilStopped(engine, until);
    await engine.pipeline.untilIdle(until);
    output.object(stamped({ type: 'idle' }));
    return endOf(engine, told.rejected, output);
  } catch (error) {
    if (stop.signal.aborted) return exitCodes.done;
    if (time?.aborted === true) {
      throw new Fault(
        'network.timeout',
        { reason: `not idle within ${flags.timeout ?? 0} s` },
        { cause: error },
      );
    }
    throw error;
  } finally {
    live.view?.end();
    await engine.close();
  }
};

/** Until the signal; a part of the pipeline that ended by itself ends the service, so that whoever runs it sees it. */
const untilStopped = async (engine: Engine, signal: AbortSignal): Promise<ExitCode> => {
  await engine.pipeline.untilBroken(signal);
  return exitCodes.done;
};

const stamped = (event: EngineEvent) => ({ at: new Date().toISOString(), ...event });

const tell = (
  event: EngineEvent,
  told: { rejected: number },
  view: LiveView | undefined,
  output: Output,
): void => {
  if (event.type === 'state' && event.state === 'rejected') told.rejected += 1;
  output.object(stamped(event));
  const line = eventLine(event, new Date());
  if (line === undefined || output.json) return;
  // the live view shows the quiet ones as numbers
  if (view === undefined) output.text(line);
  else if (isNews(event)) view.say(line);
};

const isNews = (event: EngineEvent): boolean =>
  event.type === 'held' ||
  event.type === 'released' ||
  event.type === 'trouble' ||
  event.type === 'retrying' ||
  (event.type === 'state' && event.state === 'rejected');

const endOf = (engine: Engine, rejected: number, output: Output): ExitCode => {
  const status = engine.status();
  output.text(status.sentence);
  if (status.connections.some((connection) => connection.state === 'held')) return exitCodes.refused;
  if (rejected > 0) return exitCodes.rejected;
  const unreachable = status.connections
    .flatMap((connection) => connection.tables)
    .some((one) => one.folderState !== null && !one.folderState.reachable);
  return unreachable ? exitCodes.unreachable : exitCodes.done;
};
