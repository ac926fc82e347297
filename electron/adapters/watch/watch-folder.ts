import type { FolderWatch, HintSource, WatchSettings } from '../../core/watch/port.ts';
import { FolderRounds } from '../../core/watch/rounds.ts';
import type { Clock } from '../../core/clock.ts';
import { ChokidarHints } from './chokidar-hints.ts';
import { DiskFolderReader } from './folder-reader.ts';

/** Watches a table's folder, from now until it is closed. The folder need not exist yet. */
export const watchFolder = (
  settings: WatchSettings & {
    readonly clock: Clock;
    /** Another source of hints than chokidar. */
    readonly hints?: HintSource | undefined;
  },
): FolderWatch =>
  new FolderRounds(settings, {
    clock: settings.clock,
    reader: new DiskFolderReader(settings.table),
    hints: settings.hints ?? new ChokidarHints(settings.table),
  });
