import { expect, test } from 'vitest';
import { remedyOf } from '../../../electron/contract/fault.ts';
import { classify, type RawOutcome } from '../../../electron/core/upload/classify.ts';

const now = Date.UTC(2026, 0, 1, 12);
const put = (seen: Partial<RawOutcome>) => classify({ operation: 'put', now, connected: true, ...seen });
const at = (minutes: number) => ({ date: new Date(now + minutes * 60_000).toUTCString() });

test.each([
  ['ECONNRESET', 'network.unreachable'],
  ['EPIPE', 'network.unreachable'],
  ['ENOTFOUND', 'network.unreachable'],
  ['ETIMEDOUT', 'network.timeout'],
  ['TimeoutError', 'network.timeout'],
  ['CERT_HAS_EXPIRED', 'network.certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'network.certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network.certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'network.certificate'],
  ['something nobody foresaw', 'network.unreachable'],
])('a connection that fails with %s is %s', (errorCode, code) => {
  expect(put({ errorCode }).code).toBe(code);
});

test.each([
  [408, 'retry'],
  [425, 'retry'],
  [429, 'retry'],
  [500, 'retry'],
  [502, 'retry'],
  [503, 'retry'],
  [504, 'retry'],
  [599, 'retry'],
  [301, 'hold'],
  [401, 'hold'],
  [403, 'hold'],
  [404, 'hold'],
  [407, 'hold'],
  [400, 'reject'],
  [405, 'reject'],
  [409, 'reject'],
  [411, 'reject'],
  [413, 'reject'],
  [422, 'reject'],
  [501, 'reject'],
])('a bare %i asks for: %s', (status, remedy) => {
  expect(remedyOf(put({ status }).code)).toBe(remedy);
});

test('only a put or a completion whose answer is missing, or says nothing, may have taken effect', () => {
  expect(put({ errorCode: 'ECONNRESET' }).outcomeUnknown).toBe(true);
  expect(put({ errorCode: 'ECONNREFUSED', connected: false }).outcomeUnknown).toBe(false);
  for (const status of [500, 502, 504]) expect(put({ status }).outcomeUnknown).toBe(true);
  for (const status of [400, 403, 404, 408, 429, 503]) expect(put({ status }).outcomeUnknown).toBe(false);
  expect(put({ operation: 'complete', status: 200, serviceCode: 'InternalError' }).outcomeUnknown).toBe(true);
  for (const operation of ['head', 'create', 'part', 'list', 'abort'] as const)
    expect(put({ operation, errorCode: 'ECONNRESET' }).outcomeUnknown).toBe(false);
});

test('a clock that is more than 15 minutes off explains any 403, ahead or behind', () => {
  expect(put({ status: 403, serviceCode: 'SignatureDoesNotMatch', headers: at(-20) })).toMatchObject({
    code: 'clock.skewed',
    facts: { seconds: 1200 },
  });
  expect(put({ status: 403, headers: at(16) })).toMatchObject({
    code: 'clock.skewed',
    facts: { seconds: -960 },
  });
  expect(put({ status: 403, serviceCode: 'SignatureDoesNotMatch', headers: at(14) }).code).toBe(
    'credentials.signature',
  );
});

test('NoSuchKey on a put is the target table, unless the service speaks of the connection', () => {
  expect(put({ status: 404, serviceCode: 'NoSuchKey', message: 'Unknown target table order' }).code).toBe(
    'table.unknown',
  );
  expect(put({ status: 404, serviceCode: 'NoSuchKey' }).code).toBe('table.unknown');
  expect(put({ status: 404, serviceCode: 'NoSuchKey', message: 'Unknown connection 9c92' }).code).toBe(
    'connection.unknown',
  );
});

test('the region that the service expects is named, from a field, a header or its sentence', () => {
  const malformed = { status: 400, serviceCode: 'AuthorizationHeaderMalformed' };
  const message = "the region 'a' is wrong; expecting 'eu-central-1'";
  expect(put({ ...malformed, message })).toMatchObject({
    code: 'region.wrong',
    facts: { expected: 'eu-central-1' },
  });
  expect(put({ ...malformed, region: 'us-east-1' }).facts.expected).toBe('us-east-1');
  expect(
    put({ status: 301, serviceCode: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'ap-1' } }),
  ).toMatchObject({
    code: 'region.wrong',
    facts: { expected: 'ap-1' },
  });
  expect(put({ ...malformed, message: 'nonsense' }).code).toBe('credentials.refused');
});

test('a code that sounds like a property of every object is just an unknown code', () => {
  expect(put({ status: 400, serviceCode: 'constructor' }).code).toBe('upload.refused');
});

test('a proxy that refuses holds; one that cannot reach the service is tried again', () => {
  expect(put({ errorCode: 'ERR_PROXY_TUNNEL', proxyStatus: 407 }).code).toBe('network.proxyRefused');
  expect(put({ errorCode: 'ERR_PROXY_TUNNEL', proxyStatus: 403 }).code).toBe('network.proxyRefused');
  expect(put({ errorCode: 'ERR_PROXY_TUNNEL', proxyStatus: 503 }).code).toBe('network.unreachable');
});
