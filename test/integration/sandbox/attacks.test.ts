import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { readLoads } from '../../../electron/sandbox/index.ts';
import { parquetBytes, shared, started, type Started } from './sandbox-fixture.ts';
import { keyOf, send, sendRaw, sign } from './signed-request.ts';

/** Writes bytes to the sandbox's port and gives what came back when the sandbox closed, or when `until` was seen. */
const speak = (sandbox: Started, text: string, until: RegExp): Promise<string> =>
  new Promise((resolve) => {
    let heard = '';
    const socket = connect(sandbox.port, '127.0.0.1', () => socket.write(text));
    const end = () => {
      socket.destroy();
      resolve(heard);
    };
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      if (until.test(heard)) end();
    });
    socket.on('error', end).on('close', end);
  });

describe('a request that was not meant for this machine', () => {
  const running = shared();
  test.each([
    ['a name of the attacker', 'evil.example'],
    ['a name that begins like ours', '127.0.0.1.evil.example'],
    ['a name that ends like ours', 'evil.localhost'],
    ['another address', '10.0.0.1:80'],
    ['a user part', 'localhost@evil.example'],
  ])('is refused for its Host: %s', async (_, host) => {
    const sandbox = running();
    const sent = await sign(sandbox, { body: Buffer.from('x') });
    const answer = await sendRaw(sandbox, 'PUT', sent.path, { ...sent.headers, host }, sent.body);
    expect([answer.status, answer.code]).toEqual([403, 'AccessDenied']);
  });

  test.each(['localhost', '[::1]', 'LOCALHOST'])('is let in for the Host %s', async (name) => {
    const sandbox = running();
    const answer = await send(sandbox, { headers: { host: `${name}:${sandbox.port}` } });
    expect(answer.status).toBe(200);
  });

  test('is refused with an absolute target', async () => {
    const sandbox = running();
    const request = `PUT http://evil.example/api/data-ingestion/continuous/x HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    expect(await speak(sandbox, request, /<Error>/)).toContain('<Code>InvalidURI</Code>');
  });

  test('is refused without a Host', async () => {
    const sandbox = running();
    expect(await speak(sandbox, 'GET / HTTP/1.0\r\n\r\n', /\r\n\r\n/)).toContain('403 Forbidden');
    expect(await speak(sandbox, 'GET / HTTP/1.1\r\n\r\n', /\r\n\r\n/)).toContain('400 Bad Request');
  });
});

describe('a path that means two things', () => {
  const running = shared();
  test.each(['%2F..%2F..%2Fetc', '%2fa', '%5Cetc', 'a%00b', '%E0%A4%A', '%zz'])(
    'is refused: %s',
    async (part) => {
      const sandbox = running();
      const sent = await sign(sandbox, { body: Buffer.from('x') });
      const path = sent.path.replace('a.parquet', `${part}.parquet`);
      const answer = await sendRaw(sandbox, 'PUT', path, sent.headers, sent.body);
      expect([answer.status, answer.code]).toEqual([400, 'InvalidURI']);
    },
  );

  test('never becomes a path of this machine', async () => {
    const sandbox = running();
    const body = await parquetBytes('SELECT 1 AS id');
    for (const file of [
      '..parquet.parquet',
      '~.parquet',
      'a b+c&d=e.parquet',
      '-rf.parquet',
      'ä😀.parquet',
      'CON.parquet',
    ]) {
      expect((await send(sandbox, { key: keyOf('event', file), body })).status, file).toBe(200);
    }
    expect(await readLoads(sandbox.directory)).toHaveLength(6);
  });
});

describe('the server outlives', () => {
  const running = shared();
  test.each([
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: localhost\r\n${'X-Filler: aaaaaaaaaaaaaaaa\r\n'.repeat(5000)}`,
    ],
    ['an endless line', `GET /${'a'.repeat(100_000)}`],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
    ['two lengths', 'PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx'],
    [
      'a length and chunks',
      'PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ])('%s', async (_, text) => {
    const sandbox = running();
    expect(await speak(sandbox, text, /\r\n\r\n/)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    expect((await send(sandbox, {})).status).toBe(200);
  });

  test('a body that never comes', async () => {
    const sandbox = await started({ bodyPause: 50 });
    const sent = await sign(sandbox, { headers: { 'content-length': '100' }, payload: 'UNSIGNED-PAYLOAD' });
    const lines = Object.entries({ ...sent.headers, 'content-length': '100' }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    const heard = await speak(
      sandbox,
      `PUT ${sent.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\nhalf`,
      /never/,
    );
    expect(heard).not.toContain('200 OK');
    expect(await readLoads(sandbox.directory)).toEqual([]);
  });

  test('an XML bomb in a completion', async () => {
    const sandbox = running();
    const key = keyOf('event');
    const begun = await send(sandbox, { method: 'POST', key, query: { uploads: '' } });
    const uploadId = /<UploadId>(.*?)</.exec(begun.body)?.[1] ?? '';
    const complete = (document: string) =>
      send(sandbox, { method: 'POST', key, query: { uploadId }, body: Buffer.from(document) });
    const part = '<Part><PartNumber>1</PartNumber><ETag>&a;</ETag></Part>';
    for (const document of [
      `<!DOCTYPE x [<!ENTITY a "aaaa">]><CompleteMultipartUpload>${part}</CompleteMultipartUpload>`,
      `<CompleteMultipartUpload>${part}</CompleteMultipartUpload>`,
      '<a>'.repeat(100_000),
      'no XML',
      '',
    ]) {
      expect((await complete(document)).code).toBe('MalformedXML');
    }
    expect((await complete('x'.repeat(5 * 1024 * 1024))).code).toBe('EntityTooLarge');
  });

  test('a query with names from JavaScript', async () => {
    const sandbox = running();
    const answer = await send(sandbox, { query: { __proto__x: 'a', constructor: 'b', toString: 'c' } });
    expect(answer.status).toBe(200);
  });
});

test('a refusal before a large body is read by its sender', async () => {
  const sandbox = await started();
  const body = Buffer.alloc(20 * 1024 * 1024);
  const answer = await send(sandbox, { body, payload: 'UNSIGNED-PAYLOAD', secretAccessKey: 'wrong' });
  expect([answer.status, answer.code]).toEqual([403, 'SignatureDoesNotMatch']);
});

test('an answer names what was asked without becoming markup', async () => {
  const sandbox = await started();
  const answer = await send(sandbox, { key: keyOf('order', '<script>alert(1)</script>.parquet') });
  expect(answer.body).not.toContain('<script>');
  expect(answer.headers['content-type']).toBe('application/xml');
});
