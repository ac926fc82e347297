import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A window that was opened with an older key has to be opened anew. */
const KEY_DAYS = 30;
const DAY_MS = 86_400_000;

const Kept = z.strictObject({ key: z.string().regex(/^[\w-]{43}$/), since: z.number(), port: z.int() });

/** What windows that were open before prove themselves with, over a restart of the service. */
export interface WindowKey {
  readonly key: string;
  /** The port of the last start; 0: none is known. */
  readonly port: number;
  /** Writes down where the windows are served now, for the next start. */
  keep(port: number): Promise<void>;
}

const fileIn = (dataDirectory: string): string => join(dataDirectory, 'window-key.json');

/**
 * The key of the data directory, readable by its owner alone. A new one is made where there is none, where it is older
 * than 30 days or damaged, and where the windows that were open before are to be forgotten.
 */
export const windowKey = async (dataDirectory: string, now: number, forget = false): Promise<WindowKey> => {
  const file = fileIn(dataDirectory);
  const text = await readFile(file, 'utf8').catch(() => '');
  const known = parsed(text);
  const good = known !== undefined && !forget && known.since <= now && now - known.since < KEY_DAYS * DAY_MS;
  const key = good ? known.key : randomBytes(32).toString('base64url');
  const since = good ? known.since : now;
  return {
    key,
    port: known?.port ?? 0,
    keep: (port) => write(file, dataDirectory, JSON.stringify({ key, since, port })),
  };
};

const parsed = (text: string): z.infer<typeof Kept> | undefined => {
  try {
    return Kept.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const write = async (file: string, folder: string, text: string): Promise<void> => {
  const part = `${file}.part`;
  await mkdir(folder, { recursive: true });
  await rm(part, { force: true });
  const handle = await open(part, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
};
