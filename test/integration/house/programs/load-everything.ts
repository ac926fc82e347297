// Imports every module of a source tree but those that are programs themselves; prints how many.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , tree = ''] = process.argv;
const programs = [
  'electron/headless/main.ts',
  'electron/workers/converter.ts',
  'electron/adapters/credentials/keychain-child.ts',
  'electron/adapters/sqlite/history-worker.ts',
];
const files = globSync('electron/**/*.ts', { cwd: tree })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !programs.includes(file));
for (const file of files) await import(pathToFileURL(join(tree, file)).href);
console.log(files.length);
