import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { yamlStore } from '../../../electron/adapters/configuration/yaml-store.ts';
import { Configuration, TargetTable } from '../../../electron/contract/configuration.ts';
import { removeConnection, saveConnection, saveTable } from '../../../electron/core/configuration/edit.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-yaml-'));
  file = join(folder, 'sluice.yaml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const text = `# who to ask: finance
scanSeconds: 30 # every half minute
connections:
  # the productive one
  - name: prod
    team: acme
    cluster: eu-1
    connectionId: 9c92424b-829d-4beb-a65c-411873b268f8
    proxy: http://me:secret@proxy:8080
    tables:
      # orders come at night
      - name: order
        folder: ./drop/order
        primaryKey: order_id # their number
        options: { delimiter: ";" }
      - { name: item, folder: /data/item }
`;
const read = () => readFileSync(file, 'utf8');

test('saving what is there already changes no byte', async () => {
  writeFileSync(file, text);
  const store = yamlStore(file);
  await store.save(await store.load());
  expect(read()).toBe(text);
});

test('a change touches its own line and leaves comments, order, short paths and secrets as they are', async () => {
  writeFileSync(file, text);
  const store = yamlStore(file);
  const before = await store.load();
  const [connection] = before.connections;
  const [order] = connection?.tables ?? [];
  if (order === undefined) throw new Error('no table');
  const after = saveTable(before, 'prod', 'order', {
    ...order,
    ageColumn: 'changed_at',
    options: { delimiter: '\t' },
  });
  await store.save({ ...after, scanSeconds: 60 });
  const lines = read().split('\n');
  const changed = lines.filter((line) => !text.split('\n').includes(line));
  expect(changed.map((line) => line.trim())).toEqual([
    'scanSeconds: 60 # every half minute',
    'options: { delimiter: "\\t" }',
    'ageColumn: changed_at',
  ]);
  expect(await yamlStore(file).load()).toEqual({ ...after, scanSeconds: 60 });
});

test('connections and tables are renamed in their place, added short, and removed with what belongs to them', async () => {
  writeFileSync(file, text);
  const store = yamlStore(file);
  const before = await store.load();
  const [{ tables: _tables, ...connection }] = before.connections as [Configuration['connections'][number]];
  const renamed = saveConnection(before, 'prod', { ...connection, name: 'live' });
  await store.save(renamed);
  expect(read()).toBe(text.replace('- name: prod', '- name: live'));

  const table = TargetTable.parse({ name: 'shipment', folder: join(folder, 'drop/shipment') });
  const added = saveTable(renamed, 'live', undefined, table);
  await store.save(added);
  expect(read()).toContain(
    '      - name: shipment\n        folder: ./drop/shipment\n        structure: flat\n',
  );
  expect(await yamlStore(file).load()).toEqual(added);

  await store.save(removeConnection(added, 'live'));
  expect(read()).toContain('# who to ask: finance');
  expect((await yamlStore(file).load()).connections).toEqual([]);
});

test('an anchor that two places share is written out rather than changed in both', async () => {
  writeFileSync(
    file,
    `connections:
  - name: prod
    endpoint: http://127.0.0.1:1
    connectionId: 9c92424b-829d-4beb-a65c-411873b268f8
    tables:
      - { name: a, folder: ./a, options: &shared { delimiter: ";" } }
      - { name: b, folder: ./b, options: *shared }
`,
  );
  const store = yamlStore(file);
  const before = await store.load();
  const [first] = before.connections[0]?.tables ?? [];
  if (first === undefined) throw new Error('no table');
  const after = saveTable(before, 'prod', 'a', { ...first, options: { delimiter: ',' } });
  await store.save(after);
  expect(await yamlStore(file).load()).toEqual(after);
});

test('a file that is not there is empty, and made at the first save for its owner alone', async () => {
  const store = yamlStore(file);
  expect(await store.load()).toEqual(Configuration.parse({}));
  await store.save(Configuration.parse({ scanSeconds: 5 }));
  expect((await yamlStore(file).load()).scanSeconds).toBe(5);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('what somebody else wrote meanwhile is not overwritten', async () => {
  writeFileSync(file, text);
  const store = yamlStore(file);
  const before = await store.load();
  writeFileSync(file, text.replace('30', '45'));
  await expect(store.save({ ...before, scanSeconds: 60 })).rejects.toMatchObject({
    code: 'configuration.unreadable',
  });
  expect(read()).toContain('scanSeconds: 45');
});

test('a link keeps its place and its target who may read it', async () => {
  const target = join(folder, 'real.yaml');
  writeFileSync(target, text);
  chmodSync(target, 0o640);
  symlinkSync(target, file);
  const store = yamlStore(file);
  await store.save({ ...(await store.load()), scanSeconds: 60 });
  expect(readFileSync(target, 'utf8')).toContain('scanSeconds: 60');
  expect(statSync(target).mode & 0o777).toBe(0o640);
});

test('a limit by the time of day is written as a person writes it, and the others keep their spelling', async () => {
  const limits = `bandwidth:
  # office hours
  - { from: "08:00", to: "18:00", days: [ mon, tue, wed, thu, fri ], limit: 2 MB/s }
connections: []
`;
  writeFileSync(file, limits);
  const store = yamlStore(file);
  const before = await store.load();
  await store.save({ ...before, scanSeconds: 30 });
  expect(read()).toBe(`${limits}scanSeconds: 30\n`);
  await store.save({ ...before, bandwidth: before.bandwidth.map((one) => ({ ...one, limit: 2_500_000 })) });
  expect(read()).toContain('limit: 2.5MB/s');
  expect((await yamlStore(file).load()).bandwidth).toEqual([
    { from: '08:00', to: '18:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'], limit: 2_500_000 },
  ]);
});
