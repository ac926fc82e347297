import { truncate, unlink } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { md5 } from '../../../electron/adapters/s3/file-bytes.ts';
import { MiB, Sending } from './sending.ts';

test('a file of exactly 8 MiB is one plain PutObject with Content-Length and Content-MD5', async () => {
  await using sending = await Sending.open();
  await sending.spool(8 * MiB);
  const receipt = await sending.attempt();

  expect(receipt).toEqual({
    etag: md5(sending.content),
    bytes: 8 * MiB,
    viaHead: false,
    mayHaveArrivedTwice: false,
    parts: 0,
    resumedParts: 0,
  });
  expect(sending.arrived?.equals(sending.content)).toBe(true);
  expect(sending.server.operations()).toEqual(['PutObject']);
  const headers = sending.server.seen[0]?.headers ?? {};
  expect(headers['content-length']).toBe(String(8 * MiB));
  expect(headers['content-md5']).toBe(Buffer.from(md5(sending.content), 'hex').toString('base64'));
  expect(headers['expect']).toBeUndefined();
  expect(headers['content-encoding']).toBeUndefined();
  expect(Object.keys(headers).filter((name) => /checksum|trailer/.test(name))).toEqual([]);
  expect(sending.progress.at(-1)).toBe(8 * MiB);
});

test('one byte more goes in parts of 8 MiB', async () => {
  await using sending = await Sending.open();
  await sending.spool(8 * MiB + 1);
  const receipt = await sending.attempt();

  expect(receipt).toMatchObject({ parts: 2, resumedParts: 0, viaHead: false });
  expect(receipt.etag).toMatch(/^[0-9a-f]{32}-2$/);
  expect(sending.arrived?.equals(sending.content)).toBe(true);
  const parts = sending.server.seen.filter(({ operation }) => operation === 'UploadPart');
  expect(parts.map(({ part, bytes }) => [part, bytes]).sort()).toEqual([
    [1, 8 * MiB],
    [2, 1],
  ]);
  expect(parts.every(({ headers }) => headers['content-md5'] !== undefined)).toBe(true);
  expect(sending.server.uploads.size).toBe(0);
});

test('a large file with multipart: never is one streamed PutObject', async () => {
  await using sending = await Sending.open();
  await sending.spool(20 * MiB + 3);
  await sending.attempt({ multipart: 'never' });

  expect(sending.server.operations()).toEqual(['PutObject']);
  expect(sending.server.seen[0]?.headers['transfer-encoding']).toBeUndefined();
  expect(sending.arrived?.equals(sending.content)).toBe(true);
  expect(sending.progress.at(-1)).toBe(20 * MiB + 3);
  expect(sending.progress.length).toBeGreaterThan(10);
});

test('a service without multipart uploads gets one streamed PutObject', async () => {
  await using sending = await Sending.open();
  sending.server.unsupported.add('CreateMultipartUpload');
  await sending.spool(9 * MiB);
  await sending.attempt();
  expect(sending.server.operations()).toEqual(['CreateMultipartUpload', 'PutObject']);
  expect(sending.arrived?.equals(sending.content)).toBe(true);
});

test('after a restart only the parts that the service does not hold are sent', async () => {
  await using sending = await Sending.open();
  await sending.spool(40 * MiB);
  sending.server.mischief = (operation, { part }) =>
    operation === 'UploadPart' && part === 4 ? { status: 500, code: 'InternalError' } : undefined;
  await expect(sending.attempt({ parallelParts: 1 })).rejects.toMatchObject({
    code: 'service.error',
    outcomeUnknown: false,
  });
  expect(sending.ledger.upload?.parts.map(({ number }) => number)).toEqual([1, 2, 3]);

  sending.server.mischief = () => undefined;
  sending.server.seen.length = 0;
  const receipt = await sending.attempt();
  expect(receipt).toMatchObject({ parts: 5, resumedParts: 3, mayHaveArrivedTwice: false });
  const sent = sending.server.seen
    .filter(({ operation }) => operation === 'UploadPart')
    .map(({ part }) => part);
  expect(sent.sort()).toEqual([4, 5]);
  expect(sending.arrived?.equals(sending.content)).toBe(true);
});

