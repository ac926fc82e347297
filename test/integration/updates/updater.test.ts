import { createPrivateKey, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeUpdateKey, signManifest } from '../../../build/packaging/sign-release.ts';
import { releaseFeed } from '../../../electron/adapters/updates/release-feed.ts';
import { manifestName } from '../../../electron/contract/update.ts';
import type { VerifiedFile } from '../../../electron/core/updates/ports.ts';
import { lookEvery, Updater } from '../../../electron/core/updates/updater.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { openFeed, packageName, type TestFeed } from './feed.ts';

const content = randomBytes(300_000);
let feed: TestFeed;
let updaters: Updater[];
let handed: { readonly verified: VerifiedFile; readonly version: string }[];
let lines: unknown[][];
let clock: FakeClock;

beforeEach(async () => {
  feed = await openFeed();
  updaters = [];
  handed = [];
  lines = [];
  clock = new FakeClock();
});
afterEach(async () => {
  await Promise.all(updaters.map((updater) => updater.close()));
  await feed.close();
});

const downloads = (): string => path.join(feed.folder, 'updates');
const updaterWith = (
  change: { address?: string | null; able?: boolean; platform?: string; version?: string } = {},
): Updater => {
  const { address = feed.address, able = true, platform = 'win32', version = '0.1.0' } = change;
  const updater = new Updater({
    running: { version, platform, arch: 'x64' },
    feed: able ? releaseFeed(downloads(), feed.keys) : undefined,
    installer:
      platform === 'linux'
        ? undefined
        : { prepare: async (verified, offered) => void handed.push({ verified, version: offered }) },
    address: () => address,
    clock,
    log: { write: (...line) => void lines.push(line) },
  });
  updaters.push(updater);
  return updater;
};

test('without a feed in the settings nothing is asked for, not even when a person asks', async () => {
  feed.publish(content);
  const updater = updaterWith({ address: null });
  updater.arrange();
  expect(await updater.look()).toMatchObject({ able: true, state: 'off' });
  await clock.advance(2 * lookEvery);
  expect(feed.asked).toEqual([]);
});

test('a build without a key says so and asks for nothing', async () => {
  feed.publish(content);
  const updater = updaterWith({ able: false });
  updater.arrange();
  expect(await updater.look()).toMatchObject({ able: false, state: 'off' });
  expect(feed.asked).toEqual([]);
});

test('a properly signed newer version is downloaded, checked, and handed to the installer', async () => {
  feed.publish(content);
  const view = await updaterWith().look();
  expect(view).toMatchObject({ state: 'ready', version: '0.2.0', file: packageName, problem: null });
  expect(handed).toHaveLength(1);
  expect(handed[0]?.version).toBe('0.2.0');
  expect(readFileSync(handed[0]?.verified.path ?? '')).toEqual(content);
  expect(readdirSync(downloads())).toEqual([packageName]);
});

test('on Linux a new version is told of and not downloaded', async () => {
  feed.publish(content, {}, { platform: 'linux', name: 'sluice-desktop_0.2.0_amd64.deb' });
  const view = await updaterWith({ platform: 'linux' }).look();
  expect(view).toMatchObject({
    state: 'available',
    way: 'fetch',
    version: '0.2.0',
    file: 'sluice-desktop_0.2.0_amd64.deb',
    page: 'https://github.com/sluice/sluice/releases',
  });
  expect(feed.asked).toEqual([manifestName]);
  expect(existsSync(downloads())).toBe(false);
});

test('the version that runs is not offered again', async () => {
  feed.publish(content, { version: '0.1.0' });
  expect(await updaterWith().look()).toMatchObject({ state: 'current', problem: null });
  expect(handed).toEqual([]);
});

test('the feed is looked at when it is set, and every six hours', async () => {
  feed.publish(content, { version: '0.1.0' });
  const updater = updaterWith();
  updater.arrange();
  await expect.poll(() => updater.view.state).toBe('current');
  expect(feed.asked).toHaveLength(1);
  feed.publish(content);
  await clock.advance(lookEvery);
  await expect.poll(() => updater.view.state).toBe('ready');
});

