import { lstat, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Fault } from '../../contract/fault.ts';
import { numbered } from '../../core/archive/names.ts';
import type { Trash } from '../../core/archive/port.ts';
import { codeOf } from './disk-faults.ts';

/** What a name may have beside `.trashinfo`, in bytes. */
const longestName = 245;

/** A trash folder, and what the paths in its records are relative to (undefined: absolute). */
interface Bin {
  readonly folder: string;
  readonly base: string | undefined;
}

const deviceOf = async (path: string): Promise<bigint | undefined> =>
  stat(path, { bigint: true }).then(
    (found) => found.dev,
    () => undefined,
  );

/** The nearest folder on the way up that exists. */
const existing = async (path: string): Promise<string> => {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((await deviceOf(folder)) !== undefined || folder === dirname(folder)) return folder;
  }
};

/** The top folder of the volume that a folder is on. */
const topOf = async (folder: string): Promise<string> => {
  const device = await deviceOf(folder);
  let top = resolve(folder);
  while (dirname(top) !== top && (await deviceOf(dirname(top))) === device) top = dirname(top);
  return top;
};

/** `2026-11-23T14:05:09`, local time, as the specification asks. */
const deletionDate = (epochMs: number): string => {
  const shifted = epochMs - new Date(epochMs).getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 19);
};

export interface XdgTrashSettings {
  /** `XDG_DATA_HOME`, where it is set. */
  readonly dataHome?: string | undefined;
  readonly userId: number;
  /** Milliseconds since 1970; by default this machine's clock. */
  readonly now?: (() => number) | undefined;
}

/** The trash of Linux desktops (freedesktop.org Trash specification 1.0), without a desktop. */
export class XdgTrash implements Trash {
  readonly #settings: XdgTrashSettings;

  constructor(settings: XdgTrashSettings) {
    this.#settings = settings;
  }

  async trash(path: string): Promise<string> {
    const full = resolve(path);
    try {
      const bin = await this.#binFor(dirname(full));
      return await this.#put(full, bin);
    } catch (thrown) {
      if (thrown instanceof Fault) throw thrown;
      const reason = `the trash cannot be used: ${codeOf(thrown) || String(thrown)}`;
      throw new Fault('folder.notWritable', { path: dirname(full), reason }, { cause: thrown });
    }
  }

  async #binFor(folder: string): Promise<Bin> {
    const home = join(this.#settings.dataHome ?? join(homedir(), '.local', 'share'), 'Trash');
    const device = await deviceOf(folder);
    if ((await deviceOf(await existing(home))) === device) return { folder: home, base: undefined };
    const top = await topOf(folder);
    const shared = join(top, '.Trash');
    const found = await lstat(shared).catch(() => undefined);
    // only a real folder with the sticky bit may hold other people's trash
    const trusted = found?.isDirectory() === true && (found.mode & 0o1000) !== 0;
    const own = trusted
      ? join(shared, String(this.#settings.userId))
      : join(top, `.Trash-${this.#settings.userId}`);
    return { folder: own, base: top };
  }

  async #put(path: string, bin: Bin): Promise<string> {
    await mkdir(join(bin.folder, 'files'), { recursive: true, mode: 0o700 });
    await mkdir(join(bin.folder, 'info'), { recursive: true, mode: 0o700 });
    const shown = (bin.base === undefined ? path : relative(bin.base, path))
      .split('/')
      .map(encodeURIComponent)
      .join('/');
    const record = `[Trash Info]\nPath=${shown}\nDeletionDate=${deletionDate((this.#settings.now ?? Date.now)())}\n`;
    for (let number = 1; ; number += 1) {
      const name = numbered(basename(path), number, longestName);
      const info = join(bin.folder, 'info', `${name}.trashinfo`);
      const target = join(bin.folder, 'files', name);
      try {
        // making the record first reserves the name
        const handle = await open(info, 'wx', 0o600);
        await handle.writeFile(record).finally(() => handle.close());
      } catch (thrown) {
        if (codeOf(thrown) === 'EEXIST') continue;
        throw thrown;
      }
      try {
        if ((await lstat(target).catch(() => undefined)) !== undefined) {
          await rm(info, { force: true });
          continue;
        }
        await rename(path, target);
        return target;
      } catch (thrown) {
        await rm(info, { force: true });
        throw thrown;
      }
    }
  }
}
