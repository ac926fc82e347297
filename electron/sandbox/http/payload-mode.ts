import { S3Error } from './s3-error.ts';

/** How a request says that its body is protected (`x-amz-content-sha256`). */
export type PayloadMode =
  | { readonly kind: 'signed'; readonly sha256: string }
  | { readonly kind: 'unsigned' }
  /** aws-chunked, in pieces that are signed one by one or not, with or without trailing headers. */
  | { readonly kind: 'chunked'; readonly signed: boolean; readonly trailer: boolean };

export const parsePayloadMode = (header: string | undefined): PayloadMode => {
  switch (header) {
    case undefined:
      throw new S3Error(
        400,
        'InvalidRequest',
        'Missing required header for this request: x-amz-content-sha256',
      );
    case 'UNSIGNED-PAYLOAD':
      return { kind: 'unsigned' };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      return { kind: 'chunked', signed: true, trailer: false };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return { kind: 'chunked', signed: true, trailer: true };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { kind: 'chunked', signed: false, trailer: true };
    default:
  }
  if (/^[0-9a-f]{64}$/.test(header)) return { kind: 'signed', sha256: header };
  if (header.startsWith('STREAMING-')) {
    throw new S3Error(
      501,
      'NotImplemented',
      'This streaming mode of x-amz-content-sha256 is not implemented.',
    );
  }
  throw new S3Error(
    400,
    'InvalidArgument',
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING mode or a valid sha256 value.',
  );
};
