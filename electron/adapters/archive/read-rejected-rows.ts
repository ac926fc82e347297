import { open } from 'node:fs/promises';
import { Fault } from '../../contract/fault.ts';

/** So much of the file is shown, in bytes. */
const mostBytes = 256 * 1024;

/** The first of these files that is there, as far as it is shown. Throws `source.gone` where none is. */
export const readRejectedRows = async (
  paths: readonly string[],
): Promise<{ readonly path: string; readonly text: string }> => {
  for (const path of paths) {
    const file = await open(path).catch(() => undefined);
    if (file === undefined) continue;
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
      const text = buffer.toString('utf8', 0, bytesRead);
      // a last line that is cut in two would tell something wrong
      return { path, text: bytesRead < mostBytes ? text : text.slice(0, text.lastIndexOf('\n') + 1) };
    } finally {
      await file.close();
    }
  }
  throw new Fault('source.gone', { path: paths[0] ?? '' });
};
