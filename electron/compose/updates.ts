import { join } from 'node:path';
import { systemClock } from '../adapters/clock.ts';
import { handOver } from '../adapters/updates/hand-over.ts';
import { releaseFeed } from '../adapters/updates/release-feed.ts';
import { readUpdateKeys } from '../adapters/updates/update-keys.ts';
import type { Log } from '../core/shell/files.ts';
import { Updater } from '../core/updates/updater.ts';

/** The system's own installer: resolves when it has taken the version at `url`, to be installed with the next start. */
export type Squirrel = (url: string, signal: AbortSignal) => Promise<void>;

export interface UpdateParts {
  /** The folder of the main bundle: the keys stand beside it. */
  readonly build: string;
  /** Where downloads go. */
  readonly folder: string;
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
  readonly address: () => string | null;
  readonly squirrel: Squirrel;
  readonly log: Pick<Log, 'write'>;
}

/** What looks for new versions. Packages of Linux are installed by a person, all others by Squirrel. */
export const openUpdater = async (parts: UpdateParts): Promise<Updater> => {
  const { build, folder, version, platform, arch, address, squirrel, log } = parts;
  const keys = await readUpdateKeys(build);
  const feed = keys.length === 0 ? undefined : releaseFeed(join(folder, 'updates'), keys);
  return new Updater({
    running: { version, platform, arch },
    feed,
    installer:
      platform === 'linux'
        ? undefined
        : {
            prepare: async (verified, offered, signal) => {
              const handed = await handOver(verified, offered, platform);
              try {
                await squirrel(handed.url, signal);
              } finally {
                await handed.close();
              }
            },
          },
    address,
    clock: systemClock,
    log,
  });
};
