import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processesOf } from './leftovers.ts';

/** How long processes that are already ending may take, in milliseconds. */
const patience = 5_000;
/** The variables that say where temporary files go. */
const names = process.platform === 'win32' ? ['TEMP', 'TMP'] : ['TMPDIR'];

const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
};

/**
 * Gives the run a temporary folder of its own, and fails the run where a test leaves something in it or leaves a
 * process behind.
 */
export const setup = (): (() => Promise<void>) => {
  const outer = names.map((name) => [name, process.env[name]] as const);
  const folder = mkdtempSync(join(tmpdir(), 'sluice-tests-'));
  for (const name of names) process.env[name] = folder;

  return async () => {
    const remaining = () => processesOf(folder);
    const until = Date.now() + patience;
    while (remaining().length > 0 && Date.now() < until) await sleep(50);
    const processes = remaining();
    for (const { pid } of processes) end(pid);

    // Node's own cache is not the tests' to clear away.
    const files = readdirSync(folder).filter((name) => name !== 'node-compile-cache');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    for (const [name, value] of outer) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }

    if (processes.length === 0 && files.length === 0) return;
    const lines = [
      ...processes.map(({ pid, command }) => `  process ${pid}: ${command.slice(0, 300)}`),
      ...files.slice(0, 20).map((name) => `  in the temporary folder: ${name}`),
      ...(files.length > 20 ? [`  and ${files.length - 20} more`] : []),
    ];
    throw new Error(`The tests left something behind:\n${lines.join('\n')}`);
  };
};
