import { expect, test } from 'vitest';
import { Credentials } from '../../../electron/core/credentials/credentials.ts';
import { accessKeyId, openTestStore } from './open-store.ts';
import { S3Server, type Answer } from './s3-server.ts';
import { MiB, Sending } from './sending.ts';

const outcome = async (sending: Sending) =>
  await sending.attempt().then(
    () => 'delivered',
    (thrown: unknown) => thrown,
  );

test('a wrong secret, a wrong access key and a wrong region each hold the connection, named by the service', async () => {
  await using wrongSecret = await Sending.open({}, { credentials: new Credentials(accessKeyId, 'guessed') });
  await wrongSecret.spool(100);
  expect(await outcome(wrongSecret)).toMatchObject({
    code: 'credentials.signature',
    facts: { serviceCode: 'SignatureDoesNotMatch', status: 403 },
    outcomeUnknown: false,
  });
  await using wrongKey = await Sending.open({}, { credentials: new Credentials('AKIDOTHER', 'guessed') });
  await wrongKey.spool(100);
  expect(await outcome(wrongKey)).toMatchObject({
    code: 'credentials.refused',
    facts: { serviceCode: 'InvalidAccessKeyId' },
  });
  await using wrongRegion = await Sending.open({ region: 'us-east-1' });
  await wrongRegion.spool(100);
  expect(await outcome(wrongRegion)).toMatchObject({
    code: 'region.wrong',
    facts: { expected: 'us-east-1', serviceCode: 'AuthorizationHeaderMalformed' },
  });
});

test('a clock that is 20 minutes ahead or behind is named with its offset, at every attempt', async () => {
  for (const minutes of [20, -20]) {
    await using sending = await Sending.open({ clockOffset: -minutes * 60_000 });
    await sending.spool(100);
    for (let attempt = 0; attempt < 2; attempt++) {
      const fault = await outcome(sending);
      expect(fault).toMatchObject({ code: 'clock.skewed', facts: { serviceCode: 'RequestTimeTooSkewed' } });
      expect((fault as { facts: { seconds: number } }).facts.seconds).toBeCloseTo(minutes * 60, -1);
    }
  }
});

test('an unknown target table rejects the delivery, small or in parts', async () => {
  await using sending = await Sending.open({ tables: ['invoice'] });
  for (const bytes of [100, 9 * MiB]) {
    await sending.spool(bytes);
    expect(await outcome(sending)).toMatchObject({ code: 'table.unknown', remedy: 'reject' });
  }
});

test.each<[string, Answer, string, object]>([
  [
    'a full service',
    { status: 503, code: 'SlowDown', headers: { 'retry-after': '7' } },
    'service.busy',
    { retryAfter: 7000 },
  ],
  ['too many requests', { status: 429 }, 'service.busy', {}],
  ['a request that came too slowly', { status: 400, code: 'RequestTimeout' }, 'network.timeout', {}],
  ['an error of the service', { status: 500, code: 'InternalError' }, 'service.error', { status: 500 }],
  [
    'a gateway that cannot reach it',
    { status: 502, body: '<html>Bad gateway</html>', headers: { 'content-type': 'text/html' } },
    'service.error',
    { status: 502 },
  ],
  ['a 401', { status: 401 }, 'credentials.refused', { status: 401 }],
  ['a 403 without a code', { status: 403 }, 'access.denied', { status: 403 }],
  ['an unknown bucket', { status: 404, code: 'NoSuchBucket' }, 'connection.unknown', {}],
  [
    'a 404 that is no S3 answer',
    { status: 404, body: 'nginx', headers: { 'content-type': 'text/plain' } },
    'connection.unknown',
    {},
  ],
  [
    'a redirect to a sign-in page',
    { status: 302, headers: { location: 'https://sign-in.test/' } },
    'connection.unknown',
    {},
  ],
  ['a body changed on its way', { status: 400, code: 'BadDigest' }, 'upload.bodyChanged', {}],
  ['a file that is too large', { status: 400, code: 'EntityTooLarge' }, 'object.tooLarge', { bytes: 100 }],
  [
    'an argument that it does not take',
    { status: 400, code: 'InvalidArgument', message: 'no such thing' },
    'upload.refused',
    { reason: 'no such thing', serviceCode: 'InvalidArgument' },
  ],
  ['something not implemented', { status: 501, code: 'NotImplemented' }, 'upload.refused', {}],
  [
    'a captive portal',
    {
      status: 200,
      body: '<html>Welcome to our Wi-Fi</html>',
      headers: { 'content-type': 'text/html; charset=utf-8' },
    },
    'network.unreachable',
    {},
  ],
])('%s', async (_name, answer, code, facts) => {
  await using sending = await Sending.open();
  await sending.spool(100);
  sending.server.mischief = () => answer;
  expect(await outcome(sending)).toMatchObject({ code, facts });
});

test('a CompleteMultipartUpload that answers 200 with an error in its body is no delivery', async () => {
  await using sending = await Sending.open();
  await sending.spool(9 * MiB);
  const body = '<?xml version="1.0"?><Error><Code>InternalError</Code><Message>Try again.</Message></Error>';
  sending.server.mischief = (operation) =>
    operation === 'CompleteMultipartUpload' ? { status: 200, body } : undefined;
  expect(await outcome(sending)).toMatchObject({ code: 'service.error', outcomeUnknown: true });
});

test('a connection that breaks within the body leaves the outcome unknown; one that is refused does not', async () => {
  await using sending = await Sending.open();
  await sending.spool(4 * MiB);
  sending.server.mischief = () => 'resetWithinBody';
  expect(await outcome(sending)).toMatchObject({ code: 'network.unreachable', outcomeUnknown: true });

  const nobody = await new S3Server().listen();
  const { endpoint } = nobody;
  await nobody[Symbol.asyncDispose]();
  using store = await openTestStore(endpoint);
  await expect(sending.attempt({}, { store })).rejects.toMatchObject({
    code: 'network.unreachable',
    outcomeUnknown: false,
  });
});

test('a refusal that arrives before the body has left is still read', async () => {
  await using sending = await Sending.open();
  await sending.spool(8 * MiB);
  sending.server.mischief = () => 'answerEarly';
  expect(await outcome(sending)).toMatchObject({ code: 'access.denied' });
});

test('a service that never answers times out, and the outcome is unknown', async () => {
  await using sending = await Sending.open({}, { socketTimeout: 200 });
  await sending.spool(100);
  sending.server.mischief = () => 'never';
  expect(await outcome(sending)).toMatchObject({ code: 'network.timeout', outcomeUnknown: true });
});

test('a host that does not exist is tried again', async () => {
  await using sending = await Sending.open();
  await sending.spool(100);
  using store = await openTestStore('http://nowhere.invalid/api/data-ingestion');
  await expect(sending.attempt({}, { store })).rejects.toMatchObject({
    code: 'network.unreachable',
    remedy: 'retry',
    outcomeUnknown: false,
    facts: { reason: expect.stringContaining('nowhere.invalid') },
  });
});
