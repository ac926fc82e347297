import { createHash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
  apiPrefix,
  bucketName,
  defaultRegion,
  type SandboxConnection,
  type SandboxTable,
} from '../options.ts';
import type { Part, Upload } from '../store/arrivals.ts';
import { writeBodyFile } from '../store/body-file.ts';
import type { NewArrival, ObjectStore } from '../store/object-store.ts';
import { parseCompleteRequest, type NamedPart } from './complete-request.ts';
import type { ObjectKey } from './object-key.ts';
import type { ReceivedBody } from './receive-body.ts';
import { parameter, type Query } from './request-target.ts';
import { invalidArgument, noSuchUpload, S3Error } from './s3-error.ts';
import { s3Document, type XmlElement } from './xml.ts';

/** The smallest part of an upload, in bytes, but for the last. */
export const smallestPart = 5 * 1024 * 1024;
const mostParts = 10_000;
const largestDocument = 4 * 1024 * 1024;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: string;
}

/** A request that passed the door: signed, for a known connection and table. */
export interface ObjectRequest {
  readonly object: ObjectKey;
  readonly connection: SandboxConnection;
  readonly table: SandboxTable;
  readonly query: Query;
  readonly headers: IncomingHttpHeaders;
  readonly now: number;
  /** Streams the proven body; may be called once. */
  readonly receive: (
    keep: (bytes: Buffer) => Promise<void> | void,
    largest?: number,
  ) => Promise<ReceivedBody>;
}

const quoted = (etag: string): string => `"${etag}"`;
const discard = (): void => undefined;

export const putObject = async (store: ObjectStore, request: ObjectRequest): Promise<Reply> => {
  const { file, result } = await writeBodyFile(store.folders.incoming, (keep) => request.receive(keep));
  await store.accept(file, newArrival(request, result.md5, result.bytes));
  return { status: 200, headers: { etag: quoted(result.md5), ...result.checksums } };
};

export const createUpload = async (store: ObjectStore, request: ObjectRequest): Promise<Reply> => {
  await request.receive(discard, largestDocument);
  const id = randomUUID();
  store.arrivals.addUpload({ id, key: request.object.key, contentType: contentType(request) });
  const algorithm = request.headers['x-amz-checksum-algorithm'];
  return document(
    'InitiateMultipartUploadResult',
    [
      ['Bucket', bucketName],
      ['Key', request.object.key],
      ['UploadId', id],
    ],
    typeof algorithm === 'string' ? { 'x-amz-checksum-algorithm': algorithm } : {},
  );
};

export const uploadPart = async (store: ObjectStore, request: ObjectRequest): Promise<Reply> => {
  const upload = findUpload(store, request);
  const text = parameter(request.query, 'partNumber') ?? '';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > mostParts) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      text,
    );
  }
  const { file, result } = await writeBodyFile(store.folders.incoming, (keep) => request.receive(keep));
  await store.acceptPart(file, upload, { number, etag: result.md5, bytes: result.bytes, at: request.now });
  return { status: 200, headers: { etag: quoted(result.md5), ...result.checksums } };
};

export const listParts = (store: ObjectStore, request: ObjectRequest): Reply => {
  const upload = findUpload(store, request);
  const after = Number(parameter(request.query, 'part-number-marker') ?? 0) || 0;
  const most = Math.min(Number(parameter(request.query, 'max-parts') ?? 1000) || 1000, 1000);
  const rest = store.arrivals.parts(upload.id).filter(({ number }) => number > after);
  const page = rest.slice(0, most);
  const parts = page.map((part): XmlElement => [
    'Part',
    [
      ['PartNumber', part.number],
      ['LastModified', new Date(part.at).toISOString()],
      ['ETag', quoted(part.etag)],
      ['Size', part.bytes],
    ],
  ]);
  return document('ListPartsResult', [
    ['Bucket', bucketName],
    ['Key', upload.key],
    ['UploadId', upload.id],
    ['PartNumberMarker', after],
    ['NextPartNumberMarker', page.at(-1)?.number ?? 0],
    ['MaxParts', most],
    ['IsTruncated', rest.length > page.length],
    ...parts,
  ]);
};

