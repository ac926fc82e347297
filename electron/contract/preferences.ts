import { z } from 'zod';

/** What a person may set of the desktop app itself; the engine knows nothing of it. */
export const Preferences = z.strictObject({
  startAtLogin: z.boolean().default(false),
  notifications: z
    .strictObject({
      rejected: z.boolean().default(true),
      stopped: z.boolean().default(true),
      wellAgain: z.boolean().default(true),
    })
    .prefault({}),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'de']).default('system'),
  logLevel: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
  /** Where updates are looked for; without it, never. */
  updateFeed: z
    .url({ protocol: /^https$/ })
    .nullable()
    .default(null),
});
export type Preferences = z.infer<typeof Preferences>;
