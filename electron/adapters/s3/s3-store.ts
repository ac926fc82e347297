import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { bucket } from '../../core/upload/endpoint.ts';
import type { Body, Head, ListedPart, ObjectStore, PartReceipt } from '../../core/upload/object-store.ts';
import { UploadFault } from '../../core/upload/upload-fault.ts';
import { openRequests, type S3StoreSettings } from './open-requests.ts';
import type { BodyHeaders, S3Requests } from './s3-requests.ts';

/** The ingestion API of one connection. Disposing of it closes its connections; requests under way fail. */
export const openS3Store = async (settings: S3StoreSettings): Promise<ObjectStore & Disposable> => {
  const open = await openRequests(settings);
  return new S3Store(open.requests, open.close);
};

const withoutQuotes = (etag: string | undefined): string => (etag ?? '').replace(/^W\/|"/g, '');
const isAnswered = (thrown: unknown, statuses: readonly number[], codes: readonly string[] = []): boolean =>
  thrown instanceof UploadFault &&
  (statuses.includes(thrown.facts.status ?? 0) || codes.includes(thrown.facts.serviceCode ?? ''));

class S3Store implements ObjectStore, Disposable {
  readonly #requests: S3Requests;
  readonly #close: () => void;

  constructor(requests: S3Requests, close: () => void) {
    this.#requests = requests;
    this.#close = close;
  }

  [Symbol.dispose](): void {
    this.#close();
  }

  async put(key: string, body: Body, signal: AbortSignal): Promise<{ readonly etag: string }> {
    const make = (sent: BodyHeaders) => new PutObjectCommand({ Bucket: bucket, Key: key, ...sent });
    const { ETag } = await this.#requests.sendBody('put', body, make, signal);
    return { etag: withoutQuotes(ETag) };
  }

  async head(key: string, signal: AbortSignal): Promise<Head> {
    try {
      const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
      const { ETag, ContentLength } = await this.#requests.send('head', command, signal);
      return { etag: withoutQuotes(ETag), bytes: ContentLength ?? -1 };
    } catch (thrown) {
      if (isAnswered(thrown, [404])) return 'absent';
      const status = thrown instanceof UploadFault ? (thrown.facts.status ?? 0) : 0;
      const passing = status === 408 || status === 425 || status === 429;
      if ((status >= 300 && status < 500 && !passing) || status === 501) return 'unsupported';
      throw thrown;
    }
  }

  async createMultipart(
    key: string,
    signal: AbortSignal,
  ): Promise<{ readonly uploadId: string } | 'unsupported'> {
    try {
      const command = new CreateMultipartUploadCommand({ Bucket: bucket, Key: key });
      const { UploadId } = await this.#requests.send('create', command, signal);
      return UploadId === undefined || UploadId === '' ? 'unsupported' : { uploadId: UploadId };
    } catch (thrown) {
      if (isAnswered(thrown, [405, 501], ['NotImplemented', 'MethodNotAllowed'])) return 'unsupported';
      throw thrown;
    }
  }

  async putPart(
    key: string,
    uploadId: string,
    number: number,
    body: Body,
    signal: AbortSignal,
  ): Promise<PartReceipt | 'lost'> {
    const place = { Bucket: bucket, Key: key, UploadId: uploadId, PartNumber: number };
    try {
      const make = (sent: BodyHeaders) => new UploadPartCommand({ ...place, ...sent });
      const { ETag } = await this.#requests.sendBody('part', body, make, signal);
      return { number, etag: withoutQuotes(ETag) };
    } catch (thrown) {
      if (isAnswered(thrown, [], ['NoSuchUpload'])) return 'lost';
      throw thrown;
    }
  }

  async listParts(
    key: string,
    uploadId: string,
    signal: AbortSignal,
  ): Promise<readonly ListedPart[] | 'lost' | 'unsupported'> {
    const listed: ListedPart[] = [];
    let after: string | undefined;
    try {
      do {
        const place = { Bucket: bucket, Key: key, UploadId: uploadId };
        const command = new ListPartsCommand(
          after === undefined ? place : { ...place, PartNumberMarker: after },
        );
        const page = await this.#requests.send('list', command, signal);
        for (const { PartNumber, ETag, Size } of page.Parts ?? [])
          if (PartNumber !== undefined)
            listed.push({ number: PartNumber, etag: withoutQuotes(ETag), bytes: Size ?? -1 });
        const next = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
        after = next === after ? undefined : next;
      } while (after !== undefined);
    } catch (thrown) {
      if (isAnswered(thrown, [], ['NoSuchUpload'])) return 'lost';
      if (isAnswered(thrown, [401, 403, 405, 501])) return 'unsupported';
      throw thrown;
    }
    return listed.sort((one, other) => one.number - other.number);
  }

  async complete(
    key: string,
    uploadId: string,
    parts: readonly PartReceipt[],
    signal: AbortSignal,
  ): Promise<{ readonly etag: string } | 'lost' | 'partsMissing'> {
    const command = new CompleteMultipartUploadCommand({
      Bucket: bucket,
      Key: key,
      UploadId: uploadId,
      MultipartUpload: {
        Parts: parts.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` })),
      },
    });
    try {
      const { ETag } = await this.#requests.send('complete', command, signal);
      return { etag: withoutQuotes(ETag) };
    } catch (thrown) {
      if (isAnswered(thrown, [], ['NoSuchUpload'])) return 'lost';
      if (isAnswered(thrown, [], ['InvalidPart', 'InvalidPartOrder'])) return 'partsMissing';
      throw thrown;
    }
  }

  async abort(key: string, uploadId: string, signal: AbortSignal): Promise<void> {
    try {
      const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId });
      await this.#requests.send('abort', command, signal);
    } catch (thrown) {
      if (!isAnswered(thrown, [404])) throw thrown;
    }
  }
}
