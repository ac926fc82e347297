import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

/** Stands in for the command line: says how it was started, or waits for a signal. */
const program = `
import { text } from 'node:stream/consumers';
const [, , command, ...rest] = process.argv;
if (command === 'wait') {
  process.on('SIGTERM', () => { console.log('told to end'); process.exit(7); });
  setInterval(() => undefined, 1000);
  console.log('waiting');
} else {
  const input: string = await text(process.stdin);
  console.log(JSON.stringify({ command, rest, input }));
  console.error('a log line');
  process.exitCode = 3;
}
`;

/** Makes the launcher believe that it runs on Node 20, as on a bare Debian machine. */
const onOldNode = `data:text/javascript,${encodeURIComponent(
  `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.0' } })`,
)}`;

describe('the sluice command', () => {
  let tree: string;
  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'sluice-launcher-'));
    cpSync(join(root, 'build', 'bin'), join(tree, 'build', 'bin'), { recursive: true });
    writeFileSync(join(tree, 'package.json'), '{ "type": "module" }');
    mkdirSync(join(tree, 'electron', 'headless'), { recursive: true });
    writeFileSync(join(tree, 'electron', 'headless', 'main.ts'), program);
  });
  afterEach(() => rmSync(tree, { recursive: true }));

  const installNode = () => {
    mkdirSync(join(tree, 'node_modules', 'node', 'bin'), { recursive: true });
    symlinkSync(process.execPath, join(tree, 'node_modules', 'node', 'bin', 'node'));
  };
  const start = (old: boolean, ...words: string[]): ChildProcess =>
    spawn(process.execPath, [
      ...(old ? ['--import', onOldNode] : []),
      join(tree, 'build', 'bin', 'sluice.mjs'),
      ...words,
    ]);
  const ended = async (child: ChildProcess, input = '') => {
    if (child.stdin === null || child.stdout === null || child.stderr === null) throw new Error('no pipes');
    child.stdin.end(input);
    const [output, log, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    return { output, log, code: code as number | null };
  };

  test.each([
    ['on Node 24', false],
    ['on an older Node, by the one in node_modules', true],
  ])('passes words, input, output and exit code through %s', async (_where, old) => {
    installNode();
    const { output, log, code } = await ended(
      start(old, 'push', 'a b.csv', '--table', 'order'),
      'a secret\n',
    );
    expect(JSON.parse(output)).toEqual({
      command: 'push',
      rest: ['a b.csv', '--table', 'order'],
      input: 'a secret\n',
    });
    expect(log).toBe('a log line\n');
    expect(code).toBe(3);
  });

  test.each([
    ['on Node 24', false],
    ['on an older Node', true],
  ])('passes SIGTERM through and ends when the program has ended (%s)', async (_where, old) => {
    installNode();
    const child = start(old, 'wait');
    child.stdout?.once('data', () => child.kill('SIGTERM'));
    const { output, code } = await ended(child);
    expect(output).toBe('waiting\ntold to end\n');
    expect(code).toBe(7);
  });

  test('says what is missing where there is no newer Node', async () => {
    const { log, code } = await ended(start(true, '--help'));
    expect(log).toMatch(/needs Node 24 or newer/);
    expect(code).toBe(1);
  });

  test('says so where the program is not there', async () => {
    rmSync(join(tree, 'electron'), { recursive: true });
    const { log, code } = await ended(start(false, '--help'));
    expect(log).toMatch(/Install Sluice again/);
    expect(code).toBe(1);
  });
});
