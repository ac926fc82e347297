import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../contract/fault.ts';

export interface LibraryPlaces {
  /** Files with the licences of what Sluice is made of; the first that is there. */
  readonly licences: readonly string[];
  /** The folder of the documentation's Markdown pages. */
  readonly documents: string;
  /** The folder of the log files. */
  readonly logs: string;
}

/** So much of a log's end is looked at, in bytes. */
const mostOfLog = 1024 * 1024;

const textOf = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);

/** Texts that stand beside the program: licences, documentation, the end of the log. */
export const library = (places: LibraryPlaces) => ({
  licences: async (): Promise<string> => {
    for (const file of places.licences) {
      const text = await textOf(file);
      if (text !== undefined) return text;
    }
    throw new Fault('usage.wrong', { reason: 'The list of licences is not part of this installation' });
  },
  document: async (name: string): Promise<string> => {
    const file = path.join(places.documents, `${name}.md`);
    const text = /^[a-z0-9][a-z0-9-]*$/i.test(name) ? await textOf(file) : undefined;
    if (text === undefined)
      throw new Fault('usage.wrong', { reason: `There is no page ${name.slice(0, 100)}` });
    return text;
  },
  logs: async (lines: number): Promise<string> => {
    const names = await readdir(places.logs).catch(() => []);
    const newest = names.filter((name) => /^[\w-]+\.log$/.test(name)).sort();
    const texts = await Promise.all(newest.map((name) => textOf(path.join(places.logs, name))));
    return texts
      .map((text) => (text ?? '').slice(-mostOfLog))
      .join('')
      .trimEnd()
      .split('\n')
      .slice(-lines)
      .join('\n');
  },
});
