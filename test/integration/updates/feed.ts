import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeUpdateKey, signManifest } from '../../../build/packaging/sign-release.ts';
import { publicKeyOf } from '../../../electron/adapters/updates/signed-manifest.ts';
import { manifestName, type ReleaseFile, type ReleaseManifest } from '../../../electron/contract/update.ts';

/** What the feed answers with for one path: a body, or whatever the test does with the response. */
export type Served = string | Buffer | ((response: http.ServerResponse) => void);

/** A feed on this machine, with real keys and real signatures; nothing is served but what a test puts there. */
export interface TestFeed {
  readonly address: string;
  readonly folder: string;
  readonly served: Map<string, Served>;
  /** The paths that were asked for, in order. */
  readonly asked: string[];
  readonly keys: readonly KeyObject[];
  readonly publicKey: string;
  /** Publishes a release with one file for a system; `change` alters the manifest before it is signed. */
  publish(content: Buffer, change?: Partial<ReleaseManifest>, file?: Partial<ReleaseFile>): ReleaseManifest;
  /** Publishes a text as a manifest, properly signed whatever it says. */
  publishText(text: string): void;
  close(): Promise<void>;
}

export const packageName = 'Sluice-0.2.0-full.nupkg';

export const openFeed = async (): Promise<TestFeed> => {
  const { privatePem, publicKey } = makeUpdateKey();
  const privateKey = createPrivateKey(privatePem);
  const served = new Map<string, Served>();
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    asked.push(name);
    const found = served.get(name);
    if (found === undefined) response.writeHead(404).end();
    else if (typeof found === 'function') found(response);
    else response.writeHead(200, { 'Content-Length': Buffer.byteLength(found) }).end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-updates-'));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    folder,
    served,
    asked,
    keys: [publicKeyOf(publicKey)],
    publicKey,
    publish: (content, change = {}, file = {}) => {
      const manifest: ReleaseManifest = {
        product: 'sluice-desktop',
        version: '0.2.0',
        page: 'https://github.com/sluice/sluice/releases',
        files: [
          {
            platform: 'win32',
            arch: 'x64',
            name: packageName,
            size: content.length,
            sha512: createHash('sha512').update(content).digest('hex'),
            ...file,
          },
        ],
        ...change,
      };
      served.set(manifestName, signManifest(manifest, privateKey));
      for (const { name } of manifest.files) served.set(name, content);
      return manifest;
    },
    publishText: (text) => {
      const signature = sign(null, Buffer.from(text), privateKey).toString('base64');
      served.set(manifestName, JSON.stringify({ manifest: text, signature }));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
