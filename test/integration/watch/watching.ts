import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../electron/adapters/clock.ts';
import { watchFolder } from '../../../electron/adapters/watch/watch-folder.ts';
import type { Clock } from '../../../electron/core/clock.ts';
import type {
  FolderState,
  FolderWatch,
  HintSource,
  KnownFile,
  SettledFile,
  WatchedTable,
} from '../../../electron/core/watch/port.ts';

/** A fresh place for one test. */
export const freshPlace = (): string => mkdtempSync(join(tmpdir(), 'sluice-watch-'));

/** Waits until something is so; the test's own time limit ends a wait for what never comes. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** Events that never come, so that only scans find anything. */
export const noHints: HintSource = { open: () => Promise.resolve({ close: () => Promise.resolve() }) };

interface Given {
  readonly table?: Partial<WatchedTable>;
  readonly clock?: Clock;
  readonly hints?: HintSource | undefined;
  readonly scanEveryMs?: number;
  readonly known?: (path: string) => KnownFile | undefined;
  readonly onSettled?: (files: readonly SettledFile[]) => Promise<void>;
  /** false: the test makes the folder itself. */
  readonly folderExists?: boolean;
  /** Done before the watch begins. */
  readonly before?: (folder: string) => void;
}

/** A watched folder, with a journal that remembers what was reported. */
export class Watching implements AsyncDisposable {
  readonly place = freshPlace();
  readonly folder = join(this.place, 'drop');
  readonly batches: (readonly SettledFile[])[] = [];
  readonly states: FolderState[] = [];
  readonly journal = new Map<string, KnownFile>();
  readonly watch: FolderWatch;

  constructor(given: Given = {}) {
    if (given.folderExists !== false) mkdirSync(this.folder);
    given.before?.(this.folder);
    this.watch = watchFolder({
      table: {
        folder: this.folder,
        subfolders: false,
        include: [],
        exclude: [],
        settleMs: 100,
        doneMarker: 'none',
        ...given.table,
      },
      clock: given.clock ?? systemClock,
      hints: given.hints,
      scanEveryMs: given.scanEveryMs ?? 60_000,
      known: given.known ?? ((path) => this.journal.get(path)),
      onSettled: async (files) => {
        await given.onSettled?.(files);
        this.batches.push(files);
        for (const file of files) this.journal.set(file.path, { size: file.size, mtimeNs: file.mtimeNs });
      },
      onState: (state) => this.states.push(state),
    });
  }

  get reported(): readonly SettledFile[] {
    return this.batches.flat();
  }

  get names(): readonly string[] {
    return this.reported.map((file) => file.name);
  }

  get state(): FolderState {
    return this.watch.state();
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.watch.close();
    rmSync(this.place, { recursive: true, force: true });
  }
}
