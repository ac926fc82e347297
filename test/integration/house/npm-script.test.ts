import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { scratch } from '../../support/sluice.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const windows = process.platform === 'win32';

test('a signal to npm reaches the program that it runs, which ends in order', async () => {
  using folder = scratch();
  const words = ['run', '-s', 'sluice', '--', 'sandbox', '--dir', folder.path, '--json'];
  const child = spawn('npm', words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: windows });
  const complaints = text(child.stderr);
  const lines = createInterface({ input: child.stdout });
  const [first] = (await once(lines, 'line')) as [string];
  const { endpoint } = JSON.parse(first) as { readonly endpoint: string };
  await expect(fetch(endpoint)).resolves.toMatchObject({ status: 403 });

  const ended = once(child, 'close');
  child.kill('SIGTERM');
  expect([await ended, await complaints]).toEqual([[0, null], '']);
  await expect(fetch(endpoint)).rejects.toThrow();
});
