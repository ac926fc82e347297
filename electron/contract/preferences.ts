import { z } from 'zod';
import { isFeedAddress } from './feed-address.ts';

/** What a person may set of the desktop app itself; the engine knows nothing of it. */
export const Preferences = z.strictObject({
  startAtLogin: z.boolean(),
  notifications: z.strictObject({ rejected: z.boolean(), stopped: z.boolean(), wellAgain: z.boolean() }),
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'de']),
  logLevel: z.enum(['error', 'warn', 'info', 'debug']),
  /** Where updates are looked for, over https or on this machine itself; null: never. */
  updateFeed: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .refine(isFeedAddress)
    .nullable(),
});
export type Preferences = z.infer<typeof Preferences>;

/**
 * What holds until a person says otherwise. It does not stand in the schema: a default there would fill in what a
 * partial change leaves out, and so undo every other setting.
 */
export const defaultPreferences: Preferences = {
  startAtLogin: false,
  notifications: { rejected: true, stopped: true, wellAgain: true },
  theme: 'system',
  language: 'system',
  logLevel: 'info',
  updateFeed: null,
};
