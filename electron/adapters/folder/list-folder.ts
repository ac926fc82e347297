import { opendir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { FolderListing } from '../../contract/calls.ts';
import { Fault } from '../../contract/fault.ts';
import { ignoredFile } from '../../core/watch/names.ts';

const mostListed = 1_000;
const byName = new Intl.Collator(undefined, { numeric: true });

/** What stands in a folder: its folders, and its files where they are asked for; hidden ones are left out. */
export const listFolder = async (path: string | undefined, files: boolean): Promise<FolderListing> => {
  const folder = resolve(path ?? homedir());
  const entries: { name: string; path: string; folder: boolean }[] = [];
  let cut = false;
  try {
    for await (const entry of await opendir(folder)) {
      const isFolder = entry.isDirectory();
      if (ignoredFile(entry.name) || !(isFolder || (files && entry.isFile()))) continue;
      if (entries.length === mostListed) {
        cut = true;
        break;
      }
      entries.push({ name: entry.name, path: join(folder, entry.name), folder: isFolder });
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const missing = code === 'ENOENT' || code === 'ENOTDIR';
    throw new Fault(missing ? 'folder.missing' : 'folder.unreadable', { path: folder, reason: code });
  }
  entries.sort((left, right) =>
    left.folder === right.folder ? byName.compare(left.name, right.name) : left.folder ? -1 : 1,
  );
  const parent = dirname(folder);
  return { path: folder, parent: parent === folder ? null : parent, entries, cut };
};
