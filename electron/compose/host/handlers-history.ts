import { basename, dirname, join, relative } from 'node:path';
import { readRejectedRows } from '../../adapters/archive/read-rejected-rows.ts';
import type { DetailedRow } from '../../contract/calls.ts';
import type { Configuration, Connection } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { reasonName, rejectedRowsName } from '../../core/archive/names.ts';
import type { HandlersOf } from '../../core/door/handlers.ts';
import { historyRow } from '../../core/history/history-row.ts';
import { reasonText } from '../../core/history/reason-text.ts';
import type { Attempt, Delivery, Lane } from '../../core/queue/delivery.ts';
import { rejectedFolder } from '../../core/watch/names.ts';
import { awsCommand } from '../../core/upload/aws-command.ts';
import { teamAddress } from '../../core/upload/endpoint.ts';
import type { EngineHost } from './engine-host.ts';
import type { WindowParts } from './window-parts.ts';

interface Found {
  readonly delivery: Delivery;
  readonly lane: Lane;
  readonly attempts: readonly Attempt[];
}

/** Throws `usage.wrong` where there is no such delivery. */
export const findDelivery = (host: EngineHost, id: number): Found => {
  const found = host.look((journal): Found | undefined => {
    const delivery = journal.delivery(id);
    const lane = delivery && journal.laneById(delivery.laneId);
    return delivery === undefined || lane === undefined
      ? undefined
      : { delivery, lane, attempts: journal.attempts(id) };
  });
  if (found === undefined) throw new Fault('usage.wrong', { reason: `There is no delivery ${id}` });
  return found;
};

/** Where the file of a delivery lies now, as far as the journal knows. */
export const placeOfFile = ({ archivedPath, sourcePath }: Delivery): string => archivedPath ?? sourcePath;

const detailOf = (configuration: Configuration, { delivery, lane, attempts }: Found): DetailedRow => {
  const connection = configuration.connections.find((one) => one.connectionId === lane.connectionId);
  const { archivedPath, state } = delivery;
  return {
    ...historyRow({ delivery, lane }, attempts),
    sourcePath: delivery.sourcePath,
    reasonFile:
      state === 'rejected' && archivedPath !== undefined
        ? join(dirname(archivedPath), reasonName(basename(archivedPath)))
        : null,
    fault: delivery.error ?? null,
    attemptFaults: attempts.map(({ error }) => error ?? null),
    awsCommand:
      connection === undefined || delivery.key === undefined ? null : awsCommand(connection, delivery.key),
    monitoring: connection === undefined ? null : monitoringOf(connection),
  };
};

const monitoringOf = (connection: Connection): string | null => {
  try {
    return teamAddress(connection) ?? null;
  } catch {
    return null;
  }
};

/** Where rows of a delivery were set aside: under the name that its file was given, or under its own. */
const rejectedRowsPaths = ({ delivery, lane }: Found): readonly string[] => {
  const folder = join(lane.folder, rejectedFolder, relative(lane.folder, dirname(delivery.sourcePath)));
  const names = [delivery.archivedPath ?? delivery.sourcePath, delivery.sourcePath];
  return names.map((path) => join(folder, rejectedRowsName(basename(path))));
};

/** Every delivery: pages, one in full, the reason of a rejection, and all of it as CSV. */
export const historyHandlers = ({
  host,
  reader,
  register,
}: WindowParts): HandlersOf<
  'history.page' | 'history.detail' | 'history.csv' | 'history.reason' | 'history.rejectedRows'
> => ({
  'history.page': (input) => reader.page(input),
  'history.detail': ({ id }) => {
    const found = findDelivery(host, id);
    // what a person looks at here may be looked into there
    register.pick(placeOfFile(found.delivery));
    return detailOf(host.configuration, found);
  },
  'history.csv': (input) => reader.csv(input),
  'history.rejectedRows': ({ id }) => readRejectedRows(rejectedRowsPaths(findDelivery(host, id))),
  'history.reason': ({ id }) => {
    const { delivery } = findDelivery(host, id);
    return { text: reasonText(delivery, new Date(delivery.endedAt ?? host.clock.now())) };
  },
});
