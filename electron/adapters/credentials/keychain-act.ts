import { z } from 'zod';
import { FaultView } from '../../contract/fault.ts';

/** What is asked of the process that calls the keychain, as one JSON document on its stdin. */
export const KeychainAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('get'), connectionId: z.string() }),
  z.object({ act: z.literal('set'), connectionId: z.string(), accessKeyId: z.string(), secret: z.string() }),
  z.object({ act: z.literal('remove'), connectionId: z.string() }),
]);
export type KeychainAct = z.infer<typeof KeychainAct>;

/** Its answer, as one JSON document on its stdout. */
export const KeychainAnswer = z.union([
  z.object({ fault: FaultView }),
  z.object({ accessKeyId: z.string(), secret: z.string() }),
  z.object({ done: z.boolean() }),
]);
export type KeychainAnswer = z.infer<typeof KeychainAnswer>;
