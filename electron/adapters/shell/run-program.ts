import { spawn } from 'node:child_process';

/** Runs a program to its end, without a window and whatever it says. Resolves also where it cannot be started. */
export const runProgram = (program: string, parameters: readonly string[]): Promise<void> =>
  new Promise((resolve) => {
    const child = spawn(program, parameters, { stdio: 'ignore', windowsHide: true });
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
