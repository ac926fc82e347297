// `npm start`: builds the desktop app and opens it, or says what to do where Electron's binary cannot be had.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { missingElectron } from '../packaging/electron-zip.ts';
import { root } from '../vite/node-bundle.ts';
import { buildDesktop } from './build.ts';

const names: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Electron's binary, downloaded if need be; a text says why there is none. */
const binaryOrReason = async (): Promise<{ readonly binary: string } | { readonly reason: string }> => {
  const modules = path.join(root, 'node_modules/electron');
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(modules, 'dist');
  const binary = path.join(folder, names[process.platform] ?? 'electron');
  if (existsSync(binary)) return { binary };
  const { version } = JSON.parse(readFileSync(path.join(modules, 'package.json'), 'utf8')) as {
    version: string;
  };
  const reason = await missingElectron(version, process.platform, process.arch);
  if (reason !== undefined) return { reason };
  spawnSync(process.execPath, [path.join(modules, 'install.js')], { stdio: 'inherit' });
  return existsSync(binary) ? { binary } : { reason: `Electron ${version} could not be installed.` };
};

const found = await binaryOrReason();
if ('reason' in found) {
  say(found.reason);
  say(
    'To start the app without an unpacked Electron, set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds one.',
  );
  say('The same app in a browser: npm run start:stand-in (it needs Chromium).');
  say('The same engine without a window: npm run -s sluice -- run --config FILE');
  process.exitCode = 1;
} else {
  await buildDesktop();
  const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(found.binary, [...rootFlags, root, ...process.argv.slice(2)], { stdio: 'inherit' });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
