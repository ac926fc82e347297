import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { cancellable } from './cancellable.ts';

/** A child of Node in place of Electron's utility process: same messages, `process.parentPort` on the other side. */
class StandInUtilityProcess
  extends EventEmitter
  implements Pick<Electron.UtilityProcess, 'pid' | 'postMessage' | 'kill' | 'stdout' | 'stderr'>
{
  pid: number | undefined;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  readonly #child: ChildProcess;

  constructor(modulePath: string, parameters: string[], options: Electron.ForkOptions) {
    super();
    const output = options.stdio === 'pipe' || options.stdio === 'ignore' ? options.stdio : 'inherit';
    this.#child = fork(modulePath, parameters, {
      serialization: 'advanced',
      execArgv: ['--import', new URL('utility-entry.ts', import.meta.url).href, ...(options.execArgv ?? [])],
      ...(options.env === undefined ? {} : { env: options.env as NodeJS.ProcessEnv }),
      stdio: ['ignore', output, output, 'ipc'],
    });
    this.pid = this.#child.pid;
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code, signal) => {
      const exitCode = code ?? 1;
      this.pid = undefined;
      this.emit('exit', exitCode);
      const reason = signal === 'SIGTERM' ? 'killed' : exitCode === 0 ? 'clean-exit' : 'crashed';
      app.emit('child-process-gone', cancellable({}), {
        type: 'Utility',
        reason,
        exitCode,
        name: options.serviceName,
      });
    });
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork: (modulePath: string, parameters: string[] = [], options: Electron.ForkOptions = {}) =>
    new StandInUtilityProcess(modulePath, parameters, options),
};
