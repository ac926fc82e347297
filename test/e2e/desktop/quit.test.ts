import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBuilt } from '../../electron/built.ts';
import { freshUserData, launch, type Launched } from '../../electron/launch.ts';
import { connectionId, keys } from '../../support/sluice.ts';
import { csv, stateNow, tableNow } from './rig.ts';
import { logText } from './window.ts';

/** Takes every connection and never answers. */
interface Hole {
  readonly server: Server;
  /** Resolves with the first that came. */
  readonly reached: Promise<void>;
  close(): Promise<void>;
}

const openHole = async (where: { readonly path: string } | { readonly port: 0 }): Promise<Hole> => {
  const sockets = new Set<Socket>();
  const reached = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    sockets.add(socket);
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => reached.resolve());
  });
  await new Promise<void>((resolve) =>
    server.listen('path' in where ? where : { ...where, host: '127.0.0.1' }, resolve),
  );
  return {
    server,
    reached: reached.promise,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

let userData: string;
let app: Launched | undefined;
let hole: Hole | undefined;
beforeAll(ensureBuilt);
beforeEach(() => {
  userData = freshUserData();
});
afterEach(async () => {
  await app?.remove();
  app = undefined;
  await hole?.close();
  hole = undefined;
});

/** Settings with one connection and one table, and a file in its folder. */
const prepare = (endpoint: string, credentials: unknown): void => {
  const folder = path.join(userData, 'drop');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'one.csv'), csv(1));
  const tables = [{ name: 'order', folder, settleSeconds: 0.1 }];
  const connection = {
    name: 'dev',
    endpoint,
    region: 'eu-central-1',
    connectionId,
    credentials,
    multipart: 'never',
    tables,
  };
  const settings = { version: 1, configuration: { connections: [connection] } };
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify(settings));
};

/** Five seconds for the engine, and some for a machine that has other things to do. */
const inTime = 9_000;

test('a server that never answers does not keep the app from ending, and the file is not lost', async () => {
  hole = await openHole({ port: 0 });
  const { port } = hole.server.address() as AddressInfo;
  prepare(`http://127.0.0.1:${port}/api/data-ingestion`, { env: Object.keys(keys) });
  app = await launch({ userData, environment: keys });
  await app.page();
  await hole.reached;
  const begun = performance.now();
  expect(await app.quit()).toBe(0);
  expect(performance.now() - begun).toBeLessThan(inTime);
  expect(logText(app)).toContain('Sluice ends');
  expect(logText(app)).not.toContain('took too long');

  app = await launch({ userData, environment: keys });
  const page = await app.page();
  await expect
    .poll(async () => {
      const table = await tableNow(page, 'order');
      return (table?.waiting ?? 0) + (table?.inWork ?? 0);
    })
    .toBe(1);
  expect(await stateNow(page)).toMatch(/working|waiting/);
});

test('neither does a keychain that never answers', async (context) => {
  context.skip(process.platform !== 'linux', 'the keychain of this system cannot be replaced');
  const bus = path.join(userData, 'bus');
  hole = await openHole({ path: bus });
  prepare('http://127.0.0.1:9/api/data-ingestion', 'keychain');
  app = await launch({ userData, environment: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}` } });
  await app.page();
  await hole.reached;
  const begun = performance.now();
  expect(await app.quit()).toBe(0);
  expect(performance.now() - begun).toBeLessThan(inTime);
});
