import { systemClock } from '../adapters/clock.ts';
import { DiskArchive } from '../adapters/archive/disk-archive.ts';
import { systemTrash } from '../adapters/archive/system-trash.ts';
import { realPath } from '../adapters/folder/real-path.ts';
import { lockDataDirectory } from '../adapters/sqlite/data-lock.ts';
import { openJournal } from '../adapters/sqlite/open-journal.ts';
import { spoolFiles } from '../adapters/spool/spool-files.ts';
import { watchFolder } from '../adapters/watch/watch-folder.ts';
import type { Configuration } from '../contract/configuration.ts';
import type { EngineEvent } from '../contract/events.ts';
import type { StatusView } from '../contract/views.ts';
import type { Trash } from '../core/archive/port.ts';
import type { Clock } from '../core/clock.ts';
import { checkPlaces } from '../core/configuration/check-places.ts';
import type { Converter } from '../core/convert/converter.ts';
import type { SecretStore } from '../core/credentials/secret-store.ts';
import type { History } from '../core/history/history.ts';
import { reasonText } from '../core/history/reason-text.ts';
import { statusOf, type LaneNow } from '../core/history/status.ts';
import { bandwidthView } from '../core/upload/bandwidth-now.ts';
import { BandwidthThrottle } from '../core/upload/throttle.ts';
import type { BandwidthLimit } from '../contract/bandwidth.ts';
import { Pipeline } from '../core/pipeline/pipeline.ts';
import type { LanePlan } from '../core/pipeline/plan.ts';
import type { Journal } from '../core/queue/journal.ts';
import { lanesOf, limitsOf } from './lanes.ts';
import { converterPool } from './converter.ts';
import { sendersOf } from './senders.ts';
import { storeOpener } from './stores.ts';
import { startOfDay } from './start-of-day.ts';
import { UploadRates } from './upload-rates.ts';
import { WorkInProgress } from './work-in-progress.ts';

export interface EngineOptions {
  readonly configuration: Configuration;
  readonly dataDirectory: string;
  /** How this process is called when another one finds the directory in use. */
  readonly program: string;
  readonly onEvent: (event: EngineEvent) => void;
  /** `false`: only what the journal holds is worked off, the folders are left alone (`push`). */
  readonly watching?: boolean;
  /** Where credentials from the environment come from; `process.env` unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Stand in place of what is made here: the desktop app brings its own. */
  readonly converter?: Converter;
  readonly secrets?: SecretStore;
  readonly trash?: Trash;
  readonly clock?: Clock;
}

/** The whole engine at work on one data directory. */
export interface Engine {
  readonly pipeline: Pipeline;
  readonly journal: Journal;
  readonly history: History;
  readonly lanes: readonly LanePlan[];
  status(): StatusView;
  /** What uploads may send from now on; also those under way. */
  limitBandwidth(limits: readonly BandwidthLimit[]): void;
  /** Ends within a few seconds; what was under way is taken up at the next start. */
  close(): Promise<void>;
}

/** Takes the data directory, wires one pipeline and starts it. Throws a Fault where it cannot. */
export const startEngine = async (options: EngineOptions): Promise<Engine> => {
  const clock = options.clock ?? systemClock;
  checkPlaces(options.configuration, options.dataDirectory, realPath);
  const opened = openJournal(options.dataDirectory);
  const { journal, history } = opened;
  const lock = (() => {
    try {
      return lockDataDirectory(options.dataDirectory, options.program);
    } catch (error) {
      opened.close();
      throw error;
    }
  })();
  const work = new WorkInProgress(() => clock.now());
  const rates = new UploadRates(() => clock.now());
  const lanes = lanesOf(options.configuration, journal);
  const limits = limitsOf(options.configuration);
  const converter = options.converter ?? converterPool(limits.parallelConversions);
  const throttle = new BandwidthThrottle(options.configuration.bandwidth, clock);
  const environment = options.environment ?? process.env;
  const senders = sendersOf(
    options.configuration.connections,
    storeOpener({ environment, secrets: options.secrets, clock, throttle, defaults: options.configuration }),
  );
  const pipeline = new Pipeline({
    journal,
    clock,
    converter,
    archive: new DiskArchive(options.trash ?? systemTrash()),
    files: spoolFiles(options.dataDirectory),
    senders,
    events: {
      emit: (event) => {
        work.fold(event);
        rates.fold(event);
        options.onEvent(event);
      },
    },
    openWatch: (settings) => watchFolder({ ...settings, clock }),
    words: { reason: (delivery) => reasonText(delivery, new Date(clock.now())) },
    limits,
    lanes,
    // resourceUsage counts in KiB
    ownPeak: () => process.resourceUsage().maxRSS * 1024,
    random: Math.random,
    scanEveryMs: options.configuration.scanSeconds * 1000,
    historyMs: options.configuration.historyDays * 86_400_000,
  });

  const close = async (): Promise<void> => {
    await pipeline.close();
    await converter.close();
    senders.close();
    opened.close();
    lock.release();
  };
  try {
    await pipeline.start({ watching: options.watching ?? true });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    pipeline,
    journal,
    history,
    lanes,
    limitBandwidth: (limits) => throttle.follow(limits),
    status: () => ({
      ...statusOf({
        tallies: journal.tallies(startOfDay(clock.now())),
        holds: journal.holds(),
        pauses: journal.pauses(),
        running: true,
        now: new Map(lanes.map((plan) => [plan.lane.id, laneNow(plan, pipeline, work, rates)])),
      }),
      bandwidth: bandwidthView(throttle.schedule, clock.now()),
    }),
    close,
  };
};

const laneNow = (plan: LanePlan, pipeline: Pipeline, work: WorkInProgress, rates: UploadRates): LaneNow => {
  const { waiting, aside } = pipeline.activity(plan.lane.id);
  return {
    work: work.of(plan.connection.name, plan.table.name),
    bytesPerSecond: rates.of(plan.connection.name, plan.table.name),
    waiting: waiting?.fault.view ?? aside ?? pipeline.trouble?.view ?? pipeline.broken?.view,
  };
};
