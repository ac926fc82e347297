import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream';
import type { VerifiedFile } from '../../core/updates/ports.ts';

/** A feed for the system's own installer, which holds one verified file and nothing else. */
export interface HandOver {
  /** What `autoUpdater.setFeedURL` is told. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Squirrel on Windows reads a folder: the package, and beside it `RELEASES` with its SHA-1 and size. It checks no
 * signature; what it is handed was checked before.
 */
const asFolder = async ({ path: file, file: { name, size } }: VerifiedFile): Promise<HandOver> => {
  const hash = createHash('sha1');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  const folder = path.dirname(file);
  await writeFile(path.join(folder, 'RELEASES'), `${hash.digest('hex').toUpperCase()} ${name} ${size}\n`);
  return { url: folder, close: () => Promise.resolve() };
};

/**
 * Squirrel on macOS reads over HTTP: a server on this machine, behind a word that nobody guesses, gives it the file. It
 * checks besides that the update is signed as the running app is.
 */
const asServer = async (
  { path: file, file: { name, size } }: VerifiedFile,
  version: string,
): Promise<HandOver> => {
  const secret = randomBytes(24).toString('base64url');
  const server = http.createServer((request, response) => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}`;
    if (request.method !== 'GET' || !request.url?.startsWith(`/${secret}/`)) {
      response.writeHead(404).end();
    } else if (request.url === `/${secret}/feed`) {
      const text = JSON.stringify({ url: `${base}/${name}`, name: version });
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(text);
    } else if (request.url === `/${secret}/${name}`) {
      response.writeHead(200, { 'Content-Type': 'application/zip', 'Content-Length': size });
      pipeline(createReadStream(file), response, () => undefined);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}/feed`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

/** Puts a verified file where the installer of this platform takes it from. */
export const handOver = (verified: VerifiedFile, version: string, platform: string): Promise<HandOver> =>
  platform === 'darwin' ? asServer(verified, version) : asFolder(verified);