describe('refused, with nothing handed over and nothing left behind', () => {
  const refusal = async (problem: string, change: Parameters<typeof updaterWith>[0] = {}): Promise<void> => {
    const view = await updaterWith(change).look();
    expect([view.state, view.problem]).toEqual(['failed', problem]);
    expect(view.detail).not.toBe('');
    expect(handed).toEqual([]);
    expect(existsSync(downloads()) ? readdirSync(downloads()) : []).toEqual([]);
    expect(lines).toContainEqual(['warn', 'an update was refused', expect.objectContaining({ problem })]);
  };
  const signed = (): { manifest: string; signature: string } =>
    JSON.parse(String(feed.served.get(manifestName))) as { manifest: string; signature: string };

  test('a manifest without a signature', async () => {
    const manifest = feed.publish(content);
    feed.served.set(manifestName, JSON.stringify(manifest));
    await refusal('unsigned');
  });

  test('a signed text whose signature was taken away', async () => {
    feed.publish(content);
    feed.served.set(manifestName, JSON.stringify({ manifest: signed().manifest }));
    await refusal('unsigned');
  });

  test('a manifest of another key', async () => {
    const manifest = feed.publish(content);
    const other = createPrivateKey(makeUpdateKey().privatePem);
    feed.served.set(manifestName, signManifest(manifest, other));
    await refusal('wrongSignature');
  });

  test('a manifest that was changed by a single character after it was signed', async () => {
    feed.publish(content);
    const { manifest, signature } = signed();
    feed.served.set(
      manifestName,
      JSON.stringify({ manifest: manifest.replace('0.2.0', '0.3.0'), signature }),
    );
    await refusal('wrongSignature');
  });

  test('a good signature over something that is no release of this product', async () => {
    const manifest = feed.publish(content);
    feed.publishText(JSON.stringify({ ...manifest, product: 'another' }));
    await refusal('malformed');
    feed.publishText('no JSON');
    await refusal('malformed');
  });

  test('a file name that leads out of the folder, even if it is signed', async () => {
    const manifest = feed.publish(content);
    const [file] = manifest.files;
    feed.publishText(JSON.stringify({ ...manifest, files: [{ ...file, name: '../../evil.exe' }] }));
    await refusal('malformed');
  });

  test('what is neither signed nor a manifest', async () => {
    for (const text of ['', '<html>', '[]', '{"manifest": 12, "signature": ""}', 'x'.repeat(300_000)]) {
      feed.served.set(manifestName, text);
      await refusal(text === '[]' ? 'unsigned' : 'malformed');
    }
  });

  test('an older version, however well it is signed', async () => {
    feed.publish(content, { version: '0.0.9' });
    await refusal('downgrade');
    feed.publish(content, { version: '0.9.0' });
    await refusal('downgrade', { version: '0.10.0' });
  });

  test('a release without a file for this system', async () => {
    feed.publish(content, {}, { arch: 'arm64' });
    await refusal('noFile');
  });

  test('a file that is cut short', async () => {
    feed.publish(content);
    feed.served.set(packageName, content.subarray(0, 200_000));
    await refusal('wrongSize');
  });

  test('a file whose connection breaks in the middle', async () => {
    feed.publish(content);
    feed.served.set(packageName, (response) => {
      response.writeHead(200, { 'Content-Length': content.length });
      response.write(content.subarray(0, 100_000), () => response.destroy());
    });
    await refusal('wrongSize');
  });

  test('a file that does not end, before it fills the disk', async () => {
    feed.publish(content);
    feed.served.set(packageName, (response) => {
      response.writeHead(200);
      const more = (): void => void response.write(content, (error) => error ?? more());
      more();
    });
    await refusal('wrongSize');
  });

  test('another file of the same size', async () => {
    feed.publish(content);
    feed.served.set(packageName, randomBytes(content.length));
    await refusal('wrongHash');
  });

  test('a redirection away from https', async () => {
    feed.served.set(manifestName, (response) =>
      response.writeHead(302, { Location: `http://updates.example/${manifestName}` }).end(),
    );
    await refusal('insecure');
    feed.publish(content);
    feed.served.set(packageName, (response) =>
      response.writeHead(307, { Location: `file:///etc/passwd` }).end(),
    );
    await refusal('insecure');
  });

  test('a feed whose address is not https', async () => {
    await refusal('insecure', { address: 'http://updates.example/' });
    await refusal('insecure', { address: 'file:///tmp/feed' });
  });

  test('a redirection in a circle', async () => {
    feed.served.set(manifestName, (response) => response.writeHead(302, { Location: manifestName }).end());
    await refusal('unreachable');
  });

  test('a feed that is not there, or does not answer well', async () => {
    await refusal('unreachable');
    const { address } = feed;
    await feed.close();
    await refusal('unreachable', { address });
    feed = await openFeed();
  });
});

test('a redirection on the way that may be followed is followed', async () => {
  feed.publish(content);
  const body = feed.served.get(packageName) ?? '';
  feed.served.set(packageName, (response) => response.writeHead(302, { Location: '/mirror/file' }).end());
  feed.served.set('mirror/file', body);
  expect(await updaterWith().look()).toMatchObject({ state: 'ready' });
});

test('after a refusal the next look begins anew, and what was left of a download goes', async () => {
  feed.publish(content);
  feed.served.set(packageName, content.subarray(1));
  const updater = updaterWith();
  expect(await updater.look()).toMatchObject({ state: 'failed' });
  feed.served.set(packageName, content);
  expect(await updater.look()).toMatchObject({ state: 'ready', problem: null, detail: null });
});

test('closing ends a download that is under way and leaves nothing of it', async () => {
  feed.publish(content);
  const begun = Promise.withResolvers<void>();
  feed.served.set(packageName, (response) => {
    response.writeHead(200, { 'Content-Length': content.length });
    response.write(content.subarray(0, 1_000), () => begun.resolve());
  });
  const updater = updaterWith();
  updater.arrange();
  await begun.promise;
  await expect.poll(() => updater.view).toMatchObject({ state: 'downloading', received: 1_000 });
  await updater.close();
  expect(readdirSync(downloads())).toEqual([]);
  expect(handed).toEqual([]);
});
