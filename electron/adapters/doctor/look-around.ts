import { access, constants, readFile, stat, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { diskFinding, watchLimitFinding, type Finding } from '../../core/doctor/finding.ts';

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);

/** Free space where the data directory is, or will be. */
export const lookAtDisk = async (directory: string, spoolBudget: number): Promise<Finding> => {
  try {
    const at = await nearestExisting(directory);
    const { bavail, bsize } = await statfs(at);
    return diskFinding(at, bavail * bsize, spoolBudget);
  } catch (error) {
    return {
      what: 'disk',
      verdict: 'bad',
      detail: reasonOf(error),
      next: 'Give another directory with --data.',
    };
  }
};

const nearestExisting = async (path: string): Promise<string> => {
  try {
    await stat(path);
    return path;
  } catch (error) {
    const above = dirname(path);
    if (above === path) throw error;
    return await nearestExisting(above);
  }
};

/** Whether a watched folder can be read and written to. */
export const lookAtFolder = async (name: string, folder: string): Promise<Finding> => {
  const what = `folder of ${name}`;
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is not a folder`);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return { what, verdict: 'ok', detail: folder };
  } catch (error) {
    return {
      what,
      verdict: 'bad',
      detail: reasonOf(error),
      next: 'Create the folder, or let Sluice read and write there.',
    };
  }
};

/** Linux only; undefined elsewhere. */
export const lookAtWatchLimit = async (folders: number): Promise<Finding | undefined> => {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = await readFile('/proc/sys/fs/inotify/max_user_watches', 'utf8');
    return watchLimitFinding(Number(text), folders);
  } catch {
    return undefined;
  }
};

/** Whether a native part can be loaded in this process. */
export const lookAtModule = (name: string): Finding => {
  try {
    const require = createRequire(import.meta.url);
    require(name);
    return { what: name, verdict: 'ok', detail: `version ${versionOf(require, name)}` };
  } catch (error) {
    return {
      what: name,
      verdict: 'bad',
      detail: reasonOf(error),
      next: 'Install Sluice again (npm ci in a checkout).',
    };
  }
};

const versionOf = (require: NodeJS.Require, name: string): string => {
  try {
    const { version } = require(`${name}/package.json`) as { readonly version: string };
    return version;
  } catch {
    return 'unknown';
  }
};
