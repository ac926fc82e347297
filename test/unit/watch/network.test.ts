import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { onNetwork, remoteType, uncPath } from '../../../electron/adapters/watch/network.ts';

it.each([0x6969, 0xfe534d42, 0xff534d42, -11317950, 0x65735546])('file system type %i is a share', (type) => {
  expect(remoteType(type)).toBe(true);
});

it.each([0xef53, 0x01021994, 0x58465342, 0x9123683e, 0x794c7630])(
  'file system type %i is a local disk',
  (type) => {
    expect(remoteType(type)).toBe(false);
  },
);

it.each(['\\\\server\\share\\drop', '//server/share', '\\\\?\\UNC\\server\\share', '\\\\10.0.0.7\\in'])(
  '%s leads to a server',
  (path) => expect(uncPath(path)).toBe(true),
);

it.each(['C:\\drop', '\\\\?\\C:\\drop', '\\\\.\\pipe\\x', '\\drop', '/drop', 'drop'])(
  '%s is a local path',
  (path) => expect(uncPath(path)).toBe(false),
);

it("this machine's own temporary folder is not on the network", async () => {
  expect(await onNetwork(tmpdir())).toBe(false);
});
