import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLoads, readTable, readTables, startSandbox } from '../../../electron/sandbox/index.ts';
import { connection, parquetBytes, started, temporaryFolder } from './sandbox-fixture.ts';
import { sandboxProcess } from './sandbox-process.ts';
import { keyOf, send, sign } from './signed-request.ts';

const ids = (from: number, count = 10) =>
  parquetBytes(`SELECT range AS id FROM range(${from}, ${from + count})`);

describe('a sandbox that is killed', { timeout: 60_000 }, () => {
  test('loads every accepted object exactly once and in order, whoever comes next', async () => {
    const directory = await temporaryFolder();
    const accepted: string[] = [];
    const slow = await parquetBytes('SELECT range AS id, md5(range::VARCHAR) AS text FROM range(100000)');
    for (let round = 0; round < 3; round += 1) {
      const sandbox = await sandboxProcess(directory);
      for (let file = 0; file < 4; file += 1) {
        const key = keyOf('keyed', `${round}-${file}.parquet`);
        expect((await send(sandbox, { key, body: slow })).status).toBe(200);
        accepted.push(key);
      }
      // The loads of the last files cannot have ended yet.
      await sandbox.end('SIGKILL');
    }
    const loads = await readLoads(directory);
    expect(loads.map((load) => load.key)).toEqual(accepted);
    expect(loads.map((load) => [load.inserted, load.updated])).toEqual([
      [100_000, 0],
      ...Array.from({ length: 11 }, () => [0, 100_000]),
    ]);
    expect((await readTables(directory)).map((table) => table.rows)).toEqual([100_000]);
  });

  test('keeps the parts of an upload', async () => {
    const directory = await temporaryFolder();
    const body = await ids(0);
    const key = keyOf('event');
    const first = await sandboxProcess(directory);
    const begun = await send(first, { method: 'POST', key, query: { uploads: '' } });
    const uploadId = /<UploadId>(.*?)</.exec(begun.body)?.[1] ?? '';
    const part = await send(first, { key, query: { partNumber: '1', uploadId }, body });
    await first.end('SIGKILL');
    const second = await sandboxProcess(directory);
    const listed = await send(second, { method: 'GET', key, query: { uploadId } });
    expect(listed.body).toContain(`<Size>${body.length}</Size>`);
    const document = Buffer.from(
      `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${String(part.headers['etag'])}</ETag></Part></CompleteMultipartUpload>`,
    );
    const done = await send(second, { method: 'POST', key, query: { uploadId }, body: document });
    expect(done.status).toBe(200);
    expect(await readLoads(directory)).toMatchObject([{ key, inserted: 10 }]);
  });
});

