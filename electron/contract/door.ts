import { z } from 'zod';
import { FaultView } from './fault.ts';

/** One thing that the window may ask for: what goes in, what comes out. Declared once, read by both sides. */
export interface CallShape<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
}

/** What every call answers: its value, or why not. */
export const Answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), fault: FaultView }),
]);
export type Answer = z.infer<typeof Answer>;

/** The names of the ways between the window and the main process. */
export const channels = {
  /** `(name, input)`: a call of the contract. */
  call: 'sluice:call',
  /** `(place, paths)`: files dropped on the window. Only the preload speaks it: it alone learns paths of files. */
  drop: 'sluice:drop',
  /** To the window: a `Batch`. */
  events: 'sluice:events',
  /** To the window: a `Place` to be shown, since a notification or a menu was clicked. */
  show: 'sluice:show',
} as const;

/** Where in the window: what a notification or the tray opens. */
export const Place = z.object({
  page: z.enum(['overview', 'history', 'connection', 'settings']),
  connection: z.string().optional(),
  table: z.string().optional(),
});
export type Place = z.infer<typeof Place>;

/** The table that files are dropped on. */
export const DropPlace = z.strictObject({ connection: z.string().min(1), table: z.string().min(1) });
export type DropPlace = z.infer<typeof DropPlace>;

/** What became of each dropped file, in the order of the selection. */
export const Dropped = z.array(
  z.object({
    /** The file's name, without its folder. */
    file: z.string(),
    /** Its name in the table's folder; absent where it was not copied. */
    copiedAs: z.string().optional(),
    fault: FaultView.optional(),
  }),
);
export type Dropped = z.infer<typeof Dropped>;
