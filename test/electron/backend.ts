import { existsSync } from 'node:fs';
import path from 'node:path';

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, '../..');

export const mainBundleOf = (application: string): string => path.join(application, '.vite/build/main.cjs');
export const mainBundle = mainBundleOf(root);
const standInHook = path.join(root, 'test/electron/stand-in/register.ts');

/** What plain Node is told so that `electron` is the stand-in. */
export const standInFlags: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--import',
  standInHook,
];

export type Backend = 'electron' | 'stand-in';

const executables: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/**
 * Electron's own binary where there is one; undefined otherwise. Never asks the package `electron` for it: that would
 * start a download.
 */
export const electronBinary = (): string | undefined => {
  if (process.env['SLUICE_E2E'] === 'stand-in') return undefined;
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(root, 'node_modules/electron/dist');
  const binary = path.join(folder, executables[process.platform] ?? 'electron');
  return existsSync(binary) ? binary : undefined;
};

/** Electron refuses to run as root with its sandbox, as Chromium does. */
export const rootFlags = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
