import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startConverter } from '../../../electron/adapters/converter/converter-process.ts';
import { forkLine } from '../../../electron/adapters/converter/fork-line.ts';
import type { ConvertJob } from '../../../electron/contract/converter.ts';
import type { Converter, ConverterLine } from '../../../electron/core/convert/converter.ts';

const entry = new URL('../../../electron/workers/converter.ts', import.meta.url);
let folder: string;
let converter: Converter;
let lines: ConverterLine[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-converter-'));
  lines = [];
  const fork = forkLine({ entry, heapLimit: 256 * 1024 ** 2 });
  const start = () => {
    const line = fork();
    lines.push(line);
    return line;
  };
  converter = startConverter({ entry, start });
});
afterEach(async () => {
  await converter.close();
  await rm(folder, { recursive: true, force: true });
});

const job = (source: string): ConvertJob => ({
  source,
  sourceName: 'orders.csv',
  output: join(folder, 'out.parquet'),
  temporary: join(folder, 'temporary'),
  options: {},
  structure: 'flat',
  drift: { added: 'add', missing: 'accept' },
  primaryKey: [],
  duplicateKeys: 'reject',
  badRows: 'reject',
  datesAs: 'native',
  memoryLimit: 256 * 1024 ** 2,
  threads: 1,
});
const small = async () => {
  const path = join(folder, 'small.csv');
  await writeFile(path, 'id;amount\n0001;1.234,50\n0002;2,00\n');
  return path;
};
const large = async () => {
  const path = join(folder, 'large.csv');
  await writeFile(path, `id;text\n${'12345;some text that fills the line\n'.repeat(700_000)}`);
  return path;
};
const calm = () => ({
  signal: new AbortController().signal,
  timeLimitMs: 60_000,
  onProgress: () => undefined,
});
/** What a job left in the folder beside its source. */
const remains = async () => {
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.csv') && name !== 'temporary');
  return [...names, ...(await readdir(join(folder, 'temporary')).catch(() => []))];
};

describe('the converter process', () => {
  test('converts, leaves only the output behind, and stays warm for the next file', async () => {
    const path = await small();
    const result = await converter.convert(job(path), calm());
    expect(result).toMatchObject({
      rows: 2,
      columns: [
        { name: 'id', type: 'STRING' },
        { name: 'amount', type: 'FLOAT' },
      ],
    });
    expect(await remains()).toEqual(['out.parquet']);
    expect(await converter.fingerprint(path, calm().signal)).toMatchObject({
      sha256: result.sha256,
      bytes: result.bytesIn,
    });
    expect(lines).toHaveLength(1);
  });

  test('that is cancelled leaves nothing behind and takes the next file', async () => {
    const controller = new AbortController();
    const options = { ...calm(), signal: controller.signal, onProgress: () => controller.abort() };
    await expect(converter.convert(job(await large()), options)).rejects.toMatchObject({
      code: 'converter.cancelled',
    });
    expect(await remains()).toEqual([]);
    expect(await converter.convert(job(await small()), calm())).toMatchObject({ rows: 2 });
  });

  test('that needs too long is killed', async () => {
    const options = { ...calm(), timeLimitMs: 400 };
    await expect(converter.convert(job(await large()), options)).rejects.toMatchObject({
      code: 'converter.timeLimit',
    });
    expect(await remains()).toEqual([]);
  });

  test('that crashes is named so, and a new one takes the next file', async () => {
    const options = { ...calm(), onProgress: () => lines[0]?.kill() };
    await expect(converter.convert(job(await large()), options)).rejects.toMatchObject({
      code: 'converter.crashed',
    });
    expect(await remains()).toEqual([]);
    expect(await converter.convert(job(await small()), calm())).toMatchObject({ rows: 2 });
    expect(lines).toHaveLength(2);
  });

  test('that cannot start says why', async () => {
    const missing = startConverter({ entry: join(folder, 'missing.ts') });
    await expect(missing.convert(job(await small()), calm())).rejects.toMatchObject({
      code: 'converter.cannotStart',
      facts: { reason: expect.stringContaining('missing.ts') },
    });
    await missing.close();
  });
});
