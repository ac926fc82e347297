import type {
  Body,
  ListedPart,
  ObjectStore,
  PartReceipt,
} from '../../../electron/core/upload/object-store.ts';
import { multipartEtag } from '../../../electron/core/upload/same-object.ts';
import { UploadFault } from '../../../electron/core/upload/upload-fault.ts';
import { md5 } from '../../../electron/adapters/s3/file-bytes.ts';

interface Part {
  readonly etag: string;
  readonly bytes: Uint8Array;
}

/** An `ObjectStore` in memory for tests of the core; held to the same exam as the real one. */
export class MemoryStore implements ObjectStore {
  readonly objects = new Map<string, Part>();
  readonly uploads = new Map<string, { key: string; parts: Map<number, Part> }>();
  readonly calls: string[] = [];
  #uploads = 0;

  async put(key: string, body: Body, signal: AbortSignal): Promise<{ readonly etag: string }> {
    this.calls.push('put');
    const part = await receive(body, signal);
    this.objects.set(key, part);
    return { etag: part.etag };
  }

  async head(key: string, signal: AbortSignal) {
    this.calls.push('head');
    signal.throwIfAborted();
    const object = this.objects.get(key);
    return object === undefined ? ('absent' as const) : { etag: object.etag, bytes: object.bytes.length };
  }

  async createMultipart(key: string, signal: AbortSignal) {
    this.calls.push('create');
    signal.throwIfAborted();
    const uploadId = `upload-${++this.#uploads}`;
    this.uploads.set(uploadId, { key, parts: new Map() });
    return { uploadId };
  }

  async putPart(_key: string, uploadId: string, number: number, body: Body, signal: AbortSignal) {
    this.calls.push(`part ${number}`);
    const part = await receive(body, signal);
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) return 'lost' as const;
    upload.parts.set(number, part);
    return { number, etag: part.etag };
  }

  async listParts(
    _key: string,
    uploadId: string,
    signal: AbortSignal,
  ): Promise<readonly ListedPart[] | 'lost'> {
    this.calls.push('list');
    signal.throwIfAborted();
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) return 'lost';
    return [...upload.parts]
      .map(([number, { etag, bytes }]) => ({ number, etag, bytes: bytes.length }))
      .sort((one, other) => one.number - other.number);
  }

  async complete(key: string, uploadId: string, parts: readonly PartReceipt[], signal: AbortSignal) {
    this.calls.push('complete');
    signal.throwIfAborted();
    const upload = this.uploads.get(uploadId);
    if (upload === undefined) return 'lost' as const;
    const held = parts.map(({ number, etag }) => {
      const part = upload.parts.get(number);
      return part?.etag === etag ? part : undefined;
    });
    if (held.includes(undefined)) return 'partsMissing' as const;
    const whole = held.filter((part) => part !== undefined);
    const etag = multipartEtag(
      whole.map((part) => part.etag),
      md5,
    );
    this.objects.set(key, { etag, bytes: Buffer.concat(whole.map(({ bytes }) => bytes)) });
    this.uploads.delete(uploadId);
    return { etag };
  }

  async abort(_key: string, uploadId: string, signal: AbortSignal): Promise<void> {
    this.calls.push('abort');
    signal.throwIfAborted();
    this.uploads.delete(uploadId);
  }
}

const receive = async (body: Body, signal: AbortSignal): Promise<Part> => {
  const bytes = await body.file.read(body.from, body.bytes, signal);
  signal.throwIfAborted();
  const etag = md5(bytes);
  if (etag !== body.md5)
    throw new UploadFault('upload.bodyChanged', { status: 400, serviceCode: 'BadDigest' }, false);
  body.onSent?.(body.bytes);
  return { etag, bytes };
};
