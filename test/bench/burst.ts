/**
 * A burst of small files against plain uploads: `node test/bench/burst.ts [FILES]`. Drops so many CSV files of two rows into
 * one table's folder and lets `sluice run --until-idle` deliver them to a sandbox; then puts the Parquet files that the
 * sandbox received to it once more, one after the other, with nothing but the SDK. Prints files a second of both, their
 * ratio, and the largest resident set and the processor time of each process.
 */
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  configurationFor,
  connectionId,
  keys,
  scratch,
  start,
  startSandboxProcess,
} from '../support/sluice.ts';

const files = Math.round(Number(process.argv[2] ?? '5000'));
const tables = [{ name: 'order', primaryKey: ['id'] }];
const around = { env: keys };

/** Processor seconds and megabytes of a process, as Linux counts them. */
const usage = (pid: number): string => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return `${((Number(fields[11]) + Number(fields[12])) / 100).toFixed(1)} s processor, ${Math.round(Number(peak) / 1024)} MB`;
};

const drop = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < files; index += 1) {
    const day = String((index % 28) + 1).padStart(2, '0');
    const rows = [
      `${index};2025-03-${day};${index % 1000},5;text ${index}`,
      `${index + files};2025-03-01;1,5;other`,
    ];
    const name = `f${String(index).padStart(6, '0')}.csv`;
    writeFileSync(join(folder, name), `id;changed_at;amount;text\n${rows.join('\n')}\n`);
  }
};

/** Seconds from the start of the service to its last receipt. */
const deliver = async (config: string, data: string): Promise<number> => {
  const began = performance.now();
  const child = start(['run', '--config', config, '--data', data, '--until-idle', '--json'], around);
  child.stderr.pipe(process.stderr);
  let [delivered, last, used] = [0, began, ''];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as { readonly type: string; readonly state?: string };
    if (event.type !== 'state' || event.state !== 'delivered') return;
    delivered += 1;
    last = performance.now();
    if (delivered === files && child.pid !== undefined) used = usage(child.pid);
  });
  await once(child, 'close');
  if (delivered !== files) throw new Error(`${delivered} of ${files} files were delivered`);
  console.log(`main process: ${used}`);
  return (last - began) / 1000;
};

/** Seconds that plain uploads of the same objects take. */
const putAlone = async (endpoint: string, objects: string): Promise<number> => {
  const client = new S3Client({
    endpoint,
    region: 'eu-central-1',
    forcePathStyle: true,
    credentials: { accessKeyId: keys.SLUICE_TEST_KEY, secretAccessKey: keys.SLUICE_TEST_SECRET },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const names = readdirSync(objects).toSorted();
  const began = performance.now();
  for (const name of names) {
    const Key = `connection/${connectionId}/order/again-${name}`;
    await client.send(
      new PutObjectCommand({ Bucket: 'continuous', Key, Body: readFileSync(join(objects, name)) }),
    );
  }
  const seconds = (performance.now() - began) / 1000;
  client.destroy();
  return seconds;
};

using folder = scratch();
const config = join(folder.path, 'sluice.yaml');
const write = (endpoint: string) => writeFileSync(config, configurationFor(folder.path, endpoint, tables));
write('http://127.0.0.1:1/api/data-ingestion');
drop(join(folder.path, 'drop', 'order'));
const sandbox = await startSandboxProcess(config, join(folder.path, 'sandbox'), around);
try {
  write(sandbox.endpoint);
  const own = await deliver(config, join(folder.path, 'data'));
  if (sandbox.child.pid !== undefined) console.log(`sandbox: ${usage(sandbox.child.pid)}`);
  const alone = await putAlone(sandbox.endpoint, join(folder.path, 'sandbox', 'objects'));
  const rate = (seconds: number) => `${seconds.toFixed(1)} s, ${(files / seconds).toFixed(1)} files/s`;
  console.log(`${files} files dropped, converted, proved, delivered and set aside: ${rate(own)}`);
  console.log(`the same objects put one after the other by the SDK: ${rate(alone)}`);
  console.log(`ratio: ${(own / alone).toFixed(2)}`);
} finally {
  await sandbox.stop();
}
