import type { z } from 'zod';
import type { FaultView } from './fault.ts';

/** One thing that the window may ask for: what goes in, what comes out. */
export interface CallShape {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/** What is answered to whatever came: a value, or why not. */
export type DoorAnswer<Value = unknown> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: FaultView };

/** The names of the ways between the window and the main process. */
export const channels = {
  /** `(name, input)`: a call of the contract. */
  call: 'sluice:call',
  /**
   * `(paths)`: files that a person dropped on the window or chose in it; their paths may be used in calls from then on.
   * Only the preload speaks it, since it alone learns the path of a file.
   */
  given: 'sluice:given',
  /** To the window: a `Push`. */
  push: 'sluice:push',
} as const;

/** The most files that one drop may hold. */
export const mostDropped = 10_000;
