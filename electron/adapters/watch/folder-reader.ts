import type { BigIntStats, Dir, Dirent } from 'node:fs';
import { access, constants, lstat, opendir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../contract/fault.ts';
import { eachOf } from '../../core/watch/each.ts';
import { chooser, ignoredFolder } from '../../core/watch/names.ts';
import type {
  EndReading,
  FolderReader,
  RootIdentity,
  ScanResult,
  SeenFile,
  WarningKind,
  WatchedTable,
  WatchWarning,
} from '../../core/watch/port.ts';
import { readEnd } from './file-end.ts';
import { codeOf, folderFault } from './folder-faults.ts';
import { linkedFile } from './links.ts';
import { onNetwork } from './network.ts';

/** Entries whose properties are asked for together; between batches the event loop goes round. */
const batchSize = 256;
const atOnce = 32;
/** A share that hangs must not take every thread. */
const atOnceOnNetwork = 2;
/** Errors that speak of the volume or of this process, not of one entry. */
const wholeFolder = new Set([
  'EMFILE',
  'ENFILE',
  'EIO',
  'ESTALE',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENOTCONN',
  'ETIMEDOUT',
]);
const shownWarnings = 100;

interface Pass {
  readonly realRoot: string;
  readonly network: boolean;
  readonly visit: (files: readonly SeenFile[], markers: readonly string[]) => void;
  readonly signal: AbortSignal;
  readonly folders: string[];
  readonly warnings: WatchWarning[];
  warningCount: number;
  entries: number;
}

/** Reads a table's folder with opendir and lstat. */
export class DiskFolderReader implements FolderReader {
  readonly #table: WatchedTable;
  readonly #verdictOf: (name: string) => 'file' | 'marker' | 'ignored';
  #network = false;

  constructor(table: WatchedTable) {
    this.#table = table;
    this.#verdictOf = chooser(table);
  }

  async root(): Promise<RootIdentity> {
    const { folder } = this.#table;
    try {
      const found = await stat(folder, { bigint: true });
      if (!found.isDirectory())
        throw new Fault('folder.unreadable', { path: folder, reason: 'it is not a folder' });
      await access(folder, constants.R_OK | constants.X_OK);
      this.#network = await onNetwork(folder);
      // a share's times of birth are not to be relied on
      const born = this.#network ? '' : found.birthtimeNs;
      return { id: `${found.dev}:${found.ino}:${born}`, network: this.#network };
    } catch (thrown) {
      throw folderFault(folder, thrown);
    }
  }

  async scan(visit: Pass['visit'], signal: AbortSignal): Promise<ScanResult> {
    const { folder } = this.#table;
    const realRoot = await realpath(folder).catch((thrown: unknown) => {
      throw folderFault(folder, thrown);
    });
    const pass: Pass = {
      realRoot,
      network: this.#network,
      visit,
      signal,
      folders: [''],
      warnings: [],
      warningCount: 0,
      entries: 0,
    };
    for (let name = pass.folders.pop(); name !== undefined; name = pass.folders.pop())
      await this.#readFolder(name, pass);
    return { warnings: pass.warnings, warningCount: pass.warningCount, entries: pass.entries };
  }

  async end(file: SeenFile, signal: AbortSignal): Promise<EndReading> {
    return readEnd(file, signal);
  }

  /** `name` is relative to the root, with `/` between and, unless empty, at the end. */
  async #readFolder(name: string, pass: Pass): Promise<void> {
    const tell = (thrown: unknown): void => {
      const code = codeOf(thrown);
      if (name === '' || wholeFolder.has(code)) throw folderFault(this.#table.folder, thrown);
      if (code !== 'ENOENT') warn(pass, 'subfolderUnreadable', name.slice(0, -1));
    };
    let folder: Dir;
    try {
      folder = await opendir(join(this.#table.folder, name), { bufferSize: batchSize });
    } catch (thrown) {
      return tell(thrown);
    }
    try {
      for (let more = true; more;) {
        const batch: Dirent[] = [];
        try {
          while (more && batch.length < batchSize) {
            const entry = await folder.read();
            if (entry === null) more = false;
            else batch.push(entry);
          }
        } catch (thrown) {
          more = false;
          tell(thrown);
        }
        await this.#readBatch(name, batch, pass);
      }
    } finally {
      await folder.close();
    }
  }

  async #readBatch(folder: string, batch: readonly Dirent[], pass: Pass): Promise<void> {
    pass.signal.throwIfAborted();
    pass.entries += batch.length;
    const files: SeenFile[] = [];
    const markers: string[] = [];
    await eachOf(batch, pass.network ? atOnceOnNetwork : atOnce, async (entry) => {
      const name = folder + entry.name;
      const path = join(this.#table.folder, folder, entry.name);
      if (entry.isDirectory()) {
        if (this.#table.subfolders && !ignoredFolder(entry.name)) pass.folders.push(`${name}/`);
        return;
      }
      const verdict = this.#verdictOf(name);
      if (verdict === 'ignored') return;
      let found: BigIntStats;
      try {
        found = await lstat(path, { bigint: true });
      } catch (thrown) {
        // a name that is not UTF-8 is read with U+FFFD in it and then not found
        if (entry.name.includes('\ufffd')) warn(pass, 'nameNotText', name);
        else if (wholeFolder.has(codeOf(thrown))) throw folderFault(this.#table.folder, thrown);
        else if (codeOf(thrown) !== 'ENOENT') warn(pass, 'fileUnreadable', name);
        return;
      }
      if (found.isDirectory()) return;
      if (found.isSymbolicLink()) {
        const linked = await linkedFile(path, pass.realRoot);
        if (linked.found === undefined) {
          if (linked.warning !== undefined) warn(pass, linked.warning, name);
          return;
        }
        if (this.#watches(linked.name)) return;
        found = linked.found;
      } else if (!found.isFile()) {
        warn(pass, 'notAFile', name);
        return;
      }
      if (verdict === 'marker') markers.push(name);
      else files.push(seen(path, name, found, pass.network));
    });
    pass.visit(files, markers);
  }

  /** Whether the file a link leads to is found without the link, or lies where nothing is taken from. */
  #watches(name: string): boolean {
    const folders = name.split('/').slice(0, -1);
    if (folders.some(ignoredFolder)) return true;
    return (folders.length === 0 || this.#table.subfolders) && this.#verdictOf(name) === 'file';
  }
}

const seen = (path: string, name: string, found: BigIntStats, network: boolean): SeenFile => ({
  path,
  name,
  size: Number(found.size),
  mtimeNs: found.mtimeNs,
  inode: network ? 0n : found.ino,
});

const warn = (pass: Pass, kind: WarningKind, name: string): void => {
  pass.warningCount += 1;
  if (pass.warnings.length < shownWarnings) pass.warnings.push({ kind, name });
};
