import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

export interface LeftProcess {
  readonly pid: number;
  readonly command: string;
}

/** A worker of the test runner itself; it ends after the global teardown. */
const isRunner = (command: string): boolean =>
  command.startsWith('vitest-watchdog') ||
  /[/\\]vitest[/\\]dist[/\\]/.test(command) ||
  /esbuild.*--service/.test(command);

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process ended while it was looked at, or belongs to somebody else.
    return '';
  }
};

const executable = (pid: number): string => {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '';
  }
};

/**
 * Processes that were started (directly or not) by the test run with this temporary folder: their environment names it.
 * Zombies do not count. Knows Linux only; elsewhere the list is empty.
 */
export const processesOf = (folder: string): readonly LeftProcess[] => {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .filter((pid) => read(`/proc/${pid}/environ`).includes(`=${folder}`))
    .map((pid) => ({
      pid,
      command: read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim() || executable(pid),
    }))
    .filter((left) => left.command !== '' && !isRunner(left.command));
};
