import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildDesktop } from '../../build/desktop/build.ts';
import { electronBinary, mainBundle, root } from './backend.ts';

const sources = ['electron', 'renderer', 'build', 'docs', 'package-lock.json'];
/** Made last by a build: when it is newer than every source, the build is whole and fresh. */
const lastMade = path.join(root, '.vite/licences.txt');

const newestBelow = (entry: string): number => {
  const stat = statSync(entry);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(entry).map((name) => newestBelow(path.join(entry, name))));
};

const isFresh = (): boolean =>
  existsSync(lastMade) &&
  existsSync(mainBundle) &&
  Math.max(...sources.map((name) => newestBelow(path.join(root, name)))) < statSync(lastMade).mtimeMs;

/** A build that takes longer than this has died with its lock. */
const longestBuild = 120_000;

/** Builds the app unless it stands already; test files that run side by side wait for the one that builds. */
export const ensureBuilt = async (): Promise<void> => {
  const lock = path.join(root, 'node_modules/.sluice-build-lock');
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const held = statSync(lock, { throwIfNoEntry: false });
      if (held !== undefined && Date.now() - held.mtimeMs > longestBuild)
        rmSync(lock, { recursive: true, force: true });
      else await pause(200);
    }
  }
  try {
    if (!isFresh()) await buildDesktop();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
  process.stdout.write(
    `desktop tests run with: ${electronBinary() === undefined ? 'the stand-in' : 'Electron'}\n`,
  );
};
