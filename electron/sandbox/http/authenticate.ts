import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { createScope, getCanonicalHeaders, getCanonicalQuery, getSigningKey } from '@smithy/signature-v4';
import { defaultRegion, type SandboxConnection } from '../options.ts';
import { malformed, parseAuthorization, type Authorization } from './authorization-header.ts';
import { equalTexts } from './equal-texts.ts';
import { parsePayloadMode, type PayloadMode } from './payload-mode.ts';
import { checkRequestTime } from './request-time.ts';
import type { RequestTarget } from './request-target.ts';
import { accessDenied, S3Error } from './s3-error.ts';

/** Signs what follows the headers of an aws-chunked body. */
export interface ChunkSigning {
  readonly key: Uint8Array;
  readonly stamp: string;
  readonly scope: string;
  /** The signature of the request itself, on which the first chunk's is built. */
  readonly seed: string;
}

export interface Authenticated {
  /** The connections that the access key belongs to. */
  readonly connections: readonly SandboxConnection[];
  readonly payload: PayloadMode;
  readonly signing: ChunkSigning;
}

export interface SignedRequest {
  readonly method: string;
  readonly target: RequestTarget;
  readonly headers: IncomingHttpHeaders;
}

interface Authority {
  readonly connections: readonly SandboxConnection[];
  readonly region: string | undefined;
  readonly now: () => number;
}

/** Checks a request's Signature V4. Throws the `S3Error` that S3 would answer. */
export const authenticate = async (request: SignedRequest, authority: Authority): Promise<Authenticated> => {
  const { headers } = request;
  if (headers.authorization === undefined) throw accessDenied();
  const authorization = parseAuthorization(headers.authorization);
  if (authorization.service !== 's3') {
    throw malformed(`incorrect service "${authorization.service}". This endpoint belongs to "s3".`);
  }
  const stamp = text(headers['x-amz-date']);
  checkRequestTime(stamp, authority.now());
  if (authorization.day !== stamp.slice(0, 8))
    throw malformed(`Invalid credential date "${authorization.day}".`);
  const candidates = candidatesFor(authorization, authority);
  refuseUnsignedHeaders(headers, authorization);

  const payload = parsePayloadMode(single(headers['x-amz-content-sha256']));
  const canonical = canonicalRequest(request, authorization);
  const scope = createScope(authorization.day, authorization.region, authorization.service);
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n');
  for (const secret of new Set(candidates.map((connection) => connection.secretAccessKey))) {
    const key = await signingKey(authorization, secret);
    if (!equalTexts(hmac(key, toSign), authorization.signature)) continue;
    return {
      connections: candidates.filter((connection) => connection.secretAccessKey === secret),
      payload,
      signing: { key, stamp, scope, seed: authorization.signature },
    };
  }
  throw new S3Error(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    {
      AWSAccessKeyId: authorization.accessKeyId,
      StringToSign: toSign,
      SignatureProvided: authorization.signature,
      CanonicalRequest: canonical,
    },
  );
};

const candidatesFor = (
  { accessKeyId, region }: Authorization,
  authority: Authority,
): readonly SandboxConnection[] => {
  const known = authority.connections.filter((connection) => connection.accessKeyId === accessKeyId);
  if (known.length === 0) {
    throw new S3Error(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      { AWSAccessKeyId: accessKeyId },
    );
  }
  const regionOf = (connection: SandboxConnection) => connection.region ?? authority.region ?? defaultRegion;
  const candidates = known.filter((connection) => regionOf(connection) === region);
  if (candidates.length > 0) return candidates;
  const expected = known.map(regionOf)[0] ?? defaultRegion;
  throw malformed(`the region '${region}' is wrong; expecting '${expected}'`, { Region: expected });
};

const refuseUnsignedHeaders = (headers: IncomingHttpHeaders, { signedHeaders }: Authorization): void => {
  const unsigned = Object.keys(headers).filter(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name),
  );
  if (unsigned.length === 0) return;
  throw new S3Error(403, 'AccessDenied', 'There were headers present in the request which were not signed', {
    HeadersNotSigned: unsigned.join(', '),
  });
};

const canonicalRequest = (
  { method, target, headers }: SignedRequest,
  { signedHeaders }: Authorization,
): string => {
  const signed = Object.fromEntries(signedHeaders.map((name) => [name, text(headers[name])]));
  const request = new HttpRequest({ method, path: target.path, query: { ...target.query }, headers: signed });
  const canonical = getCanonicalHeaders(request, undefined, new Set(signedHeaders));
  const names = Object.keys(canonical).sort();
  return [
    method,
    escapePath(target.path),
    getCanonicalQuery(request),
    ...names.map((name) => `${name}:${canonical[name]}`),
    '',
    names.join(';'),
    text(headers['x-amz-content-sha256']),
  ].join('\n');
};

const signingKey = (
  { accessKeyId, day, region, service }: Authorization,
  secret: string,
): Promise<Uint8Array> =>
  getSigningKey(Sha256, { accessKeyId, secretAccessKey: secret }, day, region, service);

// S3 escapes a path once, leaving slashes, and more strictly than encodeURIComponent.
const escapePath = (path: string): string =>
  path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');

const single = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'object' ? value.join(',') : value;
const text = (value: string | string[] | undefined): string => single(value) ?? '';
const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');
const hmac = (key: Uint8Array, value: string): string =>
  createHmac('sha256', key).update(value).digest('hex');
