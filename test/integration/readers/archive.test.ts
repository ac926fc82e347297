import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expandGzip } from '../../../electron/workers/archive/expand-gzip.ts';
import { InflationGuard, isBomb } from '../../../electron/workers/archive/inflation-guard.ts';
import { extractZipMember } from '../../../electron/workers/zip/extract-zip-member.ts';
import { listZip } from '../../../electron/workers/zip/list-zip.ts';
import { faultOf, isEmptyFolder, withFile } from '../../fixtures/readers/read-whole.ts';
import { zipFile, type ZipPart } from '../../fixtures/readers/zip-file.ts';

const mebibyte = 1024 * 1024;

describe('a gzip file', () => {
  const expand = (bytes: Uint8Array, name = 'orders.csv.gz') =>
    withFile(bytes, { name }, async (request) => {
      const expanded = await expandGzip(request);
      return { name: expanded.name, content: await readFile(expanded.path, 'utf8') };
    });

  test('is unpacked under the name that tells its format', async () => {
    expect(await expand(gzipSync('a;b\n1;2\n'))).toEqual({ name: 'orders.csv', content: 'a;b\n1;2\n' });
    expect((await expand(gzipSync('x'), 'ORDERS.XES.GZ')).name).toBe('ORDERS.XES');
    expect((await expand(gzipSync('x'), 'orders')).name).toBe('orders');
  });

  test('of several streams is all of them', async () => {
    expect((await expand(Buffer.concat([gzipSync('one,'), gzipSync('two')]))).content).toBe('one,two');
  });

  test.each([
    ['is cut off', gzipSync('x'.repeat(10_000)).subarray(0, -10)],
    ['has a wrong checksum', Buffer.concat([gzipSync('abc').subarray(0, -8), Buffer.alloc(8)])],
    ['is no gzip at all', Buffer.from('a;b\n')],
    ['is empty', Buffer.alloc(0)],
  ])('that %s is damaged, and leaves nothing behind', async (_, bytes) => {
    await withFile(bytes, { name: 'a.gz' }, async (request) => {
      expect((await faultOf(expandGzip(request))).code).toBe('format.damaged');
      expect(await isEmptyFolder(request.temporary)).toBe(true);
    });
  });

  test('that unpacks to a thousand times its size is a bomb, and is stopped', async () => {
    const zeros = gzipSync(Buffer.alloc(110 * mebibyte), { level: 9 });
    expect(zeros.length).toBeLessThan(0.11 * mebibyte);
    await withFile(zeros, { name: 'a.gz' }, async (request) => {
      expect((await faultOf(expandGzip(request))).code).toBe('archive.unsafe');
      expect(await isEmptyFolder(request.temporary)).toBe(true);
    });
  });

  test('is left when its signal aborts, and leaves nothing behind', async () => {
    const stop = new AbortController();
    await withFile(
      gzipSync(Buffer.alloc(40 * mebibyte, 'abc')),
      { name: 'a.gz', signal: stop.signal },
      async (request) => {
        const onProgress = () => stop.abort(new Error('stopped'));
        await expect(expandGzip({ ...request, onProgress })).rejects.toThrow('stopped');
        expect(await isEmptyFolder(request.temporary)).toBe(true);
      },
    );
  });

  test('that is gone is said to be gone', async () => {
    await withFile('', { name: 'a.gz' }, async (request) => {
      expect((await faultOf(expandGzip({ ...request, path: `${request.path}-not` }))).code).toBe(
        'source.gone',
      );
    });
  });
});

test('up to a hundred megabytes anything may unpack to anything', () => {
  expect(isBomb(1, 100 * mebibyte)).toBe(false);
  expect(isBomb(100, 101 * mebibyte)).toBe(true);
  expect(isBomb(mebibyte, 999 * mebibyte)).toBe(false);
});

test('unpacking stops before the disk is full, and looks again while it goes on', async () => {
  let free = 300 * mebibyte;
  const guard = new InflationGuard({
    name: 'a.gz',
    packed: mebibyte,
    folder: '/',
    freeBytes: async () => free,
  });
  await guard.add(mebibyte);
  free = 200 * mebibyte;
  await guard.add(mebibyte);
  expect((await faultOf(guard.add(40 * mebibyte))).code).toBe('disk.full');
});

