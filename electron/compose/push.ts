import { basename } from 'node:path';
import { isLocked } from '../adapters/sqlite/data-lock.ts';
import { openJournal } from '../adapters/sqlite/open-journal.ts';
import { spoolFiles } from '../adapters/spool/spool-files.ts';
import { systemClock } from '../adapters/clock.ts';
import type { Configuration } from '../contract/configuration.ts';
import type { EngineEvent } from '../contract/events.ts';
import { Fault } from '../contract/fault.ts';
import { isFinal } from '../contract/state.ts';
import type { HistoryRow } from '../contract/views.ts';
import { nearest } from '../core/configuration/nearest.ts';
import { historyRow } from '../core/history/history-row.ts';
import type { LanePlan } from '../core/pipeline/plan.ts';
import type { Journal } from '../core/queue/journal.ts';
import { startEngine } from './engine.ts';
import { lanesOf } from './lanes.ts';

export interface PushOptions {
  readonly configuration: Configuration;
  readonly dataDirectory: string;
  readonly table: string;
  readonly connection: string | undefined;
  /** Absolute paths, in the order in which they are to be delivered. */
  readonly files: readonly string[];
  readonly signal: AbortSignal;
  readonly onEvent: (event: EngineEvent) => void;
  /** Called for each file when it has come to its end, in the order given. */
  readonly onEnd: (file: string, row: HistoryRow) => void;
}

const LOOK_MS = 200;

/**
 * Delivers files now, in the order given. Where a service runs on the data directory, it does the work; else this
 * process does. Resolves when every file has come to its end, or its connection is held.
 */
export const push = async (options: PushOptions): Promise<readonly HistoryRow[]> => {
  const served = isLocked(options.dataDirectory);
  const engine = served
    ? undefined
    : await startEngine({
        configuration: options.configuration,
        dataDirectory: options.dataDirectory,
        program: 'sluice push',
        onEvent: options.onEvent,
        watching: false,
      });
  const opened = engine === undefined ? openJournal(options.dataDirectory) : undefined;
  try {
    const journal = engine?.journal ?? opened?.journal;
    if (journal === undefined) throw new Fault('internal', { reason: 'no journal' });
    const plan = laneFor(lanesOf(options.configuration, journal), options);
    const ids = await arrive(journal, plan, options);
    engine?.pipeline.changed();
    return await untilEnded(journal, plan, ids, options, () => engine?.pipeline.broken);
  } finally {
    await engine?.close();
    opened?.close();
  }
};

const laneFor = (lanes: readonly LanePlan[], options: PushOptions): LanePlan => {
  const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();
  const found = lanes.filter(
    (plan) =>
      same(plan.table.name, options.table) &&
      (options.connection === undefined || same(plan.connection.name, options.connection)),
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) {
    throw new Fault('usage.wrong', {
      reason: `Several connections have a table ${options.table}`,
      suggestion: `Name one with --connection: ${found.map((plan) => plan.connection.name).join(', ')}.`,
    });
  }
  const suggestion = nearest(
    options.table,
    lanes.map((plan) => plan.table.name),
  );
  throw new Fault('usage.wrong', {
    reason: `The configuration has no table ${options.table}`,
    ...(suggestion === undefined ? {} : { suggestion: `Did you mean ${suggestion}?` }),
  });
};

const arrive = async (journal: Journal, plan: LanePlan, options: PushOptions): Promise<readonly number[]> => {
  const files = spoolFiles(options.dataDirectory);
  const arrivals = [];
  for (const path of options.files) {
    const version = await files.version(path);
    if (version === undefined) throw new Fault('usage.wrong', { reason: `There is no file ${path}` });
    arrivals.push({ path, name: basename(path), size: version.size, modifiedNs: version.mtimeNs });
  }
  return journal.arrive(plan.lane.id, arrivals, 'push', Date.now());
};

const isHeld = (journal: Journal, plan: LanePlan): boolean =>
  journal.holds().some((one) => one.connectionId === plan.connection.connectionId);

const untilEnded = async (
  journal: Journal,
  plan: LanePlan,
  ids: readonly number[],
  options: PushOptions,
  broken: () => Fault | undefined,
): Promise<readonly HistoryRow[]> => {
  const rows: HistoryRow[] = [];
  let next = 0;
  for (;;) {
    while (next < ids.length) {
      const id = ids[next] ?? 0;
      const delivery = journal.delivery(id);
      if (delivery?.state === 'held' && delivery.error !== undefined && !isHeld(journal, plan))
        throw Fault.of(delivery.error);
      if (delivery === undefined || !isFinal(delivery.state)) break;
      const row = historyRow({ delivery, lane: plan.lane }, journal.attempts(id));
      options.onEnd(options.files[next] ?? '', row);
      rows.push(row);
      next += 1;
    }
    if (next === ids.length) return rows;
    const fault = broken();
    if (fault !== undefined) throw fault;
    const hold = journal.holds().find((one) => one.connectionId === plan.connection.connectionId);
    if (hold !== undefined) throw Fault.of(hold.fault);
    await systemClock.wait(LOOK_MS, options.signal);
  }
};
