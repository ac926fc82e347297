import { createHash, type KeyObject } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isFeedAddress } from '../../contract/feed-address.ts';
import { manifestName, type ReleaseFile } from '../../contract/update.ts';
import { besideFeed } from '../../core/updates/feed-address.ts';
import type { ReleaseFeed, VerifiedFile } from '../../core/updates/ports.ts';
import { UpdateRefused } from '../../core/updates/update-refused.ts';
import { ask } from './ask.ts';
import { openManifest } from './signed-manifest.ts';

const mostManifest = 200_000;
const manifestPatience = 30_000;

const checked = (address: string): string => {
  if (!isFeedAddress(address)) throw new UpdateRefused('insecure', 'the address of the feed is not https');
  return address;
};

const readManifest = async (address: string, signal: AbortSignal): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of await ask(besideFeed(address, manifestName), signal)) {
    length += (chunk as Buffer).length;
    if (length > mostManifest) throw new UpdateRefused('malformed', 'the manifest is too long');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Writes what comes to `part`, and throws unless it is exactly the file that was promised. */
const receive = async (
  from: AsyncIterable<Buffer>,
  part: string,
  { name, size, sha512 }: ReleaseFile,
  onBytes: (received: number) => void,
): Promise<void> => {
  const hash = createHash('sha512');
  let received = 0;
  const handle = await open(part, 'wx', 0o600).catch((error: unknown) => {
    throw UpdateRefused.from(error, 'disk');
  });
  try {
    for await (const chunk of from) {
      received += chunk.length;
      if (received > size)
        throw new UpdateRefused('wrongSize', `${name} has more than the ${size} bytes that it should have`);
      hash.update(chunk);
      await handle.write(chunk).catch((error: unknown) => {
        throw UpdateRefused.from(error, 'disk');
      });
      onBytes(received);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (received !== size) throw new UpdateRefused('wrongSize', `${name} has ${received} of ${size} bytes`);
  if (hash.digest('hex') !== sha512)
    throw new UpdateRefused('wrongHash', `${name} is not the file that was signed`);
};

/** The feed behind an address. Downloads go into `folder`, under their own name once they were checked. */
export const releaseFeed = (folder: string, keys: readonly KeyObject[]): ReleaseFeed => ({
  manifest: async (address, signal) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(manifestPatience)]);
    return openManifest(await readManifest(checked(address), limit), keys);
  },
  download: async (address, file, onBytes, signal): Promise<VerifiedFile> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const target = path.join(folder, file.name);
    const part = `${target}.part`;
    const response = await ask(besideFeed(checked(address), file.name), signal);
    try {
      await receive(response, part, file, onBytes);
      await rename(part, target);
    } catch (error) {
      response.destroy();
      await rm(part, { force: true });
      // a connection that breaks in the middle is told as a file that is too short
      throw UpdateRefused.from(error, 'wrongSize');
    }
    return { path: target, file };
  },
  clear: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
});
