import { DiskArchive } from '../adapters/archive/disk-archive.ts';
import { systemTrash } from '../adapters/archive/system-trash.ts';
import { spoolFiles } from '../adapters/spool/spool-files.ts';
import { Fault } from '../contract/fault.ts';
import type { Journal } from '../core/queue/journal.ts';

/** Puts a rejected delivery back into its lane, or releases the connection of a held one. Throws `source.gone`. */
export const retryDelivery = async (journal: Journal, dataDirectory: string, id: number): Promise<void> => {
  const before = journal.delivery(id);
  const path = before?.archivedPath ?? before?.sourcePath;
  const version = path === undefined ? undefined : await spoolFiles(dataDirectory).version(path);
  if (before?.state === 'rejected' && version === undefined) {
    throw new Fault('source.gone', { file: before.sourceName, path: path ?? '' });
  }
  journal.retry(id, version && { size: version.size, modifiedNs: version.mtimeNs });
  if (before?.archivedPath !== undefined) {
    await new DiskArchive(systemTrash()).withdrawReason(before.archivedPath);
  }
};

/**
 * Makes a new delivery of a file that was delivered before, from where it was set aside. It is neither taken for a
 * duplicate nor moved again. Throws `source.gone` where the file is not there any more.
 */
export const sendAgain = async (
  journal: Journal,
  dataDirectory: string,
  id: number,
  now: number,
): Promise<void> => {
  const before = journal.delivery(id);
  if (before === undefined) throw new Fault('usage.wrong', { reason: `There is no delivery ${id}` });
  if (before.state !== 'delivered' && before.state !== 'duplicate') {
    throw new Fault('usage.wrong', {
      reason: `Delivery ${id} is ${before.state}; only delivered files and duplicates can be sent again`,
    });
  }
  if (!journal.lanes().some((lane) => lane.id === before.laneId)) {
    throw new Fault('usage.wrong', { reason: `The table of delivery ${id} is not configured any more` });
  }
  const path = before.archivedPath ?? before.sourcePath;
  const version = await spoolFiles(dataDirectory).version(path);
  if (version === undefined) throw new Fault('source.gone', { file: before.sourceName, path });
  const file = { path, name: before.sourceName, size: version.size, modifiedNs: version.mtimeNs };
  journal.arrive(before.laneId, [file], 'again', now);
};
