import { mkdirSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataDirectory } from '../../../electron/adapters/sqlite/data-lock.ts';
import { yamlStore } from '../../../electron/adapters/configuration/yaml-store.ts';
import { startHost, type EngineHost } from '../../../electron/compose/host/engine-host.ts';
import { BandwidthLimit } from '../../../electron/contract/bandwidth.ts';
import type { Push } from '../../../electron/contract/calls.ts';
import { saveConnection } from '../../../electron/core/configuration/edit.ts';

let folder: string;
let file: string;
let host: EngineHost | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-host-'));
  file = join(folder, 'sluice.yaml');
  mkdirSync(join(folder, 'order'));
});
afterEach(async () => {
  await host?.close();
  host = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const connectionId = '9c92424b-829d-4beb-a65c-411873b268f8';
const text = `connections:
  - name: prod
    endpoint: http://127.0.0.1:9/api/data-ingestion
    connectionId: ${connectionId}
    credentials: { env: [NO_KEY, NO_SECRET] }
    tables:
      - { name: order, folder: ./order, settleSeconds: 0 }
`;
const started = async (againAfter = 60_000): Promise<EngineHost> => {
  host = await startHost({
    store: yamlStore(file),
    dataDirectory: join(folder, 'data'),
    program: 'a test',
    log: { write: () => undefined },
    engine: { environment: {} },
    againAfter,
  });
  return host;
};
const hearing = (from: EngineHost): Push[] => {
  const pushes: Push[] = [];
  from.subscribe((push) => pushes.push(push));
  return pushes;
};

test('a change is kept, and the engine goes on with it under another name', async () => {
  writeFileSync(file, text);
  const running = await started();
  const before = running.snapshot();
  expect(before.status).toMatchObject({ running: true, connections: [{ name: 'prod' }] });
  const pushes = hearing(running);
  await running.change((configuration) => ({ ...configuration, scanSeconds: 5 }));
  const after = running.snapshot();
  expect(readFileSync(file, 'utf8')).toContain('scanSeconds: 5');
  expect(after.engine).not.toBe(before.engine);
  expect(pushes).toContainEqual({ kind: 'gap', engine: after.engine });
});

test('another bandwidth holds at once, and the engine goes on', async () => {
  writeFileSync(file, text);
  const running = await started();
  const { engine, status } = running.snapshot();
  expect(status.bandwidth).toBeNull();
  await running.change((configuration) => ({
    ...configuration,
    bandwidth: [BandwidthLimit.parse({ limit: '1500kB/s' })],
  }));
  expect(running.snapshot()).toMatchObject({
    engine,
    status: { bandwidth: { bytesPerSecond: 1_500_000, until: null } },
  });
  expect(readFileSync(file, 'utf8')).toContain('bandwidth:\n  - limit: 1.5MB/s\n');
  await running.reload();
  expect(running.snapshot().engine).toBe(engine);
});

test('a change that changes nothing leaves the engine alone', async () => {
  writeFileSync(file, text);
  const running = await started();
  const { engine } = running.snapshot();
  await running.change((configuration) => ({ ...configuration }));
  expect(running.snapshot().engine).toBe(engine);
});

test('a change that is refused changes neither file nor engine', async () => {
  writeFileSync(file, text);
  const running = await started();
  const { engine } = running.snapshot();
  const [{ tables: _tables, ...connection }] = running.configuration.connections as [
    EngineHost['configuration']['connections'][number],
  ];
  await expect(
    running.change((configuration) => saveConnection(configuration, undefined, connection)),
  ).rejects.toMatchObject({ code: 'configuration.invalid' });
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(running.snapshot().engine).toBe(engine);
});

test('changes that come together are made one after the other, and none is lost', async () => {
  writeFileSync(file, text);
  const running = await started();
  const connection = (name: string) => ({
    ...running.configuration.connections[0],
    name,
    connectionId: `00000000-0000-4000-8000-00000000000${name}`,
  });
  await Promise.all(
    ['1', '2', '3'].map((name) =>
      running.change((configuration) =>
        saveConnection(configuration, undefined, connection(name) as Parameters<typeof saveConnection>[2]),
      ),
    ),
  );
  expect(running.configuration.connections.map(({ name }) => name)).toEqual(['prod', '1', '2', '3']);
  expect(running.status().connections.map(({ name }) => name)).toEqual(['prod', '1', '2', '3']);
});

test('what somebody wrote into the file meanwhile holds, and the change is refused', async () => {
  writeFileSync(file, text);
  const running = await started();
  writeFileSync(file, `scanSeconds: 45\n${text}`);
  await expect(
    running.change((configuration) => ({ ...configuration, scanSeconds: 5 })),
  ).rejects.toMatchObject({ code: 'configuration.unreadable' });
  expect(running.configuration.scanSeconds).toBe(45);
  await running.change((configuration) => ({ ...configuration, scanSeconds: 5 }));
  expect(running.configuration.scanSeconds).toBe(5);
});

test('an engine that cannot start is a state with its reason, and is started when it can be', async () => {
  writeFileSync(file, text);
  mkdirSync(join(folder, 'data'));
  const lock = lockDataDirectory(join(folder, 'data'), 'another program');
  const running = await started(50);
  expect(running.fault).toMatchObject({ code: 'dataDirectory.inUse' });
  const { status } = running.snapshot();
  expect(status).toMatchObject({ state: 'stopped', running: false, connections: [{ name: 'prod' }] });
  expect(status.sentence).toContain('another program');
  lock.release();
  await expect.poll(() => running.status().running, { timeout: 20_000 }).toBe(true);
  expect(running.fault).toBeUndefined();
});

test('a file that arrives is told of with a number above the snapshot', async () => {
  writeFileSync(file, text);
  const running = await started();
  const pushes = hearing(running);
  const { sequence, engine } = running.snapshot();
  writeFileSync(join(folder, 'order', 'a.csv'), 'id;x\n1;2\n');
  const arrived = () =>
    pushes
      .flatMap((push) => (push.kind === 'events' ? push.events : []))
      .find(({ event }) => event.type === 'arrived');
  await expect
    .poll(
      async () => {
        await running.scanNow();
        return arrived()?.event;
      },
      { timeout: 30_000 },
    )
    .toMatchObject({ type: 'arrived', file: 'a.csv', connection: 'prod', table: 'order' });
  expect(arrived()?.sequence).toBeGreaterThan(sequence);
  expect(pushes.every((push) => push.kind === 'open' || push.engine === engine)).toBe(true);
});
