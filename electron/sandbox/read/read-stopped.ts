import { access } from 'node:fs/promises';
import { Fault } from '../../contract/fault.ts';
import { lastLoaded, Loader } from '../load/loader.ts';
import { Warehouse } from '../load/warehouse.ts';
import { Arrivals } from '../store/arrivals.ts';
import type { Folders } from '../store/folders.ts';
import { ObjectStore } from '../store/object-store.ts';
import { holdOwnerLock } from '../store/owner-lock.ts';
import { readWarehouse } from './read-warehouse.ts';
import type { ReadingLine, ReadingRequest } from './views.ts';

/**
 * Reads the files of a sandbox that does not run. Objects that were accepted but not loaded before it ended are loaded first.
 * Throws `dataDirectory.unusable` where no sandbox has been.
 */
export async function* readStopped(folders: Folders, request: ReadingRequest): AsyncGenerator<ReadingLine> {
  for (const file of [folders.journal, folders.database]) {
    await access(file).catch((error: unknown) => {
      throw new Fault(
        'dataDirectory.unusable',
        { path: folders.root, reason: 'no sandbox has run here' },
        { cause: error },
      );
    });
  }
  const arrivals = new Arrivals(folders.journal);
  try {
    if (await isBehind(folders, arrivals)) await catchUp(folders, arrivals);
    using warehouse = await Warehouse.open(folders, 'read');
    yield* readWarehouse(await warehouse.connect(), arrivals.connectionNames(), request);
  } finally {
    arrivals.close();
  }
}

const isBehind = async (folders: Folders, arrivals: Arrivals): Promise<boolean> => {
  using warehouse = await Warehouse.open(folders, 'read');
  return (await lastLoaded(await warehouse.connect())) < arrivals.newest;
};

const catchUp = async (folders: Folders, arrivals: Arrivals): Promise<void> => {
  using _lock = holdOwnerLock(folders.lock, folders.root);
  using warehouse = await Warehouse.open(folders, 'write');
  const loader = await Loader.create(await warehouse.connect(), new ObjectStore(folders, arrivals));
  await loader.settled();
  await loader.stop();
};
