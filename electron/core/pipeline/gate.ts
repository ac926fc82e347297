import type { Journal } from '../queue/journal.ts';
import type { LanePlan } from './plan.ts';

/** What keeps a lane from going on by itself. */
export type Closed = 'paused' | 'held' | undefined;

export const closedBy = (
  plan: LanePlan,
  pauses: ReturnType<Journal['pauses']>,
  holds: ReturnType<Journal['holds']>,
): Closed => {
  const { connectionId, table } = plan.lane;
  if (holds.some((hold) => hold.connectionId === connectionId)) return 'held';
  const paused = pauses.some(
    (pause) => pause.connectionId === connectionId && (pause.table === undefined || pause.table === table),
  );
  return paused ? 'paused' : undefined;
};