test('a part that the service holds but that is not ours is sent again', async () => {
  await using sending = await Sending.open();
  await sending.spool(17 * MiB);
  sending.server.mischief = (operation) =>
    operation === 'CompleteMultipartUpload' ? 'resetBefore' : undefined;
  await expect(sending.attempt()).rejects.toMatchObject({ outcomeUnknown: true });
  const [upload] = sending.server.uploads.values();
  upload?.parts.set(2, { etag: md5(Buffer.alloc(8 * MiB)), body: Buffer.alloc(8 * MiB) });

  sending.server.mischief = () => undefined;
  sending.server.seen.length = 0;
  expect(await sending.attempt({ outcomeUnknown: true })).toMatchObject({ resumedParts: 2 });
  const sent = sending.server.seen
    .filter(({ operation }) => operation === 'UploadPart')
    .map(({ part }) => part);
  expect(sent).toEqual([2]);
  expect(sending.arrived?.equals(sending.content)).toBe(true);
});

test('an upload that the service forgot is begun anew', async () => {
  await using sending = await Sending.open();
  await sending.spool(9 * MiB);
  sending.ledger.recordUpload('expired');
  expect(await sending.attempt()).toMatchObject({ parts: 2, resumedParts: 0, mayHaveArrivedTwice: false });
  expect(sending.ledger.forgotten).toContain('expired');
  expect(sending.arrived?.equals(sending.content)).toBe(true);
});

test('an upload that is lost within the attempt is begun anew once', async () => {
  await using sending = await Sending.open();
  await sending.spool(9 * MiB);
  let cleared = false;
  sending.server.mischief = (operation) => {
    if (operation === 'CompleteMultipartUpload' && !cleared) {
      cleared = true;
      sending.server.uploads.clear();
    }
    return undefined;
  };
  expect(await sending.attempt()).toMatchObject({ parts: 2, mayHaveArrivedTwice: false });
  expect(sending.server.operations().filter((name) => name === 'CreateMultipartUpload')).toHaveLength(2);
});

test('a service that loses every upload is tried again later, not for ever within one attempt', async () => {
  await using sending = await Sending.open();
  await sending.spool(9 * MiB);
  sending.server.mischief = (operation) => {
    if (operation === 'CompleteMultipartUpload') sending.server.uploads.clear();
    return undefined;
  };
  await expect(sending.attempt()).rejects.toMatchObject({ code: 'service.error', outcomeUnknown: false });
  expect(sending.ledger.upload).toBeUndefined();
});

test('a put whose reply is lost is found by HeadObject and not sent again', async () => {
  await using sending = await Sending.open();
  await sending.spool(5000);
  sending.server.mischief = (operation) => (operation === 'PutObject' ? 'resetAfter' : undefined);
  await expect(sending.attempt()).rejects.toMatchObject({
    code: 'network.unreachable',
    outcomeUnknown: true,
  });
  sending.server.mischief = () => undefined;
  sending.server.seen.length = 0;
  const receipt = await sending.attempt({ outcomeUnknown: true });
  expect(receipt).toMatchObject({ viaHead: true, mayHaveArrivedTwice: false, etag: md5(sending.content) });
  expect(sending.server.operations()).toEqual(['HeadObject']);
});

test('a completed upload whose reply is lost is found by HeadObject, also when the restart never knew of an unknown outcome', async () => {
  await using sending = await Sending.open();
  await sending.spool(9 * MiB);
  sending.server.mischief = (operation) =>
    operation === 'CompleteMultipartUpload' ? 'resetAfter' : undefined;
  await expect(sending.attempt()).rejects.toMatchObject({ outcomeUnknown: true });
  sending.server.mischief = () => undefined;
  sending.server.seen.length = 0;
  const receipt = await sending.attempt({ outcomeUnknown: false });
  expect(receipt).toMatchObject({ viaHead: true });
  expect(sending.server.operations()).not.toContain('UploadPart');
  expect(sending.server.objects.size).toBe(1);
});

test('a put that never arrived is sent again after HeadObject said so', async () => {
  await using sending = await Sending.open();
  await sending.spool(5000);
  expect(await sending.attempt({ outcomeUnknown: true })).toMatchObject({
    viaHead: false,
    mayHaveArrivedTwice: false,
  });
  expect(sending.server.operations()).toEqual(['HeadObject', 'PutObject']);
});

test.each([403, 405, 501])(
  'where HeadObject answers %i the key is put again and may have arrived twice',
  async (status) => {
    await using sending = await Sending.open();
    await sending.spool(5000);
    sending.server.mischief = (operation) => (operation === 'HeadObject' ? { status } : undefined);
    expect(await sending.attempt({ outcomeUnknown: true })).toMatchObject({
      viaHead: false,
      mayHaveArrivedTwice: true,
    });
    expect(sending.server.operations()).toEqual(['HeadObject', 'PutObject']);
  },
);

