import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Authenticated } from './authenticate.ts';
import { Checksums } from './checksums.ts';
import { decodeChunks } from './chunked-body.ts';
import { S3Error } from './s3-error.ts';

/** The largest object of one PUT, in bytes. */
export const largestPut = 5 * 1024 ** 3;

export interface ReceivedBody {
  readonly bytes: number;
  /** MD5 of the body, hexadecimal. */
  readonly md5: string;
  /** The checksums that the client gave, as headers for the reply. */
  readonly checksums: Record<string, string>;
}

/**
 * Takes a body piece by piece, hands the decoded pieces to `keep`, and proves it against everything that the client said
 * of it: length, Content-MD5, payload hash, chunk signatures, checksums. What was kept counts only if this returns.
 */
export const receiveBody = async (
  source: AsyncIterable<Buffer>,
  headers: IncomingHttpHeaders,
  { payload, signing }: Authenticated,
  keep: (bytes: Buffer) => Promise<void> | void,
  largest = largestPut,
): Promise<ReceivedBody> => {
  const expected = declaredLength(headers, payload.kind === 'chunked', largest);
  const contentMd5 = declaredMd5(headers);
  const checksums = new Checksums(headers);
  const trailers = new Map<string, string>();
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  let received = 0;

  const decoded = payload.kind === 'chunked' ? decodeChunks(source, payload, signing, trailers) : source;
  for await (const bytes of decoded) {
    received += bytes.length;
    if (received > expected) throw incomplete();
    md5.update(bytes);
    if (payload.kind === 'signed') sha256.update(bytes);
    checksums.update(bytes);
    await keep(bytes);
  }

  if (received !== expected) throw incomplete();
  const digest = md5.digest();
  if (contentMd5 !== undefined && contentMd5 !== digest.toString('base64')) {
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.', {
      ExpectedDigest: contentMd5,
      CalculatedDigest: digest.toString('base64'),
    });
  }
  if (payload.kind === 'signed') {
    const computed = sha256.digest('hex');
    if (computed !== payload.sha256) {
      throw new S3Error(
        400,
        'XAmzContentSHA256Mismatch',
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
        { ClientComputedContentSHA256: payload.sha256, S3ComputedContentSHA256: computed },
      );
    }
  }
  return { bytes: received, md5: digest.toString('hex'), checksums: await checksums.verify(trailers) };
};

const declaredLength = (headers: IncomingHttpHeaders, chunked: boolean, largest: number): number => {
  const none = headers['transfer-encoding'] === undefined ? '0' : undefined;
  const declared = chunked ? headers['x-amz-decoded-content-length'] : (headers['content-length'] ?? none);
  if (typeof declared !== 'string' || !/^\d{1,15}$/.test(declared)) {
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  const length = Number(declared);
  if (length > largest) {
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      ProposedSize: length,
      MaxSizeAllowed: largest,
    });
  }
  return length;
};

const declaredMd5 = (headers: IncomingHttpHeaders): string | undefined => {
  const declared = headers['content-md5'];
  if (declared === undefined) return undefined;
  if (typeof declared === 'string' && /^[A-Za-z0-9+/]{22}==$/.test(declared)) return declared;
  throw new S3Error(400, 'InvalidDigest', 'The Content-MD5 you specified is not valid.');
};

const incomplete = (): S3Error =>
  new S3Error(
    400,
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header',
  );
