import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isLocked, lockDataDirectory } from '../../../electron/adapters/sqlite/data-lock.ts';

let directory: string;
let other: ChildProcess | undefined;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sluice-lock-'));
});
afterEach(() => {
  other?.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

const holdInAnotherProcess = async (): Promise<ChildProcess> => {
  const script = join(directory, 'hold.mjs');
  const lock = new URL('../../../electron/adapters/sqlite/data-lock.ts', import.meta.url).href;
  writeFileSync(
    script,
    `import { lockDataDirectory } from ${JSON.stringify(lock)};
     lockDataDirectory(process.argv[2], 'holder'); process.send('held'); setInterval(() => {}, 1000);`,
  );
  const child = fork(script, [directory], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
};

it('keeps a second process out and says who is in', async () => {
  other = await holdInAnotherProcess();
  expect(isLocked(directory)).toBe(true);
  expect(() => lockDataDirectory(directory, 'second')).toThrowError(
    expect.objectContaining({
      code: 'dataDirectory.inUse',
      facts: expect.objectContaining({ process: expect.stringContaining(`process ${other.pid} (holder`) }),
    }),
  );
});

it('ends with its process, also when that is killed', async () => {
  other = await holdInAnotherProcess();
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(isLocked(directory)).toBe(false);
  const lock = lockDataDirectory(directory, 'second');
  expect(isLocked(directory)).toBe(true);
  lock.release();
  expect(isLocked(directory)).toBe(false);
});
