import path from 'node:path';
import { shellFiles } from '../compose/shell.ts';
import type { Library } from '../compose/host/window-parts.ts';
import { Fault } from '../contract/fault.ts';
import type { Log } from '../core/shell/files.ts';

const longestText = 16 * 1024 ** 2;
const documentName = /^[a-z0-9][a-z0-9-]*$/;

const textOf = async (file: string): Promise<string> => (await shellFiles.readText(file, longestText)) ?? '';

/** Texts that stand beside the bundles, and the app's own log. */
export const desktopLibrary = (beside: string, log: Log): Library => ({
  licences: () => textOf(path.join(beside, 'licences.txt')),
  document: async (name) => {
    const file = documentName.test(name) ? path.join(beside, 'docs', `${name}.md`) : undefined;
    const text = file === undefined ? undefined : await shellFiles.readText(file, longestText);
    if (text === undefined)
      throw new Fault('usage.wrong', { reason: `There is no page ${name.slice(0, 100)}` });
    return text;
  },
  logs: async (lines) => {
    const text = await textOf(path.join(log.folder, 'sluice.log'));
    return text
      .split('\n')
      .slice(-lines - 1)
      .join('\n');
  },
});
