import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { configurationFor, keys, scratch, sluice, start } from '../../support/sluice.ts';

/** A port on which nobody listens. */
const nobody = 'http://127.0.0.1:1/api/data-ingestion';

const room = () => {
  const folder = scratch();
  const root = folder.path;
  const config = join(root, 'sluice.yaml');
  writeFileSync(config, configurationFor(root, nobody, [{ name: 'order' }]));
  writeFileSync(join(root, 'bad.csv'), 'a;b\n"1;2\n');
  mkdirSync(join(root, 'damaged'));
  writeFileSync(join(root, 'damaged', 'journal.sqlite'), 'no database, but long enough for one '.repeat(99));
  return { ...folder, [Symbol.dispose]: () => folder[Symbol.dispose](), root, config };
};
type Room = ReturnType<typeof room>;

it.each<[number, string, (at: Room) => readonly string[], Readonly<Record<string, string>>]>([
  [0, 'done', ({ root }) => ['status', '--data', join(root, 'data')], {}],
  [1, 'a fault of its own', ({ root }) => ['status', '--data', join(root, 'damaged')], {}],
  [2, 'wrong usage', ({ root }) => ['run', '--config', join(root, 'nothing.yaml')], {}],
  [3, 'a rejected file', ({ root }) => ['convert', join(root, 'bad.csv'), '--out-dir', root], {}],
  [4, 'credentials that are not there', ({ config }) => ['connections', 'test', '--config', config], {}],
  [5, 'a service that cannot be reached', ({ config }) => ['connections', 'test', '--config', config], keys],
])('exit code %i is %s, and says why on stderr or in JSON', async (code, _, args, env) => {
  using at = room();
  const given = args(at);
  const plain = await sluice(given, { env });
  expect(plain.code, plain.stderr).toBe(code);
  expect(plain.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  const json = await sluice([...given, '--json'], { env });
  expect(json.code).toBe(code);
  for (const line of json.stdout.split('\n').filter(Boolean)) expect(() => JSON.parse(line)).not.toThrow();
});

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('the service ends with 0 on %s', async (signal) => {
  using at = room();
  const child = start(['run', '--config', at.config, '--data', join(at.root, 'data'), '--json'], {
    env: keys,
  });
  child.stderr.resume();
  await once(createInterface({ input: child.stdout }), 'line');
  child.kill(signal);
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(0);
});
