import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a second start hands to the first. */
export interface SecondStart {
  readonly argv: string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const ownerOf = (lock: string): number | undefined => {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    return pid > 0 && pid !== process.pid && alive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Takes the lock of a user-data folder. Returns false where another process holds it, after having told that process of
 * this start; `onSecond` hears of later starts.
 */
export const takeInstanceLock = (
  userData: string,
  additionalData: unknown,
  onSecond: (start: SecondStart) => void,
): boolean => {
  const lock = path.join(userData, 'stand-in.lock');
  const box = path.join(userData, 'stand-in.starts');
  mkdirSync(box, { recursive: true });
  if (ownerOf(lock) !== undefined) {
    const letter = path.join(box, `${process.pid}.json`);
    const start: SecondStart = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
    writeFileSync(`${letter}.part`, JSON.stringify(start));
    renameSync(`${letter}.part`, letter);
    return false;
  }
  for (const name of readdirSync(box)) rmSync(path.join(box, name), { force: true });
  writeFileSync(lock, String(process.pid));
  const readLetters = (): void => {
    for (const name of readdirSync(box).filter((entry) => entry.endsWith('.json'))) {
      const start = JSON.parse(readFileSync(path.join(box, name), 'utf8')) as SecondStart;
      rmSync(path.join(box, name));
      onSecond(start);
    }
  };
  watch(box, readLetters).unref();
  return true;
};

export const releaseInstanceLock = (userData: string): void =>
  rmSync(path.join(userData, 'stand-in.lock'), { force: true });
