import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Crc32 } from '@aws-sdk/checksums/crc';
import { readLoads } from '../../../electron/sandbox/index.ts';
import { connection, flat, parquetBytes, shared, started } from './sandbox-fixture.ts';
import { keyOf, send, sendChunked, sendRaw, sign } from './signed-request.ts';

const rows = "SELECT 1::BIGINT AS order_id, TIMESTAMP '2024-01-01' AS changed_at";

const crc32 = async (bytes: Buffer): Promise<string> => {
  const sum = new Crc32();
  sum.update(bytes);
  return Buffer.from(await sum.digest()).toString('base64');
};

describe('a signed PUT', () => {
  test.each([
    ['with the hash of its body', {}],
    ['without one', { payload: 'UNSIGNED-PAYLOAD' }],
  ])('is accepted %s', async (_, extra) => {
    const sandbox = await started();
    const body = await parquetBytes(rows);
    const answer = await send(sandbox, { body, ...extra });
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
    expect(await readLoads(sandbox.directory)).toEqual([
      { key: keyOf('order'), table: 'order', rows: 1, inserted: 1, updated: 0, stale: 0 },
    ]);
  });

  test('may spell the connection id without hyphens and in capitals', async () => {
    const sandbox = await started();
    const id = connection.connectionId.replaceAll('-', '').toUpperCase();
    expect((await send(sandbox, { key: keyOf('order', 'a.parquet', id) })).status).toBe(200);
  });

  test('is found again by HeadObject with its length and tag', async () => {
    const sandbox = await started();
    const body = await parquetBytes(rows);
    const put = await send(sandbox, { body });
    const head = await send(sandbox, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers).toMatchObject({ etag: put.headers['etag'], 'content-length': String(body.length) });
    expect((await send(sandbox, { method: 'HEAD', key: keyOf('order', 'b.parquet') })).status).toBe(404);
  });
});

describe('aws-chunked', () => {
  const bytes = () =>
    parquetBytes('SELECT range AS id, repeat(md5(range::VARCHAR), 4) AS text FROM range(3000)');

  test('signed chunks are accepted', async () => {
    const sandbox = await started();
    expect((await sendChunked(sandbox, keyOf('event'), await bytes(), { signed: true })).status).toBe(200);
    expect(await readLoads(sandbox.directory)).toMatchObject([{ inserted: 3000 }]);
  });

  test.each([
    ['signed', true],
    ['unsigned', false],
  ])('%s chunks with a checksum as trailer are accepted, and the checksum is repeated', async (_, signed) => {
    const sandbox = await started();
    const body = await bytes();
    const sum = await crc32(body);
    const trailers = { 'x-amz-checksum-crc32': sum };
    const answer = await sendChunked(sandbox, keyOf('event'), body, { signed, trailers });
    expect(answer.status).toBe(200);
    expect(answer.headers['x-amz-checksum-crc32']).toBe(sum);
    expect(await readLoads(sandbox.directory)).toMatchObject([{ inserted: 3000 }]);
  });

  test('a wrong trailing checksum is refused', async () => {
    const sandbox = await started();
    const trailers = { 'x-amz-checksum-crc32': 'AAAAAA==' };
    const answer = await sendChunked(sandbox, keyOf('event'), await bytes(), { signed: false, trailers });
    expect([answer.status, answer.code]).toEqual([400, 'BadDigest']);
  });

  test('a byte changed inside a signed chunk is refused', async () => {
    const sandbox = await started();
    const corrupt = (wire: Buffer) => {
      const at = wire.indexOf('PAR1') + 10;
      wire[at] = (wire[at] ?? 0) ^ 1;
      return wire;
    };
    const answer = await sendChunked(sandbox, keyOf('event'), await bytes(), { signed: true, corrupt });
    expect([answer.status, answer.code]).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await readLoads(sandbox.directory)).toEqual([]);
  });

  test('a malformed chunk header is refused', async () => {
    const sandbox = await started();
    const corrupt = (wire: Buffer) =>
      Buffer.from(wire.map((byte, at) => (at === 0 ? 'z'.charCodeAt(0) : byte)));
    const answer = await sendChunked(sandbox, keyOf('event'), await bytes(), { signed: true, corrupt });
    expect([answer.status, answer.code]).toEqual([400, 'InvalidChunkSizeError']);
  });
});

