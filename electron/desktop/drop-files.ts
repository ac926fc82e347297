import { dropCopier } from '../compose/shell.ts';
import type { Configuration, TargetTable } from '../contract/configuration.ts';
import { Fault } from '../contract/fault.ts';
import type { CopiedFile } from '../core/shell/files.ts';

export interface LaneName {
  readonly connection: string;
  readonly table: string;
}

/** The table that a name of the window means. Throws `usage.wrong` where there is none. */
export const tableOf = (configuration: Configuration, { connection, table }: LaneName): TargetTable => {
  const found = configuration.connections
    .find((one) => one.name === connection)
    ?.tables.find((one) => one.name === table);
  if (found === undefined)
    throw new Fault('usage.wrong', { reason: `There is no table ${connection}/${table}` });
  return found;
};

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

const faultOf = ({ refused, reason, source }: CopiedFile, folder: string): Fault | undefined => {
  const file = nameOf(source);
  switch (refused) {
    case undefined:
      return undefined;
    case 'gone':
      return new Fault('source.gone', { file });
    case 'notAFile':
      return new Fault('source.unreadable', { file, reason: 'it is not a file' });
    case 'alreadyThere':
      return new Fault('source.unreadable', { file, reason: "it lies in the table's folder already" });
    case 'folderMissing':
      return new Fault('folder.missing', { path: folder });
    case 'noSpace':
      return new Fault('disk.full', { path: folder });
    case 'failed':
      return new Fault('source.unreadable', { file, ...(reason === undefined ? {} : { reason }) });
  }
};

export interface Dropping {
  /**
   * Copies files into the table's folder, one drop after the other, in the order of the selection. Resolves with how
   * many were copied; throws the first fault after all others were tried.
   */
  drop(lane: LaneName, paths: readonly string[]): Promise<number>;
  close(): void;
}

export const setupDrop = (configuration: () => Configuration, scanNow: () => Promise<void>): Dropping => {
  const copier = dropCopier();
  const closing = new AbortController();
  let line: Promise<unknown> = Promise.resolve();
  const dropNow = async (lane: LaneName, paths: readonly string[]): Promise<number> => {
    const { folder } = tableOf(configuration(), lane);
    const outcome = await copier.copyInto(folder, paths, closing.signal);
    void scanNow().catch(() => undefined);
    for (const one of outcome) {
      const fault = faultOf(one, folder);
      if (fault !== undefined) throw fault;
    }
    return outcome.length;
  };
  return {
    drop: (lane, paths) => {
      const done = line.then(() => dropNow(lane, paths));
      line = done.catch(() => undefined);
      return done;
    },
    close: () => closing.abort(),
  };
};