export const completeUpload = async (store: ObjectStore, request: ObjectRequest): Promise<Reply> => {
  const upload = findUpload(store, request);
  const pieces: Buffer[] = [];
  await request.receive((bytes) => void pieces.push(bytes), largestDocument);
  const named = parseCompleteRequest(Buffer.concat(pieces).toString('utf8'));
  const chosen = chooseParts(named, store.arrivals.parts(upload.id));
  const bytes = chosen.reduce((sum, part) => sum + part.bytes, 0);
  const sums = Buffer.concat(chosen.map((part) => Buffer.from(part.etag, 'hex')));
  const etag = `${createHash('md5').update(sums).digest('hex')}-${chosen.length}`;
  await store.assemble(upload, chosen, {
    ...newArrival(request, etag, bytes),
    contentType: upload.contentType,
  });
  return document('CompleteMultipartUploadResult', [
    ['Location', `${apiPrefix}/${bucketName}/${upload.key}`],
    ['Bucket', bucketName],
    ['Key', upload.key],
    ['ETag', quoted(etag)],
  ]);
};

export const abortUpload = async (store: ObjectStore, request: ObjectRequest): Promise<Reply> => {
  await store.abort(findUpload(store, request));
  return { status: 204, headers: {} };
};

export const headObject = (store: ObjectStore, request: ObjectRequest): Reply => {
  const found = store.arrivals.latest(request.object.key);
  if (found === undefined) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  return {
    status: 200,
    headers: {
      etag: quoted(found.etag),
      'content-length': found.bytes,
      'last-modified': new Date(found.at).toUTCString(),
      'content-type': found.contentType,
      'accept-ranges': 'bytes',
    },
  };
};

export const headBucket = (region = defaultRegion): Reply => ({
  status: 200,
  headers: { 'x-amz-bucket-region': region },
});

const chooseParts = (named: readonly NamedPart[], stored: readonly Part[]): readonly Part[] => {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  if (named.some(({ number }, index) => number <= (named[index - 1]?.number ?? 0))) {
    throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  const chosen = named.map(({ number, etag }) => {
    const part = byNumber.get(number);
    if (part !== undefined && part.etag === etag.toLowerCase()) return part;
    throw new S3Error(400, 'InvalidPart', 'One or more of the specified parts could not be found.', {
      PartNumber: number,
      ETag: etag,
    });
  });
  const small = chosen.slice(0, -1).find(({ bytes }) => bytes < smallestPart);
  if (small !== undefined) {
    throw new S3Error(
      400,
      'EntityTooSmall',
      'Your proposed upload is smaller than the minimum allowed size',
      {
        ProposedSize: small.bytes,
        MinSizeAllowed: smallestPart,
        PartNumber: small.number,
      },
    );
  }
  return chosen;
};

const findUpload = (store: ObjectStore, { query, object }: ObjectRequest): Upload => {
  const id = parameter(query, 'uploadId') ?? '';
  const upload = store.arrivals.upload(id);
  if (upload === undefined || upload.key !== object.key) throw noSuchUpload(id);
  return upload;
};

const contentType = ({ headers }: ObjectRequest): string => headers['content-type'] ?? 'binary/octet-stream';

const newArrival = (request: ObjectRequest, etag: string, bytes: number): NewArrival => ({
  key: request.object.key,
  connectionId: request.object.connectionId,
  connectionName: request.connection.name,
  table: request.table,
  etag,
  bytes,
  contentType: contentType(request),
  at: request.now,
});

const document = (
  root: string,
  content: readonly XmlElement[],
  headers: Readonly<Record<string, string>> = {},
): Reply => ({ status: 200, headers, body: s3Document(root, content) });
