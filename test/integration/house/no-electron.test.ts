import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { treeWithoutElectron } from './tree-without-electron.ts';

const run = promisify(execFile);
const program = (name: string) => join(import.meta.dirname, 'programs', name);

describe('where electron cannot be resolved', () => {
  let tree: string;
  beforeAll(() => {
    tree = treeWithoutElectron();
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  const node = (...words: string[]) =>
    run(process.execPath, words, { cwd: tree, timeout: 60_000, killSignal: 'SIGKILL' });

  test.each(['electron', 'electron-store', 'vitest'])('%s is indeed not there', async (name) => {
    await expect(node('--input-type=module', '-e', `await import('${name}')`)).rejects.toThrow(
      'ERR_MODULE_NOT_FOUND',
    );
  });

  test('every module of the headless program loads', async () => {
    const { stdout } = await node(program('load-everything.ts'), tree);
    expect(Number(stdout)).toBeGreaterThan(50);
  });

  test('the command line answers', async () => {
    const { stdout } = await node(join('electron', 'headless', 'main.ts'), '--help');
    expect(stdout).toContain('sluice');
  });

  test('the whole engine starts, takes a file in, converts it and tries to send it', async () => {
    const work = mkdtempSync(join(tmpdir(), 'sluice-engine-'));
    try {
      const { stdout, stderr } = await node(program('start-engine.ts'), tree, work);
      const seen = JSON.parse(stdout) as readonly string[];
      expect(seen, stderr).toEqual(expect.arrayContaining(['converting', 'spooled', 'uploading']));
      expect(seen.at(-1)).toBe('network.unreachable');
    } finally {
      rmSync(work, { recursive: true });
    }
  });
});
