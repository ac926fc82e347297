import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { md5, openSpooledFile } from '../../../electron/adapters/s3/file-bytes.ts';
import type { Body, ObjectStore } from '../../../electron/core/upload/object-store.ts';
import { multipartEtag } from '../../../electron/core/upload/same-object.ts';

export interface Examined extends AsyncDisposable {
  readonly store: ObjectStore;
  /** A key that the store takes. */
  keyFor(name: string): string;
}

const MiB = 1024 ** 2;
const bytesOf = (length: number, seed: number): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index++) bytes[index] = (index * 31 + seed) & 0xff;
  // What a service that looks inside wants to see at both ends of a Parquet file.
  bytes.write('PAR1', 0, 'latin1');
  bytes.write('PAR1', length - 4, 'latin1');
  return bytes;
};

/** What every `ObjectStore` must do; the core relies on no more than this. */
export const examineObjectStore = (name: string, open: () => Promise<Examined>): void => {
  describe(`an object store: ${name}`, () => {
    let examined: Examined;
    let folder: string;
    const never = new AbortController().signal;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sluice-exam-'));
      examined = await open();
    });
    afterAll(async () => {
      await examined?.[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });

    const withFile = async <T>(
      content: Buffer,
      use: (body: (from: number, bytes: number) => Body) => Promise<T>,
    ) => {
      const path = join(folder, `${content.length}.parquet`);
      await writeFile(path, content);
      await using file = await openSpooledFile(path, content.length, never);
      return await use((from, bytes) => ({
        file,
        from,
        bytes,
        md5: md5(content.subarray(from, from + bytes)),
      }));
    };

    test('what is put is found, with its size and an ETag', async () => {
      const content = bytesOf(1000, 1);
      const key = examined.keyFor('put.parquet');
      const sent: number[] = [];
      const { etag } = await withFile(content, (body) =>
        examined.store.put(key, { ...body(0, 1000), onSent: (bytes) => sent.push(bytes) }, never),
      );
      expect(etag).toBe(md5(content));
      expect(await examined.store.head(key, never)).toEqual({ etag, bytes: 1000 });
      expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBe(1000);
    });

    test('a key that was never put is absent', async () => {
      expect(await examined.store.head(examined.keyFor('nothing.parquet'), never)).toBe('absent');
    });

    test('a key put twice holds the later object', async () => {
      const key = examined.keyFor('twice.parquet');
      await withFile(bytesOf(100, 2), (body) => examined.store.put(key, body(0, 100), never));
      await withFile(bytesOf(200, 3), (body) => examined.store.put(key, body(0, 200), never));
      expect(await examined.store.head(key, never)).toMatchObject({ bytes: 200 });
    });

    test('a body that is not what its MD5 says is refused and leaves no object', async () => {
      const key = examined.keyFor('changed.parquet');
      const put = withFile(bytesOf(500, 4), (body) =>
        examined.store.put(key, { ...body(0, 500), md5: md5(Buffer.from('another')) }, never),
      );
      await expect(put).rejects.toMatchObject({ code: 'upload.bodyChanged', outcomeUnknown: false });
      expect(await examined.store.head(key, never)).toBe('absent');
    });

    test('an object above 8 MiB goes in one put', async () => {
      const key = examined.keyFor('large.parquet');
      const content = bytesOf(9 * MiB, 5);
      await withFile(content, (body) => examined.store.put(key, body(0, content.length), never));
      expect(await examined.store.head(key, never)).toEqual({ etag: md5(content), bytes: content.length });
    });

    test('parts sent in any order become one object, listed before and gone after', async () => {
      const key = examined.keyFor('parts.parquet');
      const content = bytesOf(10 * MiB + 17, 6);
      const created = await examined.store.createMultipart(key, never);
      if (created === 'unsupported') throw new Error('no multipart uploads');
      const { uploadId } = created;
      const size = 5 * MiB;
      const part = (number: number) =>
        withFile(content, (body) => {
          const from = (number - 1) * size;
          const piece = body(from, Math.min(size, content.length - from));
          return examined.store.putPart(key, uploadId, number, piece, never);
        });
      const third = await part(3);
      const first = await part(1);
      const second = await part(2);
      const receipts = [first, second, third].filter((receipt) => receipt !== 'lost');
      expect(receipts.map(({ number }) => number)).toEqual([1, 2, 3]);

      const listed = await examined.store.listParts(key, uploadId, never);
      expect(listed).toEqual(
        receipts.map(({ number, etag }) => ({ number, etag, bytes: number === 3 ? 17 : size })),
      );
      expect(await examined.store.head(key, never)).toBe('absent');

      const etag = multipartEtag(
        receipts.map((receipt) => receipt.etag),
        md5,
      );
      expect(await examined.store.complete(key, uploadId, receipts, never)).toEqual({ etag });
      expect(await examined.store.head(key, never)).toEqual({ etag, bytes: content.length });
      expect(await examined.store.listParts(key, uploadId, never)).toBe('lost');
    });

    test('completing with a part that was never sent says so', async () => {
      const key = examined.keyFor('missing-part.parquet');
      const created = await examined.store.createMultipart(key, never);
      if (created === 'unsupported') throw new Error('no multipart uploads');
      const parts = [{ number: 1, etag: md5(Buffer.from('never sent')) }];
      expect(await examined.store.complete(key, created.uploadId, parts, never)).toBe('partsMissing');
    });

    test('an aborted upload is lost to every later call, and aborting it again is no fault', async () => {
      const key = examined.keyFor('aborted.parquet');
      const created = await examined.store.createMultipart(key, never);
      if (created === 'unsupported') throw new Error('no multipart uploads');
      const { uploadId } = created;
      await examined.store.abort(key, uploadId, never);
      await examined.store.abort(key, uploadId, never);
      expect(await examined.store.listParts(key, uploadId, never)).toBe('lost');
      expect(
        await examined.store.complete(key, uploadId, [{ number: 1, etag: md5(Buffer.alloc(0)) }], never),
      ).toBe('lost');
      const late = await withFile(bytesOf(100, 7), (body) =>
        examined.store.putPart(key, uploadId, 1, body(0, 100), never),
      );
      expect(late).toBe('lost');
    });

    test('an aborted signal ends the call with its own reason', async () => {
      const reason = new Error('stopped by a person');
      const put = withFile(bytesOf(100, 8), (body) =>
        examined.store.put(examined.keyFor('stopped.parquet'), body(0, 100), AbortSignal.abort(reason)),
      );
      await expect(put).rejects.toBe(reason);
    });
  });
};
