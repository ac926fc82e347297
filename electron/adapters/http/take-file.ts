import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault } from '../../contract/fault.ts';
import { droppedName } from '../../core/door/dropped-name.ts';
import { receiveFile } from './receive-file.ts';
import { refuse, sendJson } from './reply.ts';

export interface FilePlaces {
  /** The folder of a table, by the names in the address. Throws a Fault where there is no such table. */
  readonly folderOf: (connection: string, table: string) => string;
  /** A file was put into it. */
  readonly dropped: (connection: string, table: string) => void;
  /** A new folder for a file that is only to be looked at, and what is told of its path. */
  readonly sampleFolder: () => Promise<string>;
  readonly sampleTaken: (folder: string, name: string) => string;
}

/** The text of an address's part; undefined where it is not encoded as it should be. */
export const decoded = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

/** `PUT /drop/CONNECTION/TABLE/NAME` and `PUT /sample/NAME`. */
export const takeFile = async (
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  places: FilePlaces,
): Promise<void> => {
  const parts = pathname.split('/').slice(1).map(decoded);
  try {
    const [kind, first, second, third] = parts;
    if (kind === 'drop' && parts.length === 4 && first && second && third) {
      const folder = places.folderOf(first, second);
      const name = await receiveFile(request, folder, droppedName(third));
      places.dropped(first, second);
      return sendJson(response, 200, { ok: true, value: { name } });
    }
    if (kind === 'sample' && parts.length === 2 && first) {
      const wished = droppedName(first);
      const folder = await places.sampleFolder();
      const name = await receiveFile(request, folder, wished);
      return sendJson(response, 200, { ok: true, value: { path: places.sampleTaken(folder, name) } });
    }
    return refuse(response, 404, 'there is no such place');
  } catch (error) {
    // what is left of the body is not wanted
    response.setHeader('Connection', 'close');
    return sendJson(response, 200, { ok: false, fault: Fault.from(error).view });
  }
};
