import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configurationText } from '../../../electron/adapters/configuration/configuration-text.ts';
import { parseConfiguration } from '../../../electron/adapters/configuration/read-configuration.ts';
import { openLog } from '../../../electron/adapters/shell/rotating-log.ts';
import { shellFiles } from '../../../electron/adapters/shell/shell-files.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'sluice-shell-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('a file is written whole and read back', async () => {
  const file = path.join(root, 'a/b/entry.desktop');
  await shellFiles.writeWhole(file, 'one');
  await shellFiles.writeWhole(file, 'two');
  expect(await shellFiles.readText(file, 100)).toBe('two');
  expect(readdirSync(path.dirname(file))).toEqual(['entry.desktop']);
  await expect(shellFiles.readText(file, 2)).rejects.toThrow(/more than 2/);
  expect(await shellFiles.readText(path.join(root, 'nothing'), 2)).toBeUndefined();
});

test('a damaged file is kept under another name', () => {
  const file = path.join(root, 'settings.json');
  writeFileSync(file, '{');
  const kept = shellFiles.setAside(file, 'damaged-1');
  expect(kept).toBe(path.join(root, 'settings.damaged-1.json'));
  expect(existsSync(file)).toBe(false);
  expect(shellFiles.setAside(file, 'damaged-2')).toBeUndefined();
});

test('the log rotates and keeps a bounded number of files', () => {
  const log = openLog({ folder: root, name: 'sluice', level: 'info', maxBytes: 1_000, keep: 2 });
  for (let line = 0; line < 100; line += 1) log.write('info', `line ${line}`);
  expect(readdirSync(root).toSorted()).toEqual(['sluice.1.log', 'sluice.2.log', 'sluice.log']);
  for (const name of readdirSync(root)) {
    expect(readFileSync(path.join(root, name)).length).toBeLessThanOrEqual(1_000);
  }
  expect(readFileSync(path.join(root, 'sluice.log'), 'utf8')).toContain('line 99');
});

test('the log leaves out what is below its level, and everything that is called a secret', () => {
  const log = openLog({ folder: root, name: 'sluice', level: 'warn' });
  log.write('info', 'not this');
  log.write('error', 'this', { secretAccessKey: 'hunter2', inner: { password: 'hunter2' }, table: 'order' });
  const text = readFileSync(path.join(root, 'sluice.log'), 'utf8');
  expect(text).not.toContain('not this');
  expect(text).not.toContain('hunter2');
  expect(JSON.parse(text)).toMatchObject({ level: 'error', message: 'this', table: 'order' });
});

test('an exported configuration is read as the same, without defaults and without a password', () => {
  const text = `
connections:
  - name: dev
    team: dev
    cluster: eu-1
    connectionId: 9c92424b-829d-4beb-a65c-411873b268f8
    proxy: http://user:hunter2@proxy.example:3128
    credentials: {profile: dev}
    tables:
      - {name: order, folder: ${root}, primaryKey: [order_id], options: {delimiter: ";"}}
`;
  const configuration = parseConfiguration(text, path.join(root, 'c.yaml'));
  const exported = configurationText(configuration);
  expect(exported).not.toContain('hunter2');
  expect(exported).not.toContain('settleSeconds');
  expect(exported).not.toContain('spoolBudget');
  const [connection] = configuration.connections;
  expect(parseConfiguration(exported, path.join(root, 'd.yaml'))).toEqual({
    ...configuration,
    connections: [{ ...connection, proxy: 'http://user@proxy.example:3128' }],
  });
});

test('a detail never passes for the line itself', () => {
  const log = openLog({ folder: root, name: 'sluice', level: 'info' });
  log.write('warn', 'a call was refused', { message: 'all is well', level: 'debug', at: 'never', text: 'x' });
  const line = JSON.parse(readFileSync(path.join(root, 'sluice.log'), 'utf8')) as Record<string, string>;
  expect(line).toMatchObject({ level: 'warn', message: 'a call was refused', text: 'x' });
  expect(line['at']).not.toBe('never');
});
