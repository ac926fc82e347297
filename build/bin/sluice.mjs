#!/usr/bin/env node
// The `sluice` command. Starts on any Node from 20 on and runs Sluice on Node 24 or newer: on this Node where it is new
// enough, else on the one in node_modules. Input, output, signals and the exit code pass through.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
// An installed package has the compiled program (Node runs no TypeScript below node_modules), a checkout its sources.
const sources = join(root, 'electron', 'headless', 'main.ts');
const program = existsSync(sources)
  ? sources
  : join(root, 'dist', 'headless', 'electron', 'headless', 'main.js');

const runHere = async () => {
  process.argv[1] = program;
  await import(pathToFileURL(program).href);
};

/** @param {string} node */
const runOn = (node) => {
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  /** @type {readonly NodeJS.Signals[]} */
  const passed = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // A terminal sends its signals to the child as well; one that was sent to this process alone has to be handed on.
  for (const signal of passed) process.on(signal, () => child.kill(signal));
  child.on('error', (fault) => {
    process.stderr.write(`sluice: ${node} cannot be started: ${fault.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
};

const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
if (!existsSync(program)) {
  process.stderr.write(`sluice: the program is not there (${program}). Install Sluice again.\n`);
  process.exitCode = 1;
} else if (Number.parseInt(process.versions.node, 10) >= 24) await runHere();
else if (existsSync(own)) runOn(own);
else {
  process.stderr.write(
    `sluice needs Node 24 or newer, and this is ${process.version}. Install Node 24; in a checkout, type: npm ci\n`,
  );
  process.exitCode = 1;
}
