import type { FileBytes } from './file-bytes.ts';

/** What one request sends: a range of a file and the MD5 of exactly these bytes. */
export interface Body {
  readonly file: FileBytes;
  readonly from: number;
  readonly bytes: number;
  /** 32 hexadecimal digits; travels as Content-MD5, so that a body changed on its way is refused. */
  readonly md5: string;
  /** Told how many more bytes have left. May be told more than once a body; never more than `bytes` in all. */
  readonly onSent?: (bytes: number) => void;
}

/** An object or a part as the service describes it. ETags are without quotes. */
export interface Stored {
  readonly etag: string;
  readonly bytes: number;
}

export interface ListedPart extends Stored {
  readonly number: number;
}

export interface PartReceipt {
  readonly number: number;
  readonly etag: string;
}

/** `unsupported`: the service does not answer this question to us (401, 403, 405, 501 and the like). */
export type Head = Stored | 'absent' | 'unsupported';

/**
 * The bucket of one connection. Every call is one request, never repeated by itself; repeating `put` with the same key
 * replaces the object. Failures are `UploadFault`s whose `outcomeUnknown` says whether the request may have taken
 * effect. An aborted `signal` ends the request and throws the signal's reason.
 */
export interface ObjectStore {
  /** Stores a whole object. The ETag is empty where the service names none. */
  put(key: string, body: Body, signal: AbortSignal): Promise<{ readonly etag: string }>;
  head(key: string, signal: AbortSignal): Promise<Head>;
  /** The new upload's id; `unsupported` where the service takes no multipart uploads. */
  createMultipart(key: string, signal: AbortSignal): Promise<{ readonly uploadId: string } | 'unsupported'>;
  /** `lost`: the service does not know this upload (any more). Parts count from 1. */
  putPart(
    key: string,
    uploadId: string,
    number: number,
    body: Body,
    signal: AbortSignal,
  ): Promise<PartReceipt | 'lost'>;
  /** All parts that the service holds, in ascending order. */
  listParts(
    key: string,
    uploadId: string,
    signal: AbortSignal,
  ): Promise<readonly ListedPart[] | 'lost' | 'unsupported'>;
  /** Makes the object of its parts. `lost` also answers a repeated call whose first answer never arrived. */
  complete(
    key: string,
    uploadId: string,
    parts: readonly PartReceipt[],
    signal: AbortSignal,
  ): Promise<{ readonly etag: string } | 'lost' | 'partsMissing'>;
  /** Forgets an upload and its parts. An unknown upload is no fault. */
  abort(key: string, uploadId: string, signal: AbortSignal): Promise<void>;
}
