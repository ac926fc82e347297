import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processesOf } from './leftovers.ts';

/** How long processes that are already ending may take, in milliseconds. */
const patience = 5_000;

/**
 * Gives the run a temporary folder of its own, and fails the run where a test leaves something in it or leaves a
 * process behind.
 */
export const setup = (): (() => Promise<void>) => {
  const outer = process.env['TMPDIR'];
  const folder = mkdtempSync(join(tmpdir(), 'sluice-tests-'));
  process.env['TMPDIR'] = folder;

  return async () => {
    const remaining = () => processesOf(folder);
    const until = Date.now() + patience;
    while (remaining().length > 0 && Date.now() < until) await sleep(50);
    const processes = remaining();
    for (const { pid } of processes) process.kill(pid, 'SIGKILL');

    // Node's own cache is not the tests' to clear away.
    const files = readdirSync(folder).filter((name) => name !== 'node-compile-cache');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    if (outer === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = outer;

    if (processes.length === 0 && files.length === 0) return;
    const lines = [
      ...processes.map(({ pid, command }) => `  process ${pid}: ${command.slice(0, 300)}`),
      ...files.slice(0, 20).map((name) => `  in the temporary folder: ${name}`),
      ...(files.length > 20 ? [`  and ${files.length - 20} more`] : []),
    ];
    throw new Error(`The tests left something behind:\n${lines.join('\n')}`);
  };
};
