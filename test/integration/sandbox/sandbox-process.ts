import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { RunningSandbox } from '../../../electron/sandbox/index.ts';

export interface SandboxProcess extends Pick<RunningSandbox, 'endpoint' | 'port'> {
  readonly pid: number;
  /** Ends the process with this signal and waits until it is gone. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

const program = fileURLToPath(new URL('sandbox-program.ts', import.meta.url));

/** A sandbox in a process of its own, so that it can be killed. */
export const sandboxProcess = async (directory: string): Promise<SandboxProcess> => {
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', program, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  onTestFinished(() => end('SIGKILL'));
  if (child.stdout === null) throw new Error('the process has no output');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { endpoint, port } = JSON.parse(line) as { endpoint: string; port: number };
  return { endpoint, port, pid: child.pid ?? 0, end };
};
