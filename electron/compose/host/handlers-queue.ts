import type { Configuration } from '../../contract/configuration.ts';
import { done, type HandlersOf } from '../../core/door/handlers.ts';
import { connectionNamed, tableNamed } from './named.ts';
import type { WindowParts } from './window-parts.ts';

interface Scope {
  readonly connection?: string | undefined;
  readonly table?: string | undefined;
}

interface Target {
  readonly connectionId: string;
  /** Absent: the whole connection. */
  readonly table: string | undefined;
}

/** What a scope means: single tables, whole connections. Throws `usage.wrong` for names that are not there. */
const targetsOf = (configuration: Configuration, { connection, table }: Scope): readonly Target[] => {
  const connections =
    connection === undefined ? configuration.connections : [connectionNamed(configuration, connection)];
  if (table === undefined) return connections.map(({ connectionId }) => ({ connectionId, table }));
  if (connection !== undefined) tableNamed(configuration, { connection, table });
  return connections
    .filter((one) => one.tables.some(({ name }) => name === table))
    .map(({ connectionId }) => ({ connectionId, table }));
};

/** Pause, resume, scan, and what went through lately. */
export const queueHandlers = ({
  host,
  reader,
}: WindowParts): HandlersOf<'queue.pause' | 'queue.resume' | 'queue.scan' | 'queue.throughput'> => ({
  'queue.pause': (scope) => {
    const targets = targetsOf(host.configuration, scope);
    host.act((journal) => {
      for (const { connectionId, table } of targets) journal.pause(connectionId, table, host.clock.now());
    });
    return done;
  },
  'queue.resume': (scope) => {
    const targets = targetsOf(host.configuration, scope);
    const held = host.act((journal) => {
      for (const { connectionId, table } of targets) {
        journal.resume(connectionId, table);
        // whoever says "resume" to everything also means the tables that were paused one by one
        if (table !== undefined) continue;
        for (const pause of journal.pauses()) {
          if (pause.connectionId === connectionId) journal.resume(connectionId, pause.table);
        }
      }
      return journal.holds();
    });
    for (const { connectionId } of held ?? []) {
      if (targets.some((target) => target.connectionId === connectionId)) host.release(connectionId);
    }
    return done;
  },
  'queue.scan': async (scope) => {
    targetsOf(host.configuration, scope);
    await host.scanNow(scope);
    return done;
  },
  'queue.throughput': (input) => reader.throughput({ ...input, now: host.clock.now() }),
});
