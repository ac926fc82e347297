import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

export interface LeftProcess {
  readonly pid: number;
  readonly command: string;
}

/** A worker of the test runner itself; it ends after the global teardown. */
const isRunner = (command: string): boolean =>
  /[/\\]vitest[/\\]dist[/\\]/.test(command) || /esbuild.*--service/.test(command);

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
 * Processes that carry the mark in their environment, and so were started (directly or not) by this test run. Zombies
 * do not count. Knows Linux only; elsewhere the list is empty.
 */
export const processesMarked = (mark: string): readonly LeftProcess[] => {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .filter((pid) => read(`/proc/${pid}/environ`).split('\0').includes(mark))
    .map((pid) => ({
      pid,
      command: read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim() || executable(pid),
    }))
    .filter((left) => left.command !== '' && !isRunner(left.command));
};