test('another object under a plain key does not count as delivered', async () => {
  await using sending = await Sending.open();
  await sending.spool(5000);
  const yesterday = Buffer.alloc(5000, 7);
  sending.server.objects.set(sending.key, { etag: md5(yesterday), body: yesterday });
  const receipt = await sending.attempt({ outcomeUnknown: true, keyNaming: 'plain' });
  expect(receipt.viaHead).toBe(false);
  expect(sending.arrived?.equals(sending.content)).toBe(true);
});

test('a spooled file that is gone or cut is lost, and nothing is sent', async () => {
  await using sending = await Sending.open();
  await sending.spool(5000);
  await truncate(sending.path, 4000);
  await expect(sending.attempt()).rejects.toMatchObject({ code: 'spool.lost' });
  await unlink(sending.path);
  await expect(sending.attempt()).rejects.toMatchObject({ code: 'spool.lost' });
  expect(sending.server.seen).toEqual([]);
});

test('a file that is cut while it streams ends the request as lost, without an uncaught error', async () => {
  await using sending = await Sending.open();
  await sending.spool(20 * MiB);
  let cut = false;
  const attempt = sending.attempt(
    { multipart: 'never' },
    {
      onProgress: () => {
        if (cut) return;
        cut = true;
        void truncate(sending.path, 1 * MiB);
      },
    },
  );
  await expect(attempt).rejects.toMatchObject({ code: 'spool.lost' });
  expect(sending.arrived).toBeUndefined();
});

test('stopping ends an attempt at once, with the reason given, and leaves the upload for later', async () => {
  await using sending = await Sending.open();
  await sending.spool(40 * MiB);
  const stop = new AbortController();
  const reason = new Error('paused');
  sending.server.mischief = (operation, { part }) => {
    if (operation !== 'UploadPart' || part !== 3) return undefined;
    stop.abort(reason);
    return 'never';
  };
  await expect(sending.attempt({ parallelParts: 1 }, { signal: stop.signal })).rejects.toBe(reason);
  expect(sending.ledger.upload?.parts.length).toBe(2);
  sending.server.mischief = () => undefined;
  expect(await sending.attempt()).toMatchObject({ resumedParts: 2 });
});

test('a file that the service refuses at the end leaves no upload behind', async () => {
  await using sending = await Sending.open();
  await sending.spool(9 * MiB);
  sending.server.mischief = (operation) =>
    operation === 'CompleteMultipartUpload' ? { status: 400, code: 'EntityTooLarge' } : undefined;
  await expect(sending.attempt()).rejects.toMatchObject({ code: 'object.tooLarge', remedy: 'reject' });
  expect(sending.server.uploads.size).toBe(0);
  expect(sending.ledger.upload).toBeUndefined();
});

test('a service that lets nobody list parts is believed in what it acknowledged', async () => {
  await using sending = await Sending.open();
  await sending.spool(25 * MiB);
  sending.server.unsupported.add('ListParts');
  sending.server.mischief = (operation, { part }) =>
    operation === 'UploadPart' && part === 4 ? { status: 503 } : undefined;
  await expect(sending.attempt({ parallelParts: 1 })).rejects.toMatchObject({ code: 'service.busy' });
  sending.server.mischief = () => undefined;
  expect(await sending.attempt()).toMatchObject({ parts: 4, resumedParts: 3 });
  expect(sending.arrived?.equals(sending.content)).toBe(true);
});

test('a key with letters that addresses must escape is signed as the service reads it', async () => {
  await using sending = await Sending.open();
  await sending.spool(100);
  const key = sending.key.replace('/order/', "/Größe & 'mehr' (1+1)*~!/");
  await sending.attempt({ key });
  expect([...sending.server.objects.keys()]).toEqual([key]);
});

test('doubt about an earlier attempt outlives a look-up that fails, and one that nobody answers', async () => {
  await using sending = await Sending.open();
  await sending.spool(100);
  sending.server.mischief = () => ({ status: 503 });
  await expect(sending.attempt({ outcomeUnknown: true })).rejects.toMatchObject({
    code: 'service.busy',
    outcomeUnknown: true,
  });
  sending.server.mischief = (operation) => (operation === 'HeadObject' ? { status: 405 } : { status: 503 });
  await expect(sending.attempt({ outcomeUnknown: true })).rejects.toMatchObject({
    code: 'service.busy',
    outcomeUnknown: true,
  });
  sending.server.mischief = (operation) => (operation === 'HeadObject' ? { status: 404 } : { status: 503 });
  await expect(sending.attempt({ outcomeUnknown: true })).rejects.toMatchObject({
    code: 'service.busy',
    outcomeUnknown: false,
  });
});
