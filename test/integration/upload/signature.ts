import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export interface SignatureFault {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * Checks a Signature V4 the way its specification reads, without any of the product's libraries. Undefined where the
 * signature holds.
 */
export const signatureFault = (
  request: IncomingMessage,
  expected: {
    readonly accessKeyId: string;
    readonly secret: string;
    readonly region: string;
    readonly now: number;
  },
): SignatureFault | undefined => {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (match?.[1] === undefined || match[2] === undefined)
    return { status: 403, code: 'AccessDenied', message: 'Access Denied' };
  const [accessKeyId, day = '', region = '', service = ''] = match[1].split('/');
  const stamp = String(request.headers['x-amz-date']);
  const time = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(expected.now - time) <= 15 * 60_000))
    return {
      status: 403,
      code: 'RequestTimeTooSkewed',
      message: 'The difference between the times is too large.',
    };
  if (region !== expected.region)
    return {
      status: 400,
      code: 'AuthorizationHeaderMalformed',
      message: `The authorization header is malformed; the region '${region}' is wrong; expecting '${expected.region}'`,
      fields: { Region: expected.region },
    };
  if (accessKeyId !== expected.accessKeyId)
    return { status: 403, code: 'InvalidAccessKeyId', message: 'The AWS Access Key Id does not exist.' };

  const [path = '', query = ''] = (request.url ?? '').replace(/^https?:\/\/[^/]+/, '').split('?');
  const canonicalQuery = query
    .split('&')
    .filter(Boolean)
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&');
  const names = match[2].split(';');
  const headers = names.map(
    (name) =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const payload = String(request.headers['x-amz-content-sha256']);
  const canonical = [request.method, path, canonicalQuery, headers.join(''), match[2], payload].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    stamp,
    `${day}/${region}/${service}/aws4_request`,
    sha256(canonical),
  ].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${expected.secret}`, day), region), service), 'aws4_request');
  return hmac(key, toSign).toString('hex') === match[3]
    ? undefined
    : {
        status: 403,
        code: 'SignatureDoesNotMatch',
        message: 'The request signature we calculated does not match.',
      };
};
