// `npm run release -- key FILE`: makes a key for updates; prints its public half for SLUICE_UPDATE_KEYS.
// `npm run release -- sign --key FILE --page ADDRESS SYSTEM=FILE …`: writes `sluice-update.json` for what was made, e.g.
// `win32-x64=out/make/squirrel.windows/x64/Sluice-0.2.0-full.nupkg`, into the present folder or `--out`.
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { manifestName } from '../../electron/contract/update.ts';
import { root } from '../vite/node-bundle.ts';
import { describeFile, makeUpdateKey, publicHalf, signManifest } from './sign-release.ts';
import { updateKeysVariable } from './update-keys.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const makeKey = (file: string): void => {
  const { privatePem, publicKey } = makeUpdateKey();
  // never over a key that is there: what it signed could no longer be followed
  writeFileSync(file, privatePem, { flag: 'wx', mode: 0o600 });
  say(`The private key is in ${file}. Keep it where no build and nobody else reads it. Builds are given:`);
  process.stdout.write(`${updateKeysVariable}=${publicKey}\n`);
};

const signRelease = async (parameters: readonly string[]): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: { key: { type: 'string' }, page: { type: 'string' }, out: { type: 'string', default: '.' } },
  });
  const { key, page, out } = values;
  if (key === undefined || page === undefined || positionals.length === 0)
    throw new Error('sign needs --key FILE, --page ADDRESS and files as SYSTEM=FILE');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const files = await Promise.all(
    positionals.map((one) => {
      const [system = '', ...rest] = one.split('=');
      return describeFile(system, rest.join('='));
    }),
  );
  for (const { name } of files)
    if (!name.includes(version)) throw new Error(`${name} is not of version ${version}`);
  const privateKey = createPrivateKey(readFileSync(key));
  const target = path.join(out, manifestName);
  writeFileSync(target, signManifest({ product: 'sluice-desktop', version, page, files }, privateKey));
  say(`${target} is signed for ${version}: ${files.map(({ name }) => name).join(', ')}`);
  say(`Builds that follow it were given ${updateKeysVariable}=${publicHalf(privateKey)}`);
};

const [act, ...parameters] = process.argv.slice(2);
try {
  if (act === 'key' && parameters[0] !== undefined) makeKey(parameters[0]);
  else if (act === 'sign') await signRelease(parameters);
  else throw new Error('say `key FILE` or `sign --key FILE --page ADDRESS SYSTEM=FILE …`');
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
