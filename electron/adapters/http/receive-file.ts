import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { Fault } from '../../contract/fault.ts';
import { giveName } from '../shell/give-name.ts';

/** Milliseconds without a byte after which a file is given up. */
const patience = 60_000;

const asFault = (error: unknown, folder: string, file: string): Fault => {
  if (error instanceof Fault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Fault('disk.full', { path: folder });
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Fault('folder.missing', { path: folder });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Fault('folder.notWritable', { path: folder, reason: code });
  }
  return new Fault('source.unreadable', { file, reason: code }, { cause: error });
};

/**
 * Writes a request's body under a name that watched folders ignore, then gives it its own name, at once and whole, or
 * one with a number where that is taken. Resolves with the name; nothing is left behind of a body that breaks off.
 */
export const receiveFile = async (
  request: IncomingMessage,
  folder: string,
  name: string,
): Promise<string> => {
  const part = path.join(folder, `.${randomUUID()}.part`);
  request.setTimeout(patience, () => request.destroy(new Error('nothing came for a minute')));
  try {
    const handle = await open(part, 'wx');
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) await handle.write(chunk);
      if (!request.complete) throw new Error('the file broke off');
      await handle.sync();
    } finally {
      await handle.close();
    }
    return await giveName(part, folder, name);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw asFault(error, folder, name);
  }
};
