// `npm run make`: packages for this platform, or for `--platform` and `--arch`. What is missing is said before Forge begins.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../vite/node-bundle.ts';
import { missingElectron } from './electron-zip.ts';

const { values } = parseArgs({
  strict: false,
  options: {
    platform: { type: 'string', default: process.platform },
    arch: { type: 'string', default: process.arch },
  },
});
const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  devDependencies: { electron: string };
};
const missing = await missingElectron(devDependencies.electron, String(values.platform), String(values.arch));
if (missing !== undefined) {
  process.stderr.write(`${missing}\n`);
  process.exitCode = 1;
} else {
  const forge = path.join(root, 'node_modules/@electron-forge/cli/dist/electron-forge.js');
  const child = spawn(process.execPath, [forge, 'make', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
