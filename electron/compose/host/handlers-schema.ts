import type { FaultCode } from '../../contract/fault.ts';
import { Fault } from '../../contract/fault.ts';
import { done, type HandlersOf } from '../../core/door/handlers.ts';
import type { Lane } from '../../core/queue/delivery.ts';
import type { EngineHost } from './engine-host.ts';
import { laneNamed, type LaneName } from './named.ts';
import type { WindowParts } from './window-parts.ts';

/** What a file is rejected for that does not fit the pinned schema. */
const misfit: ReadonlySet<FaultCode> = new Set(['schema.drift', 'value.doesNotFit', 'age.mixedType']);
const mostMisfits = 100;

const laneOrRefuse = (host: EngineHost, name: LaneName): Lane => {
  const lane = laneNamed(host, name);
  if (lane !== undefined) return lane;
  throw new Fault('usage.wrong', { reason: `There is no table ${name.connection}/${name.table} at work` });
};

/** The pinned schema of a table: read, set by a person, forgotten. */
export const schemaHandlers = ({
  host,
  reader,
}: WindowParts): HandlersOf<'schema.get' | 'schema.set' | 'schema.reset'> => ({
  'schema.get': async ({ connection, table }) => {
    const lane = laneNamed(host, { connection, table });
    if (lane === undefined) return { schema: null, misfits: [] };
    const { rows } = await reader.page({
      query: { connection, table, states: ['rejected'] },
      sort: { by: 'arrived', descending: true },
      offset: 0,
      limit: 500,
    });
    const misfits = rows.flatMap(({ id, source, endedAt, arrivedAt }) => {
      const fault = host.look((journal) => journal.delivery(id))?.error;
      if (fault === undefined || !misfit.has(fault.code)) return [];
      return [{ id, file: source, at: endedAt ?? arrivedAt, fault }];
    });
    return {
      schema: host.look((journal) => journal.schema(lane.id)) ?? null,
      misfits: misfits.slice(0, mostMisfits),
    };
  },
  'schema.set': ({ schema, ...name }) => {
    const lane = laneOrRefuse(host, name);
    const pinnedAt = new Date(host.clock.now()).toISOString();
    host.act((journal) => journal.pin(lane.id, { ...schema, pinnedAt, from: 'person' }));
    return done;
  },
  'schema.reset': (name) => {
    const lane = laneOrRefuse(host, name);
    host.act((journal) => journal.unpin(lane.id));
    return done;
  },
});
