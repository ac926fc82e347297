// Makes dist/headless: the headless program as plain JavaScript, for a package that `npm install -g` can install (Node
// runs no TypeScript below node_modules). A checkout needs none of this.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const output = join(root, 'dist', 'headless');

rmSync(output, { recursive: true, force: true });
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const compiled = spawnSync(process.execPath, [compiler, '-p', join(root, 'build', 'headless')], {
  stdio: 'inherit',
});

// The compiler rewrites the endings of imports; the files of other processes are named by URL.
const byUrl = /new URL\((['"`])(\.{1,2}\/[^'"`]+)\.ts\1/g;
for (const file of globSync('**/*.js', { cwd: output })) {
  const path = join(output, file);
  const text = readFileSync(path, 'utf8');
  const rewritten = text.replace(byUrl, 'new URL($1$2.js$1');
  if (rewritten !== text) writeFileSync(path, rewritten);
}
process.exitCode = compiled.status ?? 1;
