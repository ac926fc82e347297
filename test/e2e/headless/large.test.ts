import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import type { HistoryRow } from '../../../electron/contract/views.ts';
import {
  configurationFor,
  keys,
  objects,
  scratch,
  sluice,
  startSandboxProcess,
  type SandboxProcess,
} from '../../support/sluice.ts';

const MiB = 1024 ** 2;
let sandbox: SandboxProcess | undefined;
afterEach(async () => {
  await sandbox?.stop();
});

/** Writes order lines until the file has this many bytes; gives the number of rows. */
const writeOrders = async (path: string, bytes: number): Promise<number> => {
  const stream = createWriteStream(path);
  stream.write('order_id;item;material;text;amount;changed_at\n');
  let rows = 0;
  let written = 0;
  while (written < bytes) {
    let block = '';
    for (let line = 0; line < 2_000; line += 1) {
      rows += 1;
      block += `${String(rows).padStart(10, '0')};${rows % 90};MAT-${rows % 9973};text of order line ${rows * 7};${rows % 1000},${String(rows % 100).padStart(2, '0')};2025-03-${String((rows % 28) + 1).padStart(2, '0')}\n`;
    }
    written += Buffer.byteLength(block);
    if (!stream.write(block)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
  return rows;
};

it('300 MB go through in parts, with little memory in the main process', async () => {
  using folder = scratch();
  const root = folder.path;
  const config = join(root, 'sluice.json');
  const tables = [{ name: 'order_line' }];
  writeFileSync(config, configurationFor(root, 'http://127.0.0.1:9/api/data-ingestion', tables));
  sandbox = await startSandboxProcess(config, join(root, 'sandbox'), { env: keys });
  writeFileSync(config, configurationFor(root, sandbox.endpoint, tables));
  mkdirSync(join(root, 'drop', 'order_line'), { recursive: true });
  const rows = await writeOrders(join(root, 'drop', 'order_line', 'lines.csv'), 300 * 1_000_000);

  const ended = await sluice(
    ['run', '--config', config, '--data', join(root, 'data'), '--until-idle', '--json'],
    {
      env: keys,
    },
  );
  expect(ended.stderr).toBe('');
  expect(ended.code).toBe(0);
  const [row] = objects<HistoryRow>(
    (await sluice(['history', '--data', join(root, 'data'), '--json'])).stdout,
  );
  expect(row).toMatchObject({ state: 'delivered', rows });
  expect(row?.bytesOut).toBeGreaterThan(8 * MiB);
  // an ETag of several parts ends with their number
  expect(row?.etag).toMatch(/-\d+$/);
  expect(row?.peakRss?.main).toBeLessThan(250 * MiB);
  expect(row?.peakRss?.converter).toBeLessThan(700 * MiB);
}, 300_000);