describe('refusals', () => {
  const running = shared();
  const body = Buffer.from('anything');
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  test.each([
    ['a wrong secret', { secretAccessKey: 'wrong' }, 403, 'SignatureDoesNotMatch'],
    ['an unknown access key', { accessKeyId: 'NOBODY' }, 403, 'InvalidAccessKeyId'],
    ['a clock that is 20 minutes behind', { date: minutes(-20) }, 403, 'RequestTimeTooSkewed'],
    ['a clock that is 20 minutes ahead', { date: minutes(20) }, 403, 'RequestTimeTooSkewed'],
    ['another region', { region: 'us-east-1' }, 400, 'AuthorizationHeaderMalformed'],
    ['an unknown connection', { key: keyOf('order', 'a.parquet', '0'.repeat(32)) }, 403, 'AccessDenied'],
    ['an unknown table', { key: keyOf('nothing') }, 404, 'NoSuchKey'],
    ['a file that is not named Parquet', { key: keyOf('order', 'a.csv') }, 400, 'InvalidArgument'],
    ['a folder inside a table', { key: keyOf('order', 'b/a.parquet') }, 400, 'InvalidArgument'],
    ['a key that climbs', { key: keyOf('order', '../order/a.parquet') }, 400, 'InvalidArgument'],
    ['a table that climbs', { key: keyOf('..') }, 400, 'InvalidArgument'],
    ['a control character', { key: keyOf('order', 'a\n.parquet') }, 400, 'InvalidArgument'],
    ['an overlong key', { key: keyOf('order', `${'a'.repeat(1100)}.parquet`) }, 400, 'KeyTooLongError'],
    ['reading an object', { method: 'GET' }, 403, 'AccessDenied'],
    ['deleting an object', { method: 'DELETE' }, 403, 'AccessDenied'],
    ['an upload that nobody began', { query: { uploadId: 'x', partNumber: '1' } }, 404, 'NoSuchUpload'],
    ['a wrong Content-MD5', { headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' } }, 400, 'BadDigest'],
    ['a Content-MD5 that is none', { headers: { 'content-md5': 'abc' } }, 400, 'InvalidDigest'],
    ['a wrong checksum', { headers: { 'x-amz-checksum-crc32': 'AAAAAA==' } }, 400, 'BadDigest'],
    ['an unknown checksum', { headers: { 'x-amz-checksum-md6': 'AAAA' } }, 501, 'NotImplemented'],
    ['an unknown payload mode', { payload: 'STREAMING-SOMETHING' }, 501, 'NotImplemented'],
    ['another hash than the body has', { payload: 'a'.repeat(64) }, 400, 'XAmzContentSHA256Mismatch'],
  ])('%s', async (_, extra, status, code) => {
    const sandbox = running();
    const answer = await send(sandbox, { body, ...extra });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(answer.headers['x-amz-request-id']).toMatch(/^[0-9A-F]{16}$/);
    expect(await readLoads(sandbox.directory)).toEqual([]);
  });

  test('the error names the region that is expected', async () => {
    const sandbox = await started({ region: 'eu-central-2' });
    const answer = await send(sandbox, { body });
    expect(answer.body).toContain('<Region>eu-central-2</Region>');
  });

  test('a body changed on the way', async () => {
    const sandbox = await started();
    const answer = await send(sandbox, {
      body,
      tamper: (sent) => {
        sent.body = Buffer.from('anythinG');
      },
    });
    expect([answer.status, answer.code]).toEqual([400, 'XAmzContentSHA256Mismatch']);
  });

  test('a header changed on the way, or added unsigned', async () => {
    const sandbox = await started();
    const changed = await send(sandbox, {
      body,
      headers: { 'content-type': 'a/b' },
      tamper: (sent) => void (sent.headers['content-type'] = 'a/c'),
    });
    expect(changed.code).toBe('SignatureDoesNotMatch');
    const added = await send(sandbox, { body, tamper: (sent) => void (sent.headers['x-amz-meta-a'] = 'b') });
    expect(added.code).toBe('AccessDenied');
  });

  test('a request that is not signed, and one of the bucket of somebody else', async () => {
    const sandbox = await started();
    const host = { host: `127.0.0.1:${sandbox.port}` };
    expect((await sendRaw(sandbox, 'PUT', '/api/data-ingestion/continuous/x', host)).code).toBe(
      'AccessDenied',
    );
    const sent = await sign(sandbox, { body });
    const other = await sendRaw(sandbox, 'PUT', '/continuous/x', sent.headers, body);
    expect([other.status, other.code]).toEqual([404, 'NoSuchKey']);
  });

  test('a name of a connection that another access key owns', async () => {
    const other = {
      ...connection,
      name: 'other',
      connectionId: '11111111-2222-3333-4444-555555555555',
      accessKeyId: 'OTHERKEY',
      tables: [flat('order')],
    };
    const sandbox = await started({ connections: [connection, other] });
    const answer = await send(sandbox, { body, key: keyOf('order', 'a.parquet', other.connectionId) });
    expect([answer.status, answer.code]).toEqual([403, 'AccessDenied']);
  });
});
