import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import {
  configurationFor,
  connectionId,
  keys,
  objects,
  scratch,
  sluice,
  start,
  startSandboxProcess,
  type SandboxProcess,
} from '../../support/sluice.ts';

interface Load {
  readonly key: string;
  readonly table: string;
  readonly rows: number;
  readonly error?: string;
}

let sandbox: SandboxProcess | undefined;
afterEach(async () => {
  await sandbox?.stop();
});

/** A repeatable stream of numbers from 0 to 1. */
const numbers = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

it('killed at ten random moments, it delivers every file exactly once and in order', async () => {
  using folder = scratch();
  const root = folder.path;
  const tables = ['order', 'item', 'event'];
  const config = join(root, 'sluice.json');
  const data = join(root, 'data');
  const around = { env: keys };
  const configure = (endpoint: string) =>
    writeFileSync(
      config,
      configurationFor(
        root,
        endpoint,
        tables.map((name) => ({ name })),
      ),
    );
  configure('http://127.0.0.1:9/api/data-ingestion');
  sandbox = await startSandboxProcess(config, join(root, 'sandbox'), around);
  configure(sandbox.endpoint);

  for (const name of tables) mkdirSync(join(root, 'drop', name), { recursive: true });
  const dropped = new Map<string, string[]>(tables.map((name) => [name, []]));
  for (let number = 1; number <= 200; number += 1) {
    const table = tables[number % tables.length] ?? 'order';
    const name = `file_${number}`;
    writeFileSync(join(root, 'drop', table, `${name}.csv`), `number;text\n${number};${'x'.repeat(number)}\n`);
    dropped.get(table)?.push(name);
  }

  const random = numbers(20_260_101);
  for (let kill = 0; kill < 10; kill += 1) {
    const child = start(['run', '--config', config, '--data', data, '--until-idle', '--json'], around);
    child.stderr.resume();
    const ended = once(child, 'exit');
    // counted from its first words, so that the moments fall into its work on a slow machine too
    await Promise.race([once(child.stdout, 'data'), ended]);
    child.stdout.resume();
    await pause(random() * 1_500);
    child.kill('SIGKILL');
    await ended;
  }
  const last = await sluice(['run', '--config', config, '--data', data, '--until-idle', '--json'], around);
  expect(last.stderr).toBe('');
  expect(last.code).toBe(0);

  const { stdout } = await sluice(['sandbox', 'loads', '--dir', join(root, 'sandbox'), '--json']);
  const loads = objects<Load>(stdout);
  expect(loads.filter((load) => load.error !== undefined)).toEqual([]);
  for (const table of tables) {
    const arrived = loads
      .filter((load) => load.table === table)
      .map((load) =>
        load.key
          .replace(`connection/${connectionId}/${table}/`, '')
          .replace(/_\d{17}_[0-9a-f]{8}\.parquet$/, ''),
      );
    expect(arrived).toEqual(dropped.get(table));
    const left = readdirSync(join(root, 'drop', table)).filter((name) => !name.startsWith('_'));
    expect(left).toEqual([]);
  }
  expect(readdirSync(join(data, 'spool'))).toEqual([]);
});
