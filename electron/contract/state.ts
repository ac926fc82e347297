import { z } from 'zod';

/** The states of a delivery. The first five are its way; the others stand beside the way (design, "Words"). */
export const DeliveryState = z.enum([
  'queued',
  'converting',
  'spooled',
  'uploading',
  'delivered',
  'rejected',
  'held',
  'duplicate',
  'empty',
  'superseded',
]);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** States in which nothing more happens by itself. `held` is not among them: it goes on when its connection does. */
export const finalStates: readonly DeliveryState[] = [
  'delivered',
  'rejected',
  'duplicate',
  'empty',
  'superseded',
];

export const isFinal = (state: DeliveryState): boolean => finalStates.includes(state);

/** The one state of the whole, the same in the tray, in the window and in `status`. */
export const OverallState = z.enum(['idle', 'working', 'paused', 'waiting', 'attention', 'stopped']);
export type OverallState = z.infer<typeof OverallState>;

/** The Celonis column types that Sluice writes (domain, "Types and names"). */
export const ColumnType = z.enum(['STRING', 'INTEGER', 'FLOAT', 'BOOLEAN', 'DATE', 'DATETIME']);
export type ColumnType = z.infer<typeof ColumnType>;
