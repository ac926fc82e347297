import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';

/** Where a running sandbox can be asked, and the word that opens it. Kept in a file that only its owner reads. */
export const Presence = z.object({
  endpoint: z.string(),
  /** Base address of the reading routes. */
  reading: z.url(),
  pid: z.int(),
  token: z.string(),
});
export type Presence = z.infer<typeof Presence>;

export const writePresence = async (path: string, presence: Presence): Promise<void> => {
  const part = `${path}.part`;
  await rm(part, { force: true });
  await writeFile(part, `${JSON.stringify(presence)}\n`, { mode: 0o600, flag: 'wx' });
  await rename(part, path);
};

/** What the file says; `undefined` where there is none, or none that can be read. It may be left from a dead process. */
export const readPresence = async (path: string): Promise<Presence | undefined> => {
  try {
    return Presence.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
};

export const removePresence = (path: string): Promise<void> => rm(path, { force: true });
