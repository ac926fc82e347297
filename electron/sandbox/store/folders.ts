import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where things stand in a sandbox's directory. */
export interface Folders {
  readonly root: string;
  /** Bodies under way, and the parts of uploads that are not complete. */
  readonly incoming: string;
  /** Accepted objects, under names of the sandbox's own: nothing that a client says becomes a path. */
  readonly objects: string;
  /** DuckDB's spilled pages. */
  readonly temporary: string;
  readonly journal: string;
  readonly database: string;
  /** Held by the one process that may write here. */
  readonly lock: string;
  /** Says where the running sandbox listens. */
  readonly presence: string;
}

export const foldersOf = (directory: string): Folders => {
  const root = resolve(directory);
  return {
    root,
    incoming: join(root, 'incoming'),
    objects: join(root, 'objects'),
    temporary: join(root, 'temporary'),
    journal: join(root, 'arrivals.sqlite'),
    database: join(root, 'tables.duckdb'),
    lock: join(root, 'owner.lock'),
    presence: join(root, 'sandbox.json'),
  };
};

export const makeFolders = async (folders: Folders): Promise<void> => {
  for (const folder of [folders.root, folders.incoming, folders.objects, folders.temporary]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
};

/** Makes a rename in a folder survive a loss of power. Windows has no such call and needs none. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
