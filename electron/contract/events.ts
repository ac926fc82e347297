import { z } from 'zod';
import { FaultView } from './fault.ts';
import { DeliveryState } from './state.ts';
import { FolderView } from './views.ts';

const Place = { connection: z.string(), table: z.string() };

/** What happens in the engine, as it happens. `run --json` prints one a line; the window folds them into its snapshot. */
export const EngineEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), connections: z.int(), tables: z.int() }),
  z.object({ type: z.literal('arrived'), ...Place, id: z.int(), file: z.string(), bytes: z.number() }),
  z.object({
    type: z.literal('state'),
    ...Place,
    id: z.int(),
    file: z.string(),
    state: DeliveryState,
    rows: z.number().optional(),
    bytes: z.number().optional(),
    key: z.string().optional(),
    fault: FaultView.optional(),
    /** The fault as a sentence, in English. */
    message: z.string().optional(),
  }),
  z.object({
    type: z.literal('progress'),
    ...Place,
    id: z.int(),
    file: z.string(),
    stage: z.enum(['converting', 'uploading']),
    bytesDone: z.number(),
    bytesTotal: z.number(),
    rows: z.number().optional(),
  }),
  z.object({
    type: z.literal('retrying'),
    ...Place,
    id: z.int(),
    file: z.string(),
    fault: FaultView,
    message: z.string(),
    /** Milliseconds until the next attempt. */
    waits: z.number(),
  }),
  z.object({ type: z.literal('folder'), ...Place, folder: FolderView }),
  z.object({ type: z.literal('held'), connection: z.string(), fault: FaultView, message: z.string() }),
  z.object({ type: z.literal('released'), connection: z.string() }),
  z.object({ type: z.literal('trouble'), fault: FaultView, message: z.string() }),
  z.object({ type: z.literal('changed') }),
  z.object({ type: z.literal('idle') }),
  z.object({ type: z.literal('stopped') }),
]);
export type EngineEvent = z.infer<typeof EngineEvent>;
