import { Command } from 'commander';
import { resolve } from 'node:path';
import { readConfiguration } from '../../compose/configuration.ts';
import { keepYoungGenerationSmall } from '../../compose/memory.ts';
import type { EngineEvent } from '../../contract/events.ts';
import { Fault } from '../../contract/fault.ts';
import type { StatusView } from '../../contract/views.ts';
import { uiAddress } from '../../core/door/ui-address.ts';
import { eventLine } from '../event-line.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { LiveView } from '../live-view.ts';
import { configOption, dataOption, jsonOption, timeOption } from '../options.ts';
import { concluding, outputTo, untilSignalled, type Output } from '../output.ts';
import { defaultConfiguration } from '../places.ts';
import { version } from '../version.ts';

interface RunFlags {
  readonly config?: string;
  readonly data: string;
  readonly untilIdle?: boolean;
  readonly timeout?: number;
  readonly json?: boolean;
  /** `true`: without an address. */
  readonly ui?: string | true;
  readonly forgetWindows?: boolean;
}

/** `sluice run`: the service. */
export const runCommand = (): Command =>
  new Command('run')
    .summary('watch the folders and deliver what is dropped')
    .description(
      'The service: watches the folders of the configuration and delivers what is dropped there, until it is stopped (SIGTERM or Ctrl+C). With --until-idle it ends when nothing is left to do: 0 all delivered, 3 something was rejected, 4 a connection is held, 5 a folder or the service could not be reached. With --ui the configuration may be made in the window: the file is written when it is saved there.',
    )
    .addOption(configOption())
    .addOption(dataOption())
    .option('--until-idle', 'end when nothing is left to do')
    .addOption(timeOption())
    .option('--ui [host:port]', 'serve the window to browsers of this machine; prints the address to open')
    .option(
      '--forget-windows',
      'with --ui: windows that were open before have to be opened by the new address',
    )
    .addOption(jsonOption())
    .action((flags: RunFlags) => {
      const output = outputTo(flags.json === true);
      return concluding(output, () => run(flags, output));
    });

/** What runs: the engine alone, or with its window. */
interface Service {
  status(): StatusView;
  untilIdle(signal: AbortSignal): Promise<void>;
  /** Ends with the signal; throws where a part of the engine ended by itself, so that whoever runs it sees it. */
  untilStopped(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

type OnEvent = (event: EngineEvent) => void;

const run = async (flags: RunFlags, output: Output): Promise<ExitCode> => {
  using stop = untilSignalled();
  const time = flags.timeout === undefined ? undefined : AbortSignal.timeout(flags.timeout * 1000);
  const told = { rejected: 0 };
  const live = { view: undefined as LiveView | undefined };
  const open = flags.ui === undefined ? openEngine : openServed;
  const service = await open(flags, output, (event) => tell(event, told, live.view, output));
  if (!output.json && process.stdout.isTTY) live.view = new LiveView(process.stdout, service.status);
  try {
    const until = time === undefined ? stop.signal : AbortSignal.any([stop.signal, time]);
    if (flags.untilIdle !== true) {
      await service.untilStopped(until);
      return exitCodes.done;
    }
    await service.untilIdle(until);
    output.object(stamped({ type: 'idle' }));
    return endOf(service.status(), told.rejected, output);
  } catch (error) {
    if (stop.signal.aborted) return exitCodes.done;
    if (time?.aborted === true) {
      const reason = service.status().sentence.replace(/\.$/, '');
      throw new Fault('run.notIdle', { seconds: flags.timeout ?? 0, reason }, { cause: error });
    }
    throw error;
  } finally {
    live.view?.end();
    await service.close();
  }
};

const openEngine = async (flags: RunFlags, _output: Output, onEvent: OnEvent): Promise<Service> => {
  const file = flags.config ?? defaultConfiguration;
  const configuration = readConfiguration(file);
  if (configuration.connections.every((connection) => connection.tables.length === 0)) {
    throw new Fault('configuration.invalid', {
      path: resolve(file),
      key: 'connections',
      reason: 'there is no table in it to watch a folder for',
      suggestion: 'Add a connection with a table; docs/configuration.md has an example.',
    });
  }
  // loaded when it is needed: `status` and the like answer without the engine's libraries
  const { startEngine } = await import('../../compose/engine.ts');
  keepYoungGenerationSmall();
  const engine = await startEngine({
    configuration,
    dataDirectory: flags.data,
    program: 'sluice run',
    onEvent,
  });
  return {
    status: engine.status,
    untilIdle: (signal) => engine.pipeline.untilIdle(signal),
    untilStopped: (signal) => engine.pipeline.untilBroken(signal),
    close: engine.close,
  };
};

const openServed = async (flags: RunFlags, output: Output, onEvent: OnEvent): Promise<Service> => {
  const address = uiAddress(flags.ui === true ? undefined : flags.ui);
  const { serveEngine } = await import('../../compose/ui.ts');
  keepYoungGenerationSmall();
  const { host, url, close } = await serveEngine({
    configurationFile: resolve(flags.config ?? defaultConfiguration),
    dataDirectory: flags.data,
    program: 'sluice run',
    version,
    address,
    forgetWindows: flags.forgetWindows === true,
    onEvent,
  });
  if (host.fault !== undefined) {
    await close();
    throw Fault.of(host.fault);
  }
  output.object({ at: new Date().toISOString(), type: 'ui', url });
  if (!output.json) output.note(`The window: ${url}`);
  return {
    status: () => host.status(),
    untilIdle: (signal) => host.untilIdle(signal),
    untilStopped: (signal) => host.untilStopped(signal),
    close,
  };
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

const endOf = (status: StatusView, rejected: number, output: Output): ExitCode => {
  output.text(status.sentence);
  const tables = status.connections.flatMap((connection) => connection.tables);
  if (tables.some((one) => one.stopped)) return exitCodes.internal;
  if (status.connections.some((connection) => connection.state === 'held')) return exitCodes.refused;
  if (rejected > 0) return exitCodes.rejected;
  const unreachable = tables.some((one) => one.folderState !== null && !one.folderState.reachable);
  return unreachable ? exitCodes.unreachable : exitCodes.done;
};
