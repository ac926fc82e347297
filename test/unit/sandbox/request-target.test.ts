import { describe, expect, test } from 'vitest';
import { isLoopbackHost } from '../../../electron/sandbox/http/host-check.ts';
import { parseObjectKey } from '../../../electron/sandbox/http/object-key.ts';
import { operationOf } from '../../../electron/sandbox/http/operation.ts';
import { parseRequestTarget } from '../../../electron/sandbox/http/request-target.ts';
import { allowedSkew, checkRequestTime } from '../../../electron/sandbox/http/request-time.ts';

const id = '9c92424b-829d-4beb-a65c-411873b268f8';

describe('a request target', () => {
  test('is taken apart into bucket, key and query', () => {
    const target = parseRequestTarget(
      '/api/data-ingestion/continuous/a/b%20c.parquet?x-id=PutObject&b&a=%2F&a=1',
    );
    expect(target).toMatchObject({ bucket: 'continuous', key: 'a/b c.parquet' });
    expect({ ...target.query }).toEqual({ 'x-id': 'PutObject', b: '', a: ['/', '1'] });
  });
  test.each(['/api/data-ingestion', '/api/data-ingestion/continuous', '/api/data-ingestion/continuous/'])(
    'without a key means the bucket: %s',
    (raw) => expect(parseRequestTarget(raw).key).toBe(''),
  );
  test.each([
    ['/api/data-ingestionX/continuous/a', 'NoSuchKey'],
    ['/', 'NoSuchKey'],
    ['http://x/api/data-ingestion/continuous/a', 'InvalidURI'],
    ['*', 'InvalidURI'],
    ['/api/data-ingestion/continuous/a%2Fb', 'InvalidURI'],
    ['/api/data-ingestion/continuous/a?b=%', 'InvalidURI'],
  ])('is refused: %s', (raw, code) => {
    expect(() => parseRequestTarget(raw)).toThrow(expect.objectContaining({ code }));
  });
});

describe('an object key', () => {
  test('names connection, table and file; the connection in one spelling', () => {
    const plain = id.replaceAll('-', '');
    for (const spelled of [id, plain, id.toUpperCase()]) {
      expect(parseObjectKey(`connection/${spelled}/t/f.parquet`)).toMatchObject({
        connectionId: plain,
        table: 't',
        file: 'f.parquet',
      });
    }
  });
  test.each([
    `connection/${id}/t`,
    `connection/${id}/t/`,
    `connection/${id}/t/.parquet`,
    `connection/${id}/t/f.PARQUET.gz`,
    `connection/${id}/t/u/f.parquet`,
    `connection/${id}//f.parquet`,
    `connection/${id}/../f.parquet`,
    `connection/${id}/t\\u/f.parquet`,
    `connection/${id.slice(1)}/t/f.parquet`,
    `Xconnection/${id}/t/f.parquet`,
    `/connection/${id}/t/f.parquet`,
  ])('is refused: %s', (key) => {
    expect(() => parseObjectKey(key)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  });
});

test.each([
  ['PUT', '', {}, 'PutObject'],
  ['PUT', '?x-id=PutObject', {}, 'PutObject'],
  ['PUT', '', { 'x-amz-copy-source': 'a' }, 'Unsupported'],
  ['PUT', '?partNumber=1&uploadId=a', {}, 'UploadPart'],
  ['PUT', '?uploadId=a', {}, 'Unsupported'],
  ['PUT', '?acl', {}, 'Unsupported'],
  ['POST', '?uploads=', {}, 'CreateMultipartUpload'],
  ['POST', '?uploadId=a', {}, 'CompleteMultipartUpload'],
  ['GET', '?uploadId=a', {}, 'ListParts'],
  ['DELETE', '?uploadId=a', {}, 'AbortMultipartUpload'],
  ['HEAD', '', {}, 'HeadObject'],
  ['GET', '', {}, 'Unsupported'],
  ['DELETE', '', {}, 'Unsupported'],
])('%s %s is understood', (method, query, headers, operation) => {
  const target = parseRequestTarget(`/api/data-ingestion/continuous/key${query}`);
  expect(operationOf(method, target, headers)).toBe(operation);
});

test.each([
  ['127.0.0.1', true],
  ['localhost:8080', true],
  ['[::1]:1', true],
  [undefined, false],
  ['', false],
  ['127.0.0.1:', false],
  ['127.0.0.10', false],
  ['localhost.', false],
  ['localhost\n', false],
  ['evil.example', false],
])('the Host %s is ours: %s', (host, ours) => expect(isLoopbackHost(host)).toBe(ours));

test('a clock may be off by 15 minutes to either side and no more', () => {
  const now = Date.UTC(2024, 0, 1, 12);
  const stamp = '20240101T120000Z';
  for (const off of [allowedSkew, -allowedSkew])
    expect(() => checkRequestTime(stamp, now + off)).not.toThrow();
  for (const off of [allowedSkew + 1, -allowedSkew - 1]) {
    expect(() => checkRequestTime(stamp, now + off)).toThrow(
      expect.objectContaining({ code: 'RequestTimeTooSkewed' }),
    );
  }
  expect(() => checkRequestTime('yesterday', now)).toThrow(expect.objectContaining({ code: 'AccessDenied' }));
});
