import { basename, resolve } from 'node:path';
import { watch, type ChokidarOptions, type FSWatcher } from 'chokidar';
import { ignoredFolder } from '../../core/watch/names.ts';
import type { HintSource, HintSubscription, WatchedTable } from '../../core/watch/port.ts';
import { codeOf } from './folder-faults.ts';

export type MakeWatcher = (folder: string, options: ChokidarOptions) => FSWatcher;

const readyMs = 5_000;
const limits = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/**
 * Hints from chokidar. Only folders are watched, never single files: their raw events tell of every file in them, and a
 * folder with a million files needs one watch.
 */
export class ChokidarHints implements HintSource {
  readonly #folder: string;
  readonly #subfolders: boolean;
  readonly #make: MakeWatcher;

  constructor(table: Pick<WatchedTable, 'folder' | 'subfolders'>, make: MakeWatcher = watch) {
    this.#folder = resolve(table.folder);
    this.#subfolders = table.subfolders;
    this.#make = make;
  }

  async open(
    onHint: () => void,
    onTrouble: (reason: 'watchLimit' | 'rootGone') => void,
  ): Promise<HintSubscription> {
    const watcher = this.#make(this.#folder, {
      ignoreInitial: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
      ...(this.#subfolders ? {} : { depth: 0 }),
      ignored: (path, stats) => {
        if (resolve(path) === this.#folder) return false;
        if (!this.#subfolders || ignoredFolder(basename(path))) return true;
        return stats !== undefined && !stats.isDirectory();
      },
    });
    const started = Promise.withResolvers<void>();
    watcher.on('ready', started.resolve);
    watcher.on('raw', onHint);
    watcher.on('all', (event, path) => {
      if (event === 'unlinkDir' && resolve(path) === this.#folder) onTrouble('rootGone');
      onHint();
    });
    watcher.on('error', (error) => {
      if (limits.has(codeOf(error))) onTrouble('watchLimit');
      onHint();
      started.resolve();
    });
    // a folder that vanishes right now must not hold up the rounds; the next look at the root tells
    const patience = setTimeout(started.resolve, readyMs);
    await started.promise;
    clearTimeout(patience);
    return { close: () => watcher.close() };
  }
}
