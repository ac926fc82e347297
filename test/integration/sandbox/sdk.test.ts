import { createReadStream } from 'node:fs';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readLoads, type RunningSandbox } from '../../../electron/sandbox/index.ts';
import { connection, parquetBytes, parquetFile, started } from './sandbox-fixture.ts';
import { keyOf } from './signed-request.ts';

const client = (sandbox: RunningSandbox, checksums: 'WHEN_REQUIRED' | 'WHEN_SUPPORTED'): S3Client => {
  const { accessKeyId, secretAccessKey } = connection;
  const made = new S3Client({
    endpoint: sandbox.endpoint,
    region: 'eu-central-1',
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: checksums,
    responseChecksumValidation: checksums,
    maxAttempts: 1,
  });
  onTestFinished(() => made.destroy());
  return made;
};
const place = { Bucket: 'continuous', Key: keyOf('event') };
const large =
  'SELECT range AS id, md5(range::VARCHAR) || md5((range + 1)::VARCHAR) AS text FROM range(180000)';

describe.each(['WHEN_REQUIRED', 'WHEN_SUPPORTED'] as const)('the SDK with checksums %s', (checksums) => {
  test('puts a buffer and a stream', async () => {
    const sandbox = await started();
    const s3 = client(sandbox, checksums);
    const path = await parquetFile('SELECT range AS id FROM range(1000)');
    const bytes = await parquetBytes('SELECT range AS id FROM range(1000)');
    await s3.send(new PutObjectCommand({ ...place, Body: bytes }));
    await s3.send(
      new PutObjectCommand({ ...place, Body: createReadStream(path), ContentLength: bytes.length }),
    );
    expect((await readLoads(sandbox.directory)).map((load) => load.inserted)).toEqual([1000, 1000]);
  });

  test('uploads in parts, lists them, and heads the whole', async () => {
    const sandbox = await started();
    const s3 = client(sandbox, checksums);
    const bytes = await parquetBytes(large);
    const size = 8 * 1024 * 1024;
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(place));
    const parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      const PartNumber = parts.length + 1;
      const Body = bytes.subarray(at, at + size);
      const { ETag } = await s3.send(new UploadPartCommand({ ...place, UploadId, PartNumber, Body }));
      parts.push({ PartNumber, ETag });
    }
    const listed = await s3.send(new ListPartsCommand({ ...place, UploadId }));
    expect(listed.Parts?.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }))).toEqual(parts);
    expect(listed.Parts?.reduce((sum, part) => sum + (part.Size ?? 0), 0)).toBe(bytes.length);
    const done = await s3.send(
      new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: parts } }),
    );
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-\d+"$/);
    const head = await s3.send(new HeadObjectCommand(place));
    expect([head.ContentLength, head.ETag]).toEqual([bytes.length, done.ETag]);
    expect(await readLoads(sandbox.directory)).toMatchObject([{ inserted: 180_000 }]);
  });
});

describe('an upload in parts', () => {
  const begin = async () => {
    const sandbox = await started();
    const s3 = client(sandbox, 'WHEN_REQUIRED');
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(place));
    const upload = async (PartNumber: number, Body: Buffer) => {
      const { ETag } = await s3.send(new UploadPartCommand({ ...place, UploadId, PartNumber, Body }));
      return { PartNumber, ETag };
    };
    const complete = (Parts: { PartNumber: number; ETag: string | undefined }[]) =>
      s3.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }));
    return { sandbox, s3, UploadId, upload, complete };
  };

  test('refuses small parts before the last, a wrong order, and parts that it does not have', async () => {
    const { upload, complete } = await begin();
    const one = await upload(1, Buffer.alloc(10));
    const two = await upload(2, Buffer.alloc(10));
    await expect(complete([one, two])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(complete([two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete([one, { ...two, ETag: '"0"' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([])).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(upload(10_001, Buffer.alloc(1))).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  test('takes the newest of two parts with the same number', async () => {
    const { sandbox, upload, complete } = await begin();
    const bytes = await parquetBytes('SELECT 1 AS id');
    await upload(1, Buffer.from('something else'));
    await complete([await upload(1, bytes)]);
    expect(await readLoads(sandbox.directory)).toMatchObject([{ inserted: 1 }]);
  });

  test('is over once it is aborted or completed', async () => {
    const { s3, sandbox, UploadId, upload, complete } = await begin();
    const part = await upload(1, await parquetBytes('SELECT 1 AS id'));
    await complete([part]);
    await expect(complete([part])).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await expect(upload(2, Buffer.alloc(1))).rejects.toMatchObject({ name: 'NoSuchUpload' });
    const other = await s3.send(new CreateMultipartUploadCommand(place));
    await s3.send(new AbortMultipartUploadCommand({ ...place, UploadId: other.UploadId }));
    await expect(s3.send(new ListPartsCommand({ ...place, UploadId: other.UploadId }))).rejects.toMatchObject(
      {
        name: 'NoSuchUpload',
      },
    );
    await expect(s3.send(new ListPartsCommand({ ...place, UploadId }))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
    expect(await readLoads(sandbox.directory)).toHaveLength(1);
  });

  test('two completions at once make one object', async () => {
    const { sandbox, upload, complete } = await begin();
    const part = await upload(1, await parquetBytes('SELECT 1 AS id'));
    const results = await Promise.allSettled([complete([part]), complete([part])]);
    expect(results.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await readLoads(sandbox.directory)).toHaveLength(1);
  });
});
