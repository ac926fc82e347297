import type { UpdateView } from '../../contract/update.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../shell/files.ts';
import { judgeRelease, type RunningSystem } from './judge-release.ts';
import type { ReleaseFeed, UpdateInstaller } from './ports.ts';
import { UpdateRefused } from './update-refused.ts';

export interface UpdaterParts {
  readonly running: RunningSystem;
  /** Undefined where no key was built in: then nothing is ever asked for. */
  readonly feed: ReleaseFeed | undefined;
  /** Undefined where a person installs new versions (Linux). */
  readonly installer: UpdateInstaller | undefined;
  /** The address in the settings; null: never look. */
  readonly address: () => string | null;
  readonly clock: Pick<Clock, 'now' | 'wait'>;
  readonly log: Pick<Log, 'write'>;
}

/** Between two looks at the feed, in milliseconds. */
export const lookEvery = 6 * 3_600_000;

const nothing = {
  version: null,
  received: 0,
  size: 0,
  file: null,
  page: null,
  problem: null,
  detail: null,
} as const;

/** Looks for new versions, now and then or when asked to, and has them installed. */
export class Updater {
  readonly #parts: UpdaterParts;
  readonly #listeners = new Set<() => void>();
  #view: UpdateView;
  #looking: Promise<void> | undefined;
  #ending = new AbortController();

  constructor(parts: UpdaterParts) {
    this.#parts = parts;
    this.#view = {
      able: parts.feed !== undefined,
      way: parts.installer === undefined ? 'fetch' : 'install',
      state: 'off',
      checkedAt: null,
      ...nothing,
    };
  }

  get view(): UpdateView {
    return this.#view;
  }

  /** Hears when the state is another, or the version that is offered; not of every byte. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Begins, ends or moves the regular looks, as the settings say by now. A version that is ready stays so. */
  arrange(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
    const off = this.#parts.feed === undefined || this.#parts.address() === null;
    if (this.#view.state !== 'ready') this.#show({ state: off ? 'off' : 'resting', ...nothing });
    if (!off) void this.#regularly(this.#ending.signal);
  }

  /** Looks now; a look that is under way is waited for. Never rejects: the view says what went wrong. */
  async look(): Promise<UpdateView> {
    const { feed, address } = this.#parts;
    const from = address();
    if (feed === undefined || from === null || this.#view.state === 'ready') return this.#view;
    this.#looking ??= this.#look(feed, from, this.#ending.signal).finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
    return this.#view;
  }

  /** Ends what is under way; resolves when it has ended. */
  async close(): Promise<void> {
    this.#ending.abort();
    await this.#looking;
  }

  async #regularly(signal: AbortSignal): Promise<void> {
    // the look of another address, just ended, is let go of first
    await this.#looking;
    while (!signal.aborted) {
      await this.look();
      await this.#parts.clock.wait(lookEvery, signal).catch(() => undefined);
    }
  }

  async #look(feed: ReleaseFeed, from: string, signal: AbortSignal): Promise<void> {
    const { running, installer, log } = this.#parts;
    try {
      this.#show({ state: 'checking', ...nothing });
      const manifest = await feed.manifest(from, signal);
      const file = judgeRelease(manifest, running);
      const { version, page } = manifest;
      if (file === undefined) return this.#end({ state: 'current', ...nothing, version });
      const found = { ...nothing, version, page, file: file.name, size: file.size };
      log.write('info', 'a new version is there', { version, file: file.name });
      if (installer === undefined) return this.#end({ state: 'available', ...found });
      this.#show({ state: 'downloading', ...found });
      await feed.clear();
      const verified = await feed.download(from, file, (received) => this.#show({ received }), signal);
      await installer.prepare(verified, version, signal).catch((error: unknown) => {
        throw UpdateRefused.from(error, 'installer');
      });
      this.#end({ state: 'ready', ...found, received: file.size });
      log.write('info', 'a new version is ready for the next start', { version });
    } catch (error) {
      if (signal.aborted) return;
      const { problem, message } = UpdateRefused.from(error, 'unreachable');
      log.write('warn', 'an update was refused', { problem, reason: message, feed: from });
      this.#end({ state: 'failed', problem, detail: message.slice(0, 500) });
    }
  }

  #end(change: Partial<UpdateView>): void {
    this.#show({ ...change, checkedAt: new Date(this.#parts.clock.now()).toISOString() });
  }

  #show(change: Partial<UpdateView>): void {
    const before = this.#view;
    this.#view = { ...before, ...change };
    if (this.#view.state === before.state && this.#view.version === before.version) return;
    for (const listener of this.#listeners) listener();
  }
}
