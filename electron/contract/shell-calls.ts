import { z } from 'zod';
import type { CallShape } from './door.ts';
import { FaultView } from './fault.ts';
import { Preferences } from './preferences.ts';

const nothing = z.undefined();
const picked = z.object({ path: z.string().nullable() });

/** What only the desktop app can do; a browser on `run --ui` does not have these. */
export const shellCalls = {
  'shell.about': {
    input: nothing,
    output: z.object({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      dataDirectory: z.string(),
      logFolder: z.string(),
      /** What went wrong at the start: damaged settings, a part that cannot be loaded. */
      notices: z.array(FaultView),
    }),
  },
  'shell.preferences': { input: nothing, output: Preferences },
  /** Members that are absent stay as they are. */
  'shell.setPreferences': {
    input: z.strictObject({
      startAtLogin: z.boolean().optional(),
      notifications: Preferences.shape.notifications.unwrap().partial().optional(),
      theme: z.enum(['system', 'light', 'dark']).optional(),
      language: z.enum(['system', 'en', 'de']).optional(),
      logLevel: z.enum(['error', 'warn', 'info', 'debug']).optional(),
      updateFeed: z
        .url({ protocol: /^https$/ })
        .nullable()
        .optional(),
    }),
    output: Preferences,
  },
  /** Asks for a folder; null where the person cancelled. The path may then be used in other calls. */
  'shell.pickFolder': { input: nothing, output: picked },
  'shell.pickFile': {
    input: z.strictObject({ purpose: z.enum(['sample', 'certificate', 'credentials']) }),
    output: picked,
  },
  /** Opens a page of the documentation or of Celonis in the browser. */
  'shell.openExternal': { input: z.strictObject({ url: z.string().max(2_000) }), output: z.null() },
  'shell.openFolder': {
    input: z.strictObject({
      connection: z.string().min(1),
      table: z.string().min(1),
      which: z.enum(['watched', 'delivered', 'rejected']).default('watched'),
    }),
    output: z.null(),
  },
  'shell.openLogs': { input: nothing, output: z.null() },
  /** Writes the configuration as YAML, without secrets, where the person says; null where it was cancelled. */
  'shell.exportConfiguration': { input: nothing, output: picked },
  /** Reads a configuration file that the person chooses, in place of the present one. */
  'shell.importConfiguration': {
    input: nothing,
    output: z.object({ path: z.string().nullable(), connections: z.int(), tables: z.int() }),
  },
} as const satisfies Record<string, CallShape>;

export type ShellCalls = typeof shellCalls;
