/**
 * Runs inside a session with an open keyring: a connection whose secret is wrong, mended with `credentials set`, once
 * between two runs and once under a running service. Prints what it saw as one JSON document.
 */
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { EngineEvent } from '../../../electron/contract/events.ts';
import type { StatusView } from '../../../electron/contract/views.ts';
import { configurationFor, objects, sluice, start, startSandboxProcess } from '../../support/sluice.ts';

const [root = ''] = process.argv.slice(2);
const right = 'RIGHTsecretRIGHTsecretRIGHTsecret';
const wrong = 'WRONGsecretWRONGsecretWRONGsecret';
const config = join(root, 'sluice.json');
const data = join(root, 'data');
const drop = join(root, 'drop', 'order');
const kept = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'XDG_DATA_HOME', 'HOME'];
const env = Object.fromEntries(
  kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name] ?? '']])),
);
const around = { env };
const said: string[] = [];
const run = async (args: readonly string[], stdin?: string) => {
  const ended = await sluice(args, { env, ...(stdin === undefined ? {} : { stdin }) });
  said.push(ended.stdout, ended.stderr);
  return ended;
};
const configure = (endpoint: string) =>
  writeFileSync(config, configurationFor(root, endpoint, [{ name: 'order' }], 'keychain'));
const setSecret = (secret: string) =>
  run(
    ['credentials', 'set', 'dev', '--config', config, '--data', data, '--access-key', 'AKDEV'],
    `${secret}\n`,
  );
const watched = () =>
  readdirSync(drop)
    .filter((name) => !name.startsWith('_'))
    .sort();

mkdirSync(drop, { recursive: true });
configure('http://127.0.0.1:9/api/data-ingestion');
const stored = await setSecret(right);
const sandbox = await startSandboxProcess(config, join(root, 'sandbox'), around);
configure(sandbox.endpoint);

await setSecret(wrong);
for (const number of [1, 2, 3])
  writeFileSync(join(drop, `file_${number}.csv`), `number;word\n${number};w${number}\n`);
const refused = await run(['run', '--config', config, '--data', data, '--until-idle', '--json']);
const whileHeld = JSON.parse((await run(['status', '--data', data, '--json'])).stdout) as StatusView;
const filesWhileHeld = watched();

await setSecret(right);
const mended = await run(['run', '--config', config, '--data', data, '--until-idle', '--json']);

// the same under a running service
await setSecret(wrong);
writeFileSync(join(drop, 'file_4.csv'), 'number;word\n4;w4\n');
const service = start(['run', '--config', config, '--data', data, '--json'], around);
service.stderr.on('data', (text: Buffer) => said.push(text.toString()));
const seen: string[] = [];
let commandLines = '';
for await (const line of createInterface({ input: service.stdout })) {
  said.push(line);
  const event = JSON.parse(line) as EngineEvent;
  if (event.type === 'held') {
    seen.push('held');
    commandLines = allCommandLines();
    void setSecret(right);
  }
  if (event.type === 'released') seen.push('released');
  if (event.type === 'state' && event.state === 'delivered') {
    seen.push(`delivered ${event.file}`);
    service.kill('SIGTERM');
  }
}
const [serviceCode] =
  service.exitCode === null ? ((await once(service, 'exit')) as [number | null]) : [service.exitCode];
const loads = objects<{ key: string }>(
  (await run(['sandbox', 'loads', '--dir', join(root, 'sandbox'), '--json'])).stdout,
);
await run(['history', '--data', data, '--json']);
await run(['doctor', '--config', config, '--data', data, '--bundle', join(root, 'bundle.zip'), '--json']);
await run(['connections', 'test', '--config', config]);
await sandbox.stop();

process.stdout.write(
  JSON.stringify({
    stored: stored.code,
    refused: refused.code,
    whileHeld,
    filesWhileHeld,
    mended: mended.code,
    seen,
    serviceCode,
    loaded: loads.map((load) => /(file_\d+)_/.exec(load.key)?.[1]),
    leaks: [
      ...leaksIn('output', said.join('\n')),
      ...leaksIn('arguments', commandLines),
      ...leaksUnder(root),
    ],
  }),
);

function leaksIn(where: string, text: string): string[] {
  return text.includes(right) || text.includes(wrong) ? [where] : [];
}

function leaksUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .flatMap((path) => leaksIn(path, readFileSync(path, 'latin1')));
}

/** The arguments of every process that can be seen. */
function allCommandLines(): string {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers
    .map((number) => {
      try {
        return readFileSync(`/proc/${number}/cmdline`, 'latin1');
      } catch {
        return '';
      }
    })
    .join('\n');
}