describe('a ZIP', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-zip-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const zip = async (
    parts: readonly ZipPart[],
    change: (bytes: Buffer) => Buffer = (bytes) => bytes,
  ): Promise<string> => {
    const path = join(folder, 'a.zip');
    await writeFile(path, change(zipFile(parts)));
    return path;
  };
  const none = new AbortController().signal;

  test('lists its members in natural order, without what packing programs add', async () => {
    const path = await zip([
      { name: 'part10.csv', content: 'x' },
      { name: 'part2.csv', content: 'yy' },
      { name: 'sub/', content: '', stored: true },
      { name: 'sub/part1.csv', content: 'z' },
      { name: '__MACOSX/._part2.csv', content: '?' },
      { name: 'sub/.DS_Store', content: '?' },
      { name: 'größe.csv', content: 'ü' },
    ]);
    expect((await listZip(path)).map((member) => [member.name, member.unpacked])).toEqual([
      ['größe.csv', 2],
      ['part2.csv', 2],
      ['part10.csv', 1],
      ['sub/part1.csv', 1],
    ]);
  });

  test('gives each member’s bytes, stored or packed', async () => {
    const long = 'row\n'.repeat(200_000);
    const path = await zip([
      { name: 'a.csv', content: long },
      { name: 'b.csv', content: 'stored', stored: true },
      { name: 'c.csv', content: '' },
    ]);
    for (const [member, content] of [
      ['a.csv', long],
      ['b.csv', 'stored'],
      ['c.csv', ''],
    ] as const) {
      const to = join(folder, 'out');
      await extractZipMember(path, member, to, none);
      expect(await readFile(to, 'utf8')).toBe(content);
      await rm(to);
    }
  });

  test('never overwrites', async () => {
    const path = await zip([{ name: 'a.csv', content: 'new' }]);
    const to = join(folder, 'out');
    await writeFile(to, 'old');
    await expect(extractZipMember(path, 'a.csv', to, none)).rejects.toThrow();
    expect(await readFile(to, 'utf8')).toBe('old');
  });

  test.each([
    ['a name that leads upwards', [{ name: '../evil.csv', content: 'x' }]],
    ['a name that leads upwards on Windows', [{ name: 'a\\..\\..\\evil.csv', content: 'x' }]],
    ['an absolute name', [{ name: '/etc/evil.csv', content: 'x' }]],
    ['a drive', [{ name: 'C:\\evil.csv', content: 'x' }]],
    ['a symbolic link', [{ name: 'link.csv', content: '/etc/passwd', symbolicLink: true }]],
    [
      'a name twice',
      [
        { name: 'a.csv', content: 'x' },
        { name: 'a.csv', content: 'y' },
      ],
    ],
    ['an archive inside', [{ name: 'inner.zip', content: 'PK' }]],
    ['a claim of a thousand times its size', [{ name: 'a.csv', content: 'x', claimedSize: 0x7fffffff }]],
    [
      'entries that share their bytes',
      [
        { name: 'a.csv', content: 'x'.repeat(1000) },
        { name: 'b.csv', content: 'x'.repeat(1000), claimedOffset: 0 },
      ],
    ],
    ['an entry beyond the end', [{ name: 'a.csv', content: 'x', claimedOffset: 50_000 }]],
    ['an empty name', [{ name: '', content: 'x' }]],
  ] satisfies [string, ZipPart[]][])('with %s is unsafe as a whole', async (_, parts) => {
    const path = await zip([{ name: 'good.csv', content: 'x' }, ...parts]);
    expect((await faultOf(listZip(path))).code).toBe('archive.unsafe');
  });

  test('that is encrypted is refused by name', async () => {
    expect((await faultOf(listZip(await zip([{ name: 'a.csv', content: 'x', encrypted: true }])))).code).toBe(
      'format.encrypted',
    );
  });

  test('packed by a method that nobody has is unsupported', async () => {
    const path = await zip([{ name: 'a.csv', content: 'x', method: 14 }]);
    expect((await faultOf(extractZipMember(path, 'a.csv', join(folder, 'out'), none))).code).toBe(
      'format.unsupported',
    );
  });

  test.each([
    ['its checksum is wrong', { claimedCrc: 1 }],
    ['it is shorter than the directory says', { claimedSize: 50 }],
    ['it is longer than the directory says', { claimedSize: 2 }],
  ])('whose member is damaged (%s) leaves nothing behind', async (_, lie) => {
    const path = await zip([{ name: 'a.csv', content: 'some text', ...lie }]);
    expect((await faultOf(extractZipMember(path, 'a.csv', join(folder, 'out'), none))).code).toBe(
      'format.damaged',
    );
    expect(await readdir(folder)).toEqual(['a.zip']);
  });

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, -8)],
    ['followed by garbage', (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(100, 1)])],
    ['no ZIP at all', () => Buffer.from('a;b\n1;2\n')],
    ['empty', () => Buffer.alloc(0)],
  ])('that is %s is damaged', async (_, change) => {
    expect((await faultOf(listZip(await zip([{ name: 'a.csv', content: 'x' }], change)))).code).toBe(
      'format.damaged',
    );
  });
});
