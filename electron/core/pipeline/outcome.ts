import { Fault } from '../../contract/fault.ts';
import { sentence } from '../../contract/words/sentence.ts';
import { stoppedSentence } from '../../contract/words/states.ts';
import type { DeliveryState } from '../../contract/state.ts';
import type { Delivery } from '../queue/delivery.ts';
import type { Ended } from '../queue/journal.ts';
import type { LanePlan } from './plan.ts';
import { placeOf, type Room } from './room.ts';

/** Tells of a delivery's new state. */
export const tell = (
  room: Room,
  plan: LanePlan,
  delivery: Delivery,
  state: DeliveryState,
  more: {
    readonly rows?: number;
    readonly bytes?: number;
    readonly key?: string;
    readonly fault?: Fault;
  } = {},
): void => {
  const { fault, ...facts } = more;
  const view = fault && aboutFile(fault, plan, delivery).view;
  room.events.emit({
    type: 'state',
    ...placeOf(plan),
    id: delivery.id,
    file: delivery.sourceName,
    state,
    ...facts,
    ...(view === undefined ? {} : { fault: view, message: sentence(view) }),
  });
};

/** The fault with the names that a person needs to find the file. */
export const aboutFile = (fault: Fault, plan: LanePlan, delivery: Delivery): Fault =>
  new Fault(
    fault.code,
    { file: delivery.sourceName, table: plan.table.name, connection: plan.connection.name, ...fault.facts },
    { cause: fault.cause },
  );

/** Ends a delivery beside the way: written down, told, its spooled file cleared, its source set aside. */
export const endBeside = async (
  room: Room,
  plan: LanePlan,
  delivery: Delivery,
  state: 'rejected' | 'duplicate' | 'empty' | 'superseded',
  end: Omit<Ended, 'error'> & { readonly fault?: Fault } = {},
): Promise<void> => {
  const { fault, ...ended } = end;
  const error = fault && aboutFile(fault, plan, delivery).view;
  room.journal.ended(delivery.id, state, { ...ended, error }, room.clock.now());
  if (state === 'rejected' && plan.table.onRejection === 'pause') {
    room.journal.pause(plan.connection.connectionId, plan.table.name, room.clock.now());
  }
  const now = room.journal.delivery(delivery.id);
  if (now !== undefined && state !== 'superseded') await room.aside.aside(now);
  else await room.files.clear(delivery.id);
  tell(room, plan, delivery, state, {
    ...(fault === undefined ? {} : { fault }),
    ...(end.result === undefined ? {} : { rows: end.result.rows }),
  });
  room.bell.ring();
};

/** Stops a lane at a delivery through no fault of its file: nothing goes past it until a person has it tried again. */
export const stopAt = (room: Room, plan: LanePlan, delivery: Delivery, fault: Fault): void => {
  const view = aboutFile(fault, plan, delivery).view;
  room.journal.held(delivery.id, view);
  tell(room, plan, delivery, 'held', { fault });
  const message = stoppedSentence({ id: delivery.id, table: plan.table.name }, sentence(view));
  room.events.emit({ type: 'trouble', fault: view, message });
  room.bell.ring();
};