describe('reading', { timeout: 60_000 }, () => {
  test('works while another process runs the sandbox, and after it stopped', async () => {
    const directory = await temporaryFolder();
    const sandbox = await sandboxProcess(directory);
    await send(sandbox, { key: keyOf('event'), body: await ids(0, 3) });
    const expected = { columns: [{ name: 'id', type: 'INTEGER' }], rows: [[0], [1], [2]] };
    expect(await readTable(directory, 'event')).toEqual(expected);
    await sandbox.end('SIGTERM');
    expect(await readdir(directory)).not.toContain('sandbox.json');
    expect(await readTable(directory, 'event')).toEqual(expected);
    expect(await readLoads(directory)).toHaveLength(1);
  });

  test('is not misled by a file that a dead sandbox left, or by somebody else on its port', async () => {
    const sandbox = await started();
    await send(sandbox, { key: keyOf('event'), body: await ids(0) });
    const presence = await readFile(join(sandbox.directory, 'sandbox.json'), 'utf8');
    await sandbox.close();
    await writeFile(join(sandbox.directory, 'sandbox.json'), presence);
    expect(await readLoads(sandbox.directory)).toHaveLength(1);
    const other = await started();
    const parsed = JSON.parse(presence) as Record<string, string>;
    const reading = String(parsed['reading']).replace(/:\d+/, `:${other.port}`);
    await writeFile(join(sandbox.directory, 'sandbox.json'), JSON.stringify({ ...parsed, reading }));
    expect(await readLoads(sandbox.directory)).toHaveLength(1);
  });

  test('shows a large table whole', async () => {
    const sandbox = await started();
    await send(sandbox, { key: keyOf('event'), body: await ids(0, 100_000) });
    const { rows } = await readTable(sandbox.directory, 'event');
    expect(rows).toHaveLength(100_000);
    expect(rows[99_999]).toEqual([99_999]);
  });

  test('several readers at once see the same, also where loads are still to be finished', async () => {
    const directory = await temporaryFolder();
    const sandbox = await sandboxProcess(directory);
    for (let file = 0; file < 5; file += 1)
      await send(sandbox, { key: keyOf('event'), body: await ids(file) });
    await sandbox.end('SIGKILL');
    const seen = await Promise.all([readLoads(directory), readLoads(directory), readLoads(directory)]);
    expect(seen.map((loads) => loads.length)).toEqual([5, 5, 5]);
  });

  test('of a folder where no sandbox has been is refused', async () => {
    await expect(readTables(await temporaryFolder())).rejects.toMatchObject({
      code: 'dataDirectory.unusable',
    });
  });

  test('needs the word that only the owner can read', async () => {
    const sandbox = await started();
    const presence = join(sandbox.directory, 'sandbox.json');
    expect((await stat(presence)).mode & 0o777).toBe(0o600);
    const { reading, token } = JSON.parse(await readFile(presence, 'utf8')) as {
      reading: string;
      token: string;
    };
    const status = async (headers: Record<string, string>) => {
      const asked = httpRequest(`${reading}?what=tables`, { headers }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await status({ authorization: `Bearer ${token}` })).toBe(200);
    expect(await status({})).toBe(403);
    expect(await status({ authorization: `Bearer ${token}x` })).toBe(403);
    expect(await status({ authorization: `Bearer ${token}`, host: 'evil.example' })).toBe(403);
  });
});

describe('the store', () => {
  test('a key that comes again is a new load, and the newest object is the one that is found', async () => {
    const sandbox = await started();
    const [one, two] = [await ids(0), await ids(50, 20)];
    await send(sandbox, { key: keyOf('event'), body: one });
    await send(sandbox, { key: keyOf('event'), body: two });
    expect((await readLoads(sandbox.directory)).map((load) => load.inserted)).toEqual([10, 20]);
    const head = await send(sandbox, { method: 'HEAD', key: keyOf('event') });
    expect(head.headers['content-length']).toBe(String(two.length));
    expect(await readdir(join(sandbox.directory, 'objects'))).toHaveLength(1);
  });

  test('keeps nothing of a body that was refused or cut off', async () => {
    const lost: string[] = [];
    const sandbox = await started({ log: (line) => lost.push(line.code ?? '') });
    await send(sandbox, { body: Buffer.from('x'), headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' } });
    const { path, headers } = await sign(sandbox, { body: Buffer.alloc(1000), payload: 'UNSIGNED-PAYLOAD' });
    const request = httpRequest({ host: '127.0.0.1', port: sandbox.port, method: 'PUT', path, headers });
    request.on('error', () => undefined);
    request.write(Buffer.alloc(500));
    await expect.poll(() => readdir(join(sandbox.directory, 'incoming'))).toHaveLength(1);
    request.destroy();
    await expect.poll(() => lost).toContain('ConnectionLost');
    expect(await readdir(join(sandbox.directory, 'incoming'))).toEqual([]);
    expect(await readdir(join(sandbox.directory, 'objects'))).toEqual([]);
  });

  test('cleans up what a killed process left half done', async () => {
    const directory = await temporaryFolder();
    const first = await started({ directory });
    await send(first, { key: keyOf('event'), body: await ids(0) });
    await first.settled();
    await first.close();
    await writeFile(join(directory, 'incoming', 'half.parquet'), 'x');
    await writeFile(join(directory, 'objects', 'unknown.parquet'), 'x');
    await started({ directory });
    expect(await readdir(join(directory, 'incoming'))).toEqual([]);
    expect(await readdir(join(directory, 'objects'))).toHaveLength(1);
  });

  test('belongs to one sandbox at a time', async () => {
    const sandbox = await started();
    await expect(started({ directory: sandbox.directory })).rejects.toMatchObject({
      code: 'dataDirectory.inUse',
    });
    const port = sandbox.port;
    const directory = await temporaryFolder();
    await expect(startSandbox({ directory, port, connections: [connection] })).rejects.toMatchObject({
      code: 'usage.wrong',
    });
    // The failed start has let go of its folder.
    await started({ directory });
  });

  test('works in a folder whose name is full of surprises', async () => {
    const directory = join(await temporaryFolder(), "it's [a] *strange*=1 #ä %41 folder");
    const sandbox = await started({ directory });
    await send(sandbox, { key: keyOf('event'), body: await ids(0) });
    expect(await readLoads(directory)).toMatchObject([{ inserted: 10 }]);
  });

  test('refuses the one folder name that DuckDB cannot work in', async () => {
    const directory = join(await temporaryFolder(), 'what?');
    await expect(started({ directory })).rejects.toMatchObject({ code: 'dataDirectory.unusable' });
  });

  test('does not hold a secret', async () => {
    const sandbox = await started();
    await send(sandbox, { key: keyOf('event'), body: await ids(0) });
    await send(sandbox, { key: keyOf('event'), secretAccessKey: 'wrong' });
    await sandbox.settled();
    await sandbox.close();
    const files = await readdir(sandbox.directory, { recursive: true, withFileTypes: true });
    for (const file of files.filter((each) => each.isFile())) {
      const bytes = await readFile(join(file.parentPath, file.name));
      expect(bytes.includes(connection.secretAccessKey), file.name).toBe(false);
    }
  });

  test.runIf(process.platform === 'linux')(
    'takes a large body without holding it',
    { timeout: 60_000 },
    async () => {
      const sandbox = await sandboxProcess(await temporaryFolder());
      const resident = () =>
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${sandbox.pid}/status`, 'utf8'))?.[1]) / 1024;
      await send(sandbox, { key: keyOf('event'), body: await ids(0) });
      const before = resident();
      let peak = before;
      const size = 300 * 1024 * 1024;
      const { path, headers } = await sign(sandbox, {
        key: keyOf('event'),
        payload: 'UNSIGNED-PAYLOAD',
        headers: { 'content-length': String(size) },
      });
      headers['content-length'] = String(size);
      const request = httpRequest({ host: '127.0.0.1', port: sandbox.port, method: 'PUT', path, headers });
      const answered = once(request, 'response');
      const piece = Buffer.alloc(1024 * 1024);
      for (let sent = 0; sent < size; sent += piece.length) {
        if (!request.write(piece)) await once(request, 'drain');
        peak = Math.max(peak, resident());
      }
      request.end();
      const [response] = (await answered) as [IncomingMessage];
      response.resume();
      expect(response.statusCode).toBe(200);
      expect(Math.max(peak, resident()) - before).toBeLessThan(120);
    },
  );
});
