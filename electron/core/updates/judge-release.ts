import type { ReleaseFile, ReleaseManifest } from '../../contract/update.ts';
import { UpdateRefused } from './update-refused.ts';

/** The system that looks for updates, as Node names it. */
export interface RunningSystem {
  readonly version: string;
  readonly platform: string;
  readonly arch: string;
}

/** Below 0 where the first version is the older one. Both are three numbers. */
export const compareVersions = (one: string, other: string): number => {
  const numbers = (version: string): readonly number[] => version.split('.').map(Number);
  const [left, right] = [numbers(one), numbers(other)];
  return left.map((number, index) => number - (right[index] ?? 0)).find((gap) => gap !== 0) ?? 0;
};

/**
 * The file of a release for this system; undefined where the release is what runs already. Throws `downgrade` for an older
 * one: whoever can replay an old release, properly signed in its day, could bring back what it was replaced for.
 */
export const judgeRelease = (
  { version, files }: ReleaseManifest,
  running: RunningSystem,
): ReleaseFile | undefined => {
  const newer = compareVersions(version, running.version);
  if (newer < 0)
    throw new UpdateRefused('downgrade', `the feed offers ${version}, and ${running.version} runs here`);
  if (newer === 0) return undefined;
  const file = files.find((one) => one.platform === running.platform && one.arch === running.arch);
  if (file === undefined)
    throw new UpdateRefused('noFile', `${version} has no file for ${running.platform}-${running.arch}`);
  return file;
};
