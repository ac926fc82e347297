import type { Configuration } from '../contract/configuration.ts';
import type { LanePlan, PipelineLimits } from '../core/pipeline/plan.ts';
import type { Journal } from '../core/queue/journal.ts';

/** The lanes of a configuration, numbered by the journal. */
export const lanesOf = (configuration: Configuration, journal: Journal): readonly LanePlan[] =>
  configuration.connections.flatMap((connection) =>
    connection.tables.map((table) => ({
      lane: journal.lane(connection.connectionId, connection.name, table.name, table.folder),
      connection: {
        name: connection.name,
        connectionId: connection.connectionId,
        datesAs: connection.datesAs,
        keyNaming: connection.keyNaming,
        multipart: connection.multipart,
        maxObjectBytes: connection.maxObjectBytes,
      },
      table,
    })),
  );

export const limitsOf = (configuration: Configuration): PipelineLimits => ({
  spoolBudget: configuration.spoolBudget,
  parallelConversions: configuration.parallelConversions,
  conversionTimeLimitMs: configuration.conversionTimeLimit * 1000,
  converterMemory: configuration.conversionMemory,
  converterThreads: 2,
});
