import type { Clock } from '../clock.ts';
import type { Journal } from '../queue/journal.ts';
import type { Bell } from './bell.ts';
import { closedBy, type Closed } from './gate.ts';
import type { LanePlan, PipelineLimits } from './plan.ts';
import type { DeliveryFiles, OwnPeak, PipelineEvents, SettingAside } from './ports.ts';

/** What every part of the pipeline works with. */
export interface Room {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly files: DeliveryFiles;
  readonly events: PipelineEvents;
  readonly aside: SettingAside;
  readonly limits: PipelineLimits;
  readonly ownPeak: OwnPeak;
  readonly lanes: readonly LanePlan[];
}

export const closed = (room: Room, plan: LanePlan): Closed =>
  closedBy(plan, room.journal.pauses(), room.journal.holds());

export const placeOf = (plan: LanePlan): { readonly connection: string; readonly table: string } => ({
  connection: plan.connection.name,
  table: plan.table.name,
});
